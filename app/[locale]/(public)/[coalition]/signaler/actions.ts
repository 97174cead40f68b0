"use server";

import { notFound, redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { requestContext } from "@/app/actor";
import { linesOf, listsOf, valuesOf } from "@/app/form-fields";
import type { FormState } from "@/app/form-state";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";

/** Somebody says what is wrong with a page. */
export async function reportAction(_before: FormState, form: FormData): Promise<FormState> {
  const raw = valuesOf(form);
  const done = await services().moderation.report(raw, await requestContext());
  if (done.ok) redirect(`${localPath(await getLocale(), `/${String(raw.coalition)}/signaler`)}?merci=1`);
  const { code, fields = {} } = done.refusal;
  if (code === "not_found") notFound();
  const [t, tr] = [await getTranslations("report"), await getTranslations("refusal")];
  const errors = Object.fromEntries(Object.entries(fields).map(([name, key]) => [name, t(`field.${key}` as never)]));
  return { message: tr(code), tone: "bad", errors, values: linesOf(listsOf(form)), turn: Date.now() };
}
