"use server";

import { notFound, redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { fieldOf, valuesOf } from "@/app/form-fields";
import type { FormState } from "@/app/form-state";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import { newsLimits } from "@/domain/campaign/news";
import type { Refusal } from "@/domain/kernel/result";

async function refused({ code, fields = {} }: Refusal, values: Record<string, string> = {}): Promise<FormState> {
  if (code === "not_found" || code === "sign_in_first") notFound();
  const [t, tr] = [await getTranslations("news.field"), await getTranslations("refusal")];
  const errors = Object.fromEntries(
    Object.entries(fields).map(([field, key]) => [field, t(key === "title" ? "title" : "body")]),
  );
  return { message: tr(code), tone: "bad", errors, values, turn: Date.now() };
}

const onward = async (form: FormData, below: string): Promise<never> =>
  redirect(localPath(await getLocale(), `/espace/${fieldOf(form, "coalition", 100)}/nouvelles${below}`));

/** Keeps a draft, and shows it as it will be read. */
export async function saveNewsAction(_before: FormState, form: FormData): Promise<FormState> {
  const done = await services().news.save(await currentActor(), valuesOf(form));
  if (done.ok) return onward(form, `/${done.value.id}`);
  return refused(done.refusal, {
    title: fieldOf(form, "title", newsLimits.title * 2),
    body: fieldOf(form, "body", newsLimits.body * 2),
  });
}

/** « Envoyer ». */
export async function sendNewsAction(_before: FormState, form: FormData): Promise<FormState> {
  const done = await services().news.send(await currentActor(), valuesOf(form));
  return done.ok ? onward(form, `/${fieldOf(form, "id", 100)}`) : refused(done.refusal);
}

/** Throws a draft away, or takes back what was sent. */
export async function removeNewsAction(_before: FormState, form: FormData): Promise<FormState> {
  const done = await services().news.remove(await currentActor(), valuesOf(form));
  return done.ok ? onward(form, "") : refused(done.refusal);
}
