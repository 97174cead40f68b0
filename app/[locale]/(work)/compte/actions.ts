"use server";

import { getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { fieldOf } from "@/app/form-fields";
import { services } from "@/app/services";
import type { OwnFieldState } from "@/components/account/own-field-form";

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
