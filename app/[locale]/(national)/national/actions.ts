"use server";

import { notFound, redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { linesOf, listsOf, valuesOf } from "@/app/form-fields";
import type { FormState } from "@/app/form-state";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import type { Refusal } from "@/domain/kernel/result";

async function refused(refusal: Refusal, raw: Record<string, unknown>): Promise<FormState> {
  if (refusal.code === "not_found") notFound();
  const [t, tr] = [await getTranslations("moderation"), await getTranslations("refusal")];
  const errors = Object.fromEntries(
    Object.entries(refusal.fields ?? {}).map(([field, key]) => [field, t(`field.${key}` as never)]),
  );
  return { message: tr(refusal.code), tone: "bad", errors, values: linesOf(raw), turn: Date.now() };
}

/** Each decision has its own message in the form: the one that counts is that of the decision chosen. */
export async function decideAction(_before: FormState, form: FormData): Promise<FormState> {
  const raw = valuesOf(form);
  const message = raw[`message-${String(raw.verdict)}`];
  const done = await services().moderation.decide(await currentActor(), { ...raw, message });
  if (!done.ok) return refused(done.refusal, listsOf(form));
  redirect(`${localPath(await getLocale(), "/national")}?fait=${done.value.verdict}`);
}

export async function answerReportAction(_before: FormState, form: FormData): Promise<FormState> {
  const raw = valuesOf(form);
  const done = await services().moderation.answerReport(await currentActor(), raw);
  if (!done.ok) return refused(done.refusal, listsOf(form));
  redirect(`${localPath(await getLocale(), "/national")}?fait=report`);
}

/** A published page is put away, with words for those who coordinate it. */
export async function withdrawPageAction(_before: FormState, form: FormData): Promise<FormState> {
  const done = await services().moderation.withdraw(await currentActor(), valuesOf(form));
  if (!done.ok) return refused(done.refusal, listsOf(form));
  redirect(`${localPath(await getLocale(), "/national")}?fait=archive`);
}
