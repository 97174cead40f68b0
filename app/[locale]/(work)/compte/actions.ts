"use server";

import { getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { fieldOf } from "@/app/form-fields";
import { services } from "@/app/services";
import type { OwnFieldState } from "@/components/account/own-field-form";
import type { OwnFeedState } from "@/components/calendar/own-feed-form";

export async function renameMyself(_previous: OwnFieldState, form: FormData): Promise<OwnFieldState> {
  const name = fieldOf(form, "name", 300);
  const done = await services().account.rename(await currentActor(), { name });
  if (done.ok) return { value: name.trim(), fieldError: null, saved: true };
  const t = await getTranslations();
  const fieldError = done.refusal.fields?.name ? t("account.field.name") : t(`refusal.${done.refusal.code}`);
  return { value: name, fieldError, saved: false };
}

/** The number that members of one's coalitions may call; empty takes it back. */
export async function sharePhone(_previous: OwnFieldState, form: FormData): Promise<OwnFieldState> {
  const phone = fieldOf(form, "phone", 100);
  const done = await services().account.sharePhone(await currentActor(), { phone });
  if (done.ok) return { value: phone.trim(), fieldError: null, saved: true };
  const t = await getTranslations();
  const fieldError = done.refusal.fields?.phone ? t("signup.field.phone") : t(`refusal.${done.refusal.code}`);
  return { value: phone, fieldError, saved: false };
}

/** Makes one's own calendar file, whose address is shown this once; or ends it. */
export async function changeOwnFeed(previous: OwnFeedState, form: FormData): Promise<OwnFeedState> {
  const { calendar } = services();
  // It comes from the browser, which may send anything in its place.
  const had = previous?.has === true;
  const actor = await currentActor();
  const refused = await getTranslations("refusal");
  if (fieldOf(form, "act", 10) === "end") {
    const ended = await calendar.endOwnFeed(actor);
    return { has: !ended.ok && had, address: null, error: ended.ok ? null : refused(ended.refusal.code) };
  }
  const made = await calendar.makeOwnFeed(actor);
  if (made.ok) return { has: true, address: made.value.address, error: null };
  return { has: had, address: null, error: refused(made.refusal.code) };
}
