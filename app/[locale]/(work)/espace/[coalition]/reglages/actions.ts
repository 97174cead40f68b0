"use server";

import { refresh } from "next/cache";
import { notFound, redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { fieldOf, valuesOf } from "@/app/form-fields";
import { type FormState, refusedForm } from "@/app/form-state";
import { localPath } from "@/app/i18n/local-path";
import { partAnswer } from "@/app/part-answer";
import { services } from "@/app/services";
import type { PartState } from "@/components/coalition/part-form";

/** Saves one part of the coalition's settings; what another coordinator wrote meanwhile is shown, not undone. */
export async function saveSettingsAction(before: PartState, form: FormData): Promise<PartState> {
  const raw = valuesOf(form);
  return partAnswer(before, raw, await services().coalition.saveSettings(await currentActor(), raw), "settings");
}

export async function removePhotoAction(form: FormData): Promise<void> {
  const done = await services().coalition.removePhoto(await currentActor(), fieldOf(form, "coalition", 60));
  if (!done.ok) notFound();
  refresh();
}

/** Puts the coalition away; its space is then only read. */
export async function archiveAction(_before: FormState, form: FormData): Promise<FormState> {
  const coalition = fieldOf(form, "coalition", 60);
  const done = await services().coalition.archive(await currentActor(), { coalition });
  if (done.ok) redirect(localPath(await getLocale(), `/espace/${coalition}`));
  if (done.refusal.code !== "booked_ahead") notFound();
  return refusedForm(done.refusal);
}
