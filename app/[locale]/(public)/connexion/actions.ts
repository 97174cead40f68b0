"use server";

import { notFound, redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { cookieHeader, requestContext, setCookies } from "@/app/actor";
import { fieldOf } from "@/app/form-fields";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import type { CodeFormState } from "@/components/account/code-form";
import type { EmailFormState } from "@/components/account/email-form";
import type { PressState } from "@/components/account/press-form";
import type { Result } from "@/domain/kernel/result";
import type { SignedIn } from "@/server/account/sign-in";

async function enter(done: Result<SignedIn>): Promise<string> {
  if (done.ok) {
    await setCookies(done.value.cookies);
    redirect(localPath(await getLocale(), done.value.path));
  }
  const t = await getTranslations();
  const field = done.refusal.fields?.code;
  return field === "code" ? t("account.field.code") : t(`refusal.${done.refusal.code}`);
}

export async function requestSignIn(_previous: EmailFormState, form: FormData): Promise<EmailFormState> {
  const email = fieldOf(form, "email", 300);
  const context = await requestContext();
  const asked = await services().account.signIn.request({ email, returnPath: fieldOf(form, "returnPath") }, context);
  if (asked.ok) {
    await setCookies(asked.value.cookies);
    redirect(localPath(context.locale, "/connexion/code"));
  }
  const t = await getTranslations();
  return asked.refusal.fields?.email
    ? { email, fieldError: t("account.field.email"), error: null }
    : { email, fieldError: null, error: t(`refusal.${asked.refusal.code}`) };
}

export async function enterWithCode(_previous: CodeFormState, form: FormData): Promise<CodeFormState> {
  const code = fieldOf(form, "code", 300);
  return { code, error: await enter(await services().account.signIn.withCode({ code }, await cookieHeader())) };
}

export async function enterWithLink(_previous: PressState, form: FormData): Promise<PressState> {
  const done = await services().account.signIn.withLink({ token: fieldOf(form, "token") }, await cookieHeader());
  return { error: await enter(done) };
}

/** Only in the demo. */
export async function enterDemo(_previous: PressState, form: FormData): Promise<PressState> {
  const cookie = await cookieHeader();
  const { demo } = services();
  if (!demo) notFound();
  return { error: await enter(await demo.links.enter(fieldOf(form, "token"), cookie)) };
}

export async function signOut(): Promise<void> {
  const { cookies } = await services().account.signIn.signOut(await cookieHeader());
  await setCookies(cookies);
  redirect(localPath(await getLocale(), "/"));
}
