"use server";

import { refresh } from "next/cache";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { fieldOf, valuesOf } from "@/app/form-fields";
import { services } from "@/app/services";
import type { PartState } from "@/components/coalition/part-form";
import { parisDay, spokenDay, spokenTime } from "@/domain/kernel/spoken-date";

/** Saves one part of the coalition's settings; what another coordinator wrote meanwhile is shown, not undone. */
export async function saveSettingsAction(before: PartState, form: FormData): Promise<PartState> {
  const raw = valuesOf(form);
  const typed = Object.fromEntries(
    Object.entries(raw).flatMap(([name, value]) => (typeof value === "string" ? [[name, value.slice(0, 20_000)]] : [])),
  );
  const done = await services().coalition.saveSettings(await currentActor(), raw);
  const t = await getTranslations("settings");
  // It comes from the browser, which may send anything in its place.
  const state: PartState = {
    message: null,
    tone: "bad",
    errors: {},
    values: typed,
    revision: Number.isSafeInteger(before?.revision) ? before.revision : 0,
    theirs: null,
    turn: Date.now(),
  };
  if (!done.ok) {
    const { code, fields = {} } = done.refusal;
    if (code !== "invalid") notFound();
    const errors = Object.fromEntries(Object.entries(fields).map(([name, key]) => [name, t(`field.${key}` as never)]));
    return { ...state, errors, message: (await getTranslations("refusal"))("invalid") };
  }
  const { kind, revision, values } = done.value;
  if (kind === "saved") {
    refresh();
    return { ...state, tone: "ok", message: t("saved"), values, revision };
  }
  const { by, at } = done.value;
  const locale = await getLocale();
  const today = parisDay(at) === parisDay(new Date());
  const when = today ? spokenTime(at, locale) : `${spokenDay(at, locale)}, ${spokenTime(at, locale)}`;
  return {
    ...state,
    message: t("overtaken", { name: by ?? t("someone"), when }),
    revision,
    theirs: Object.values(values).join("\n\n"),
  };
}

export async function removePhotoAction(form: FormData): Promise<void> {
  const done = await services().coalition.removePhoto(await currentActor(), fieldOf(form, "coalition", 60));
  if (!done.ok) notFound();
  refresh();
}
