"use server";

import { getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
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

export async function giveTaskBackAction(request: {
  coalition: string;
  key: string;
}): Promise<{ ok: boolean; message: string }> {
  return told(await services().signup.giveTaskBack(await currentActor(), request));
}
