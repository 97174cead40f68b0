"use server";

import { refresh } from "next/cache";
import { notFound, redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { fieldOf } from "@/app/form-fields";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import type { Result } from "@/domain/kernel/result";

async function told(result: Result<void>): Promise<{ ok: boolean; message: string }> {
  if (result.ok) return { ok: true, message: "" };
  const t = await getTranslations("refusal");
  return { ok: false, message: t(result.refusal.code) };
}

export async function takeTaskAction(request: {
  coalition: string;
  key: string;
}): Promise<{ ok: boolean; message: string }> {
  return told(await services().signup.takeTask(await currentActor(), request, await getLocale()));
}

/** « Je m'en charge » on the home page, also without JavaScript. Refused, the page of all tasks shows how it stands. */
export async function takeFromHome(form: FormData): Promise<void> {
  const locale = await getLocale();
  const [coalition, key] = [fieldOf(form, "coalition", 60), fieldOf(form, "key")];
  const taken = await services().signup.takeTask(await currentActor(), { coalition, key }, locale);
  if (taken.ok) refresh();
  else if (taken.refusal.code === "not_found") notFound();
  else redirect(localPath(locale, `/espace/${encodeURIComponent(coalition)}/taches`));
}

export async function giveTaskBackAction(request: {
  coalition: string;
  key: string;
}): Promise<{ ok: boolean; message: string }> {
  return told(await services().signup.giveTaskBack(await currentActor(), request));
}
