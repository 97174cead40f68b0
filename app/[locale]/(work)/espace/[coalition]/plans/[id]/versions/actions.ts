"use server";

import { refresh } from "next/cache";
import { getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { valuesOf } from "@/app/form-fields";
import { services } from "@/app/services";
import type { ActState } from "@/components/signup/act-form";
import type { Result } from "@/domain/kernel/result";

async function told(result: Result<unknown>): Promise<ActState> {
  if (result.ok) {
    refresh();
    return { done: true, message: null, fields: {} };
  }
  const [t, th] = [await getTranslations("refusal"), await getTranslations("history")];
  const { code } = result.refusal;
  return { done: false, message: code === "invalid" ? th("nameMissing") : t(code), fields: {} };
}

export async function namePlanVersionAction(_: ActState, form: FormData): Promise<ActState> {
  return told(await services().plan.nameVersion(await currentActor(), valuesOf(form)));
}

export async function removePlanVersionAction(_: ActState, form: FormData): Promise<ActState> {
  return told(await services().plan.removeVersion(await currentActor(), valuesOf(form)));
}
