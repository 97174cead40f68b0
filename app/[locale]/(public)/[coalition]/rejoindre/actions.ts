"use server";

import { notFound, redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor, requestContext } from "@/app/actor";
import { fieldOf, typedIn } from "@/app/form-fields";
import type { FormState } from "@/app/form-state";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";

/** « Participer »: into the workspace, or back to the page that says that one has asked. */
export async function joinAction(_before: FormState, form: FormData): Promise<FormState> {
  const coalition = fieldOf(form, "coalition");
  const values = typedIn(form, ["name", "words"]);
  const done = await services().coalition.join(await currentActor(), { ...values, coalition });
  const locale = await getLocale();
  if (done.ok)
    redirect(
      localPath(locale, done.value === "in" ? `/espace/${coalition}` : `/${coalition}/rejoindre?choix=participer`),
    );
  const { code, fields = {} } = done.refusal;
  if (code === "not_found") notFound();
  const [t, tr] = [await getTranslations("join"), await getTranslations("refusal")];
  const errors = Object.fromEntries(
    Object.entries(fields).map(([field, key]) => [field, t(`field.${key === "words" ? "words" : "name"}`)]),
  );
  return { message: tr(code), tone: "bad", errors, values, turn: Date.now() };
}

/** « Recevoir les nouvelles »: an address, and a mail to confirm it; nothing more for who is signed in. */
export async function followAction(_before: FormState, form: FormData): Promise<FormState> {
  const values = typedIn(form, ["email"]);
  const raw = { ...values, coalition: fieldOf(form, "coalition"), site: fieldOf(form, "site") };
  const done = await services().follow.ask(await currentActor(), raw, await requestContext());
  const turn = Date.now();
  if (done.ok)
    return { message: (await getTranslations("follow"))(done.value), tone: "ok", errors: {}, values: {}, turn };
  if (done.refusal.code === "not_found") notFound();
  const [t, tr] = [await getTranslations("account.field"), await getTranslations("refusal")];
  const errors: Record<string, string> = done.refusal.fields?.email ? { email: t("email") } : {};
  return { message: tr(done.refusal.code), tone: "bad", errors, values, turn };
}
