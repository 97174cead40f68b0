"use server";
import { redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import { requestContext } from "@/app/actor";
import { valuesOf } from "@/app/form-fields";
import { type FormState, refusedForm } from "@/app/form-state";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";

/** Keeps somebody's answers, and leads to the page of their own where they can be changed. */
export async function answerPoll(_before: FormState, form: FormData): Promise<FormState> {
  const raw = valuesOf(form);
  const context = await requestContext();
  const answered = await services().poll.answer(raw, context);
  if (answered.ok) redirect(`${localPath(await getLocale(), answered.value.path)}?merci`);
  const typed = Object.entries(raw).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return refusedForm(answered.refusal, Object.fromEntries(typed.filter(([, value]) => value.length <= 200)));
}

/** Takes somebody's answers out, by the link that is theirs. */
export async function eraseReplyAction(_before: FormState, form: FormData): Promise<FormState> {
  const erased = await services().poll.eraseReply(valuesOf(form));
  if (erased.ok) redirect(`${localPath(await getLocale(), erased.value.path)}?retire`);
  return refusedForm(erased.refusal);
}
