"use server";

import { refresh } from "next/cache";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { valuesOf } from "@/app/form-fields";
import { type FormState, refusedForm } from "@/app/form-state";
import { services } from "@/app/services";
import type { Result } from "@/domain/kernel/result";

async function told(done: Result<null>): Promise<FormState> {
  if (!done.ok && ["not_found", "sign_in_first"].includes(done.refusal.code)) notFound();
  if (!done.ok) return refusedForm(done.refusal);
  refresh();
  const t = await getTranslations("join.desk");
  return { message: t("done"), tone: "ok", errors: {}, values: {}, turn: Date.now() };
}

/** How one takes part from now on. */
export async function chooseJoinModeAction(_before: FormState, form: FormData): Promise<FormState> {
  return told(await services().coalition.chooseJoinMode(await currentActor(), valuesOf(form)));
}

/** Agrees that somebody takes part, or does not. */
export async function answerJoinAction(_before: FormState, form: FormData): Promise<FormState> {
  return told(await services().coalition.answerJoin(await currentActor(), valuesOf(form)));
}
