"use server";

import { refresh } from "next/cache";
import { notFound } from "next/navigation";
import { currentActor } from "@/app/actor";
import { fieldOf, valuesOf } from "@/app/form-fields";
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
