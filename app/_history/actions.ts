"use server";

import { refresh } from "next/cache";
import { getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { valuesOf } from "@/app/form-fields";
import { services } from "@/app/services";
import type { ActState } from "@/components/signup/act-form";
import type { Result } from "@/domain/kernel/result";

/** Keeps a document as it stands, for an import is about to change much of it; whether it did. */
export async function keepBeforeImport(slug: string, document: string): Promise<boolean> {
  return (await services().history.keepBeforeImport(await currentActor(), slug, document)).ok;
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

export async function nameVersionAction(_: ActState, form: FormData): Promise<ActState> {
  return told(await services().history.nameVersion(await currentActor(), valuesOf(form)));
}

export async function removeVersionAction(_: ActState, form: FormData): Promise<ActState> {
  return told(await services().history.removeVersion(await currentActor(), valuesOf(form)));
}

export async function eraseChangeAction(_: ActState, form: FormData): Promise<ActState> {
  return told(await services().history.eraseChange(await currentActor(), valuesOf(form)));
}

export async function flattenAction(_: ActState, form: FormData): Promise<ActState> {
  return told(await services().history.flatten(await currentActor(), valuesOf(form)));
}

/** A document starts anew, without a name that stood in it. */
export async function dropNameAction(_: ActState, form: FormData): Promise<ActState> {
  return told(await services().history.dropName(await currentActor(), valuesOf(form)));
}
