"use server";

import { refresh } from "next/cache";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { valuesOf } from "@/app/form-fields";
import { services } from "@/app/services";
import type { SayState } from "@/components/plan/comments";

/** A comment, in a thread or in a new one. */
export async function commentAction(before: SayState, form: FormData): Promise<SayState> {
  const said = await services().plan.comment(await currentActor(), valuesOf(form));
  const turn = Number(before?.done) || 0;
  if (said.ok) {
    refresh();
    return { done: turn + 1, message: null };
  }
  const { code } = said.refusal;
  if (code !== "invalid" && code !== "comments_full" && code !== "coalition_archived") notFound();
  return { done: turn, message: (await getTranslations("refusal"))(code === "invalid" ? "comment_empty" : code) };
}

/** « Réglé », or open again. */
export async function resolveThreadAction(form: FormData): Promise<void> {
  const done = await services().plan.resolveThread(await currentActor(), valuesOf(form));
  // Put away meanwhile: the page, read again, says so.
  if (!done.ok && done.refusal.code !== "coalition_archived") notFound();
  refresh();
}

export async function eraseCommentAction(form: FormData): Promise<void> {
  const done = await services().plan.removeComment(await currentActor(), valuesOf(form));
  if (!done.ok) notFound();
  refresh();
}
