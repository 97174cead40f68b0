"use server";

import { notFound, redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import { requestContext, setCookies } from "@/app/actor";
import { fieldOf, linesOf, listsOf } from "@/app/form-fields";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";

const page = async (query: Record<string, string> = {}) => {
  const asked = new URLSearchParams(query);
  return `${localPath(await getLocale(), "/declarer")}${asked.size > 0 ? `?${asked}` : ""}`;
};

/** Keeps one step as it was typed, and leads to the next, or back to what does not hold. */
export async function saveStep(form: FormData): Promise<void> {
  const saved = await services().declaration.saveStep(linesOf(listsOf(form)), await requestContext());
  if (!saved.ok) redirect(await page({ dit: saved.refusal.code }));
  const { cookies, step, wrong } = saved.value;
  await setCookies(cookies);
  redirect(await page({ etape: String(step), ...(wrong ? { revoir: "1" } : {}) }));
}

export async function sendDeclaration(form: FormData): Promise<void> {
  const context = await requestContext();
  const saved = await services().declaration.saveStep(linesOf(listsOf(form)), context);
  if (!saved.ok) redirect(await page({ dit: saved.refusal.code }));
  const done = await services().declaration.send(context);
  if (done.ok) redirect(await page());
  if ("step" in done.refusal) redirect(await page({ etape: String(done.refusal.step), revoir: "1" }));
  redirect(await page({ etape: "4", dit: done.refusal.code }));
}

export async function resendConfirmations(): Promise<void> {
  const done = await services().declaration.resend(await requestContext());
  redirect(await page({ dit: done.ok ? "renvoye" : done.refusal.code }));
}

export async function eraseDeclaration(): Promise<void> {
  const { cookies } = await services().declaration.erase((await requestContext()).cookie);
  await setCookies(cookies);
  redirect(await page({ dit: "efface" }));
}

/** Their own page, which exists for what looks like its token. */
const contactPage = async (form: FormData, told: string) => {
  const token = fieldOf(form, "token", 60);
  if (!/^[\w-]{43}$/.test(token)) notFound();
  return `${localPath(await getLocale(), `/declarer/contact/${token}`)}?dit=${told}`;
};

export async function confirmContact(form: FormData): Promise<void> {
  const done = await services().declaration.confirm(listsOf(form));
  redirect(await contactPage(form, done.ok ? "note" : done.refusal.code));
}

export async function declineContact(form: FormData): Promise<void> {
  await services().declaration.decline({ token: fieldOf(form, "token", 60) });
  redirect(await contactPage(form, "retire"));
}

export async function reopenDeclaration(form: FormData): Promise<void> {
  const done = await services().declaration.reopen({ token: fieldOf(form, "token", 60) });
  if (!done.ok) redirect(await contactPage(form, done.refusal.code));
  await setCookies(done.value);
  redirect(await page());
}

/** « Oui, toujours active » : one press, from the mail. */
export async function answerActive(form: FormData): Promise<void> {
  const [coalition, token] = [fieldOf(form, "coalition", 60), fieldOf(form, "token", 64)];
  if (!/^[a-z0-9-]+$/.test(coalition) || !/^[\w-]+$/.test(token)) notFound();
  const done = await services().declaration.answerActive({ coalition, token });
  const told = done.ok ? "?dit=note" : "";
  redirect(`${localPath(await getLocale(), `/declarer/active/${coalition}/${token}`)}${told}`);
}
