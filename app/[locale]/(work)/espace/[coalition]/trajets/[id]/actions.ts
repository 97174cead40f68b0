"use server";

import { refresh } from "next/cache";
import { getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { valuesOf } from "@/app/form-fields";
import { services } from "@/app/services";
import type { ActState } from "@/components/signup/act-form";
import type { Result } from "@/domain/kernel/result";

/** What a use case answered, for the form that asked. A change shows at once: the page is read again. */
async function told(result: Result<unknown>): Promise<ActState> {
  if (result.ok) {
    refresh();
    return { done: true, message: null, fields: {} };
  }
  const { code, fields } = result.refusal;
  if (fields !== undefined) return { done: false, message: null, fields };
  const t = await getTranslations("refusal");
  return { done: false, message: t(code), fields: {} };
}

export async function addPersonAction(_: ActState, form: FormData): Promise<ActState> {
  return told(await services().signup.addPerson(await currentActor(), valuesOf(form)));
}

export async function confirmPersonAction(_: ActState, form: FormData): Promise<ActState> {
  return told(await services().signup.confirmPerson(await currentActor(), valuesOf(form)));
}

export async function markPaidAction(_: ActState, form: FormData): Promise<ActState> {
  return told(await services().signup.markPaid(await currentActor(), valuesOf(form)));
}

export async function movePersonAction(_: ActState, form: FormData): Promise<ActState> {
  return told(await services().signup.movePerson(await currentActor(), valuesOf(form)));
}

export async function cancelPersonAction(_: ActState, form: FormData): Promise<ActState> {
  return told(await services().signup.cancelPerson(await currentActor(), valuesOf(form)));
}

export async function answerOfferForAction(_: ActState, form: FormData): Promise<ActState> {
  return told(await services().signup.answerOfferFor(await currentActor(), valuesOf(form)));
}

export async function cancelTripAction(_: ActState, form: FormData): Promise<ActState> {
  return told(await services().signup.cancelThing(await currentActor(), valuesOf(form)));
}

export async function giveTripAction(_: ActState, form: FormData): Promise<ActState> {
  return told(await services().signup.giveThing(await currentActor(), valuesOf(form)));
}

export async function takeTripBackAction(_: ActState, form: FormData): Promise<ActState> {
  return told(await services().signup.takeThingBack(await currentActor(), valuesOf(form)));
}
