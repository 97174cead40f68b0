"use server";

import { refresh } from "next/cache";
import { getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { services } from "@/app/services";
import type { ActState } from "@/components/signup/act-form";
import type { Result } from "@/domain/kernel/result";

/** Keeps the sheet as it stands, for an import is about to change much of it; whether it did. */
export async function keepBeforeImport(slug: string): Promise<boolean> {
  return (await services().transport.keepBeforeImport(await currentActor(), slug)).ok;
}

async function told(result: Result<unknown>): Promise<ActState> {
  if (result.ok) {
    refresh();
    return { done: true, message: null, fields: {} };
  }
  const { code, fields } = result.refusal;
  const [t, th] = await Promise.all([getTranslations("refusal"), getTranslations("history")]);
  const missing = fields?.sure === undefined ? "nameMissing" : "flattenUnsure";
  return { done: false, message: fields === undefined ? t(code) : th(missing), fields: {} };
}

const values = (form: FormData) => Object.fromEntries(form);

export async function nameVersionAction(_: ActState, form: FormData): Promise<ActState> {
  return told(await services().transport.nameVersion(await currentActor(), values(form)));
}

export async function removeVersionAction(_: ActState, form: FormData): Promise<ActState> {
  return told(await services().transport.removeVersion(await currentActor(), values(form)));
}

export async function eraseChangeAction(_: ActState, form: FormData): Promise<ActState> {
  return told(await services().transport.eraseChange(await currentActor(), values(form)));
}

export async function flattenSheetAction(_: ActState, form: FormData): Promise<ActState> {
  return told(await services().transport.flattenSheet(await currentActor(), values(form)));
}
