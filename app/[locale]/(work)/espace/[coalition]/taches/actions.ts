"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
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
export async function takeFromHome(coalition: string, form: FormData): Promise<void> {
  const locale = await getLocale();
  const taken = await services().signup.takeTask(
    await currentActor(),
    { coalition, key: fieldOf(form, "key") },
    locale,
  );
  if (!taken.ok) redirect(localPath(locale, `/espace/${coalition}/taches`));
  refresh();
}

export async function giveTaskBackAction(request: {
  coalition: string;
  key: string;
}): Promise<{ ok: boolean; message: string }> {
  return told(await services().signup.giveTaskBack(await currentActor(), request));
}
