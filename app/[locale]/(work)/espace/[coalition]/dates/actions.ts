"use server";
import { notFound, redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { fieldOf, valuesOf } from "@/app/form-fields";
import { type FormState, refusedForm } from "@/app/form-state";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";

/** Asks the coalition when to meet, and leads to the page of that question. */
export async function makePollAction(_before: FormState, form: FormData): Promise<FormState> {
  const raw = valuesOf(form);
  const made = await services().poll.make(await currentActor(), raw);
  if (made.ok) redirect(localPath(await getLocale(), made.value.path));
  const typed = Object.entries(raw).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return refusedForm(made.refusal, Object.fromEntries(typed.filter(([, value]) => value.length <= 2000)));
}

/** Decides, once; whoever decided has a browser that writes the entry into the agenda. */
export async function keepDateAction(
  pollId: string,
  optionId: string,
): Promise<{ optionId: string; entryId: string } | null> {
  const kept = await services().poll.keep(await currentActor(), { pollId, optionId });
  return kept.ok ? kept.value : null;
}

export async function removePollAction(form: FormData): Promise<void> {
  const removed = await services().poll.remove(await currentActor(), { pollId: fieldOf(form, "pollId") });
  if (!removed.ok) notFound();
  redirect(localPath(await getLocale(), `/espace/${fieldOf(form, "slug", 60)}/dates`));
}
