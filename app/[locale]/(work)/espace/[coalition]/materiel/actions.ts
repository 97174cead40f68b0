"use server";

import { refresh } from "next/cache";
import { notFound } from "next/navigation";
import { currentActor } from "@/app/actor";
import { valuesOf } from "@/app/form-fields";
import { partAnswer } from "@/app/part-answer";
import { services } from "@/app/services";
import type { PartState } from "@/components/coalition/part-form";

/** Says what a file of the library is. */
export async function saveMaterialAction(before: PartState, form: FormData): Promise<PartState> {
  const raw = valuesOf(form);
  return partAnswer(before, raw, await services().material.save(await currentActor(), raw), "materials");
}

export async function moveMaterialAction(form: FormData): Promise<void> {
  const done = await services().material.move(await currentActor(), valuesOf(form));
  if (!done.ok) notFound();
  refresh();
}

export async function removeMaterialAction(form: FormData): Promise<void> {
  const done = await services().material.remove(await currentActor(), valuesOf(form));
  if (!done.ok) notFound();
  refresh();
}
