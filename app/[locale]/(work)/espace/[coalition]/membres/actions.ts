"use server";

import { refresh } from "next/cache";
import { notFound, redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { valuesOf } from "@/app/form-fields";
import { type FormState, refusedForm } from "@/app/form-state";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import type { Result } from "@/domain/kernel/result";

async function told(done: Result<null>): Promise<FormState> {
  if (!done.ok && ["not_found", "sign_in_first"].includes(done.refusal.code)) notFound();
  if (!done.ok) return refusedForm(done.refusal);
  refresh();
  const t = await getTranslations("members");
  return { message: t("done"), tone: "ok", errors: {}, values: {}, turn: Date.now() };
}

/** Gives somebody of the coalition another role. */
export async function changeRoleAction(_before: FormState, form: FormData): Promise<FormState> {
  return told(await services().coalition.changeRole(await currentActor(), valuesOf(form)));
}

/** One leaves; the last coordinator hands over in the same act. */
export async function leaveAction(_before: FormState, form: FormData): Promise<FormState> {
  const done = await services().coalition.leave(await currentActor(), valuesOf(form));
  if (done.ok) redirect(`${localPath(await getLocale(), "/espace")}?dit=quitte`);
  return told(done);
}

/** What the others see of one's name. */
export async function showMyselfAction(_before: FormState, form: FormData): Promise<FormState> {
  return told(await services().coalition.showMyself(await currentActor(), valuesOf(form)));
}

/** Somebody is of the coalition no more. */
export async function removeMemberAction(_before: FormState, form: FormData): Promise<FormState> {
  return told(await services().coalition.removeMember(await currentActor(), valuesOf(form)));
}
