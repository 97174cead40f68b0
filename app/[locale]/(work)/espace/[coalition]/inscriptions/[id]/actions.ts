"use server";
import { refresh } from "next/cache";
import { currentActor } from "@/app/actor";
import { linesOf, listsOf, valuesOf } from "@/app/form-fields";
import { type FormState, refusedForm } from "@/app/form-state";
import { services } from "@/app/services";
import type { Result } from "@/domain/kernel/result";

/** What a use case answered, for the form that asked. A change shows at once: the page is read again. */
async function told(result: Result<unknown>, values: Record<string, string> = {}): Promise<FormState> {
  if (!result.ok) return refusedForm(result.refusal, values);
  refresh();
  return { message: null, tone: "ok", errors: {}, values: {}, turn: Date.now() };
}

export async function setRegistrationAction(_before: FormState, form: FormData): Promise<FormState> {
  const raw = listsOf(form);
  return told(await services().signup.setRegistration(await currentActor(), raw), linesOf(raw));
}

export async function addHelperAction(_before: FormState, form: FormData): Promise<FormState> {
  const raw = listsOf(form);
  return told(await services().signup.addPerson(await currentActor(), raw), linesOf(raw));
}

export async function confirmHelperAction(_before: FormState, form: FormData): Promise<FormState> {
  return told(await services().signup.confirmPerson(await currentActor(), valuesOf(form)));
}

export async function cancelHelperAction(_before: FormState, form: FormData): Promise<FormState> {
  const raw = valuesOf(form);
  return told(await services().signup.cancelPerson(await currentActor(), raw), linesOf(raw));
}

export async function answerOfferForHelperAction(_before: FormState, form: FormData): Promise<FormState> {
  return told(await services().signup.answerOfferFor(await currentActor(), valuesOf(form)));
}

export async function callOffAction(_before: FormState, form: FormData): Promise<FormState> {
  const raw = valuesOf(form);
  return told(await services().signup.cancelThing(await currentActor(), raw), linesOf(raw));
}

export async function giveEntryAction(_before: FormState, form: FormData): Promise<FormState> {
  const raw = valuesOf(form);
  return told(await services().signup.giveThing(await currentActor(), raw), linesOf(raw));
}

export async function takeEntryBackAction(_before: FormState, form: FormData): Promise<FormState> {
  return told(await services().signup.takeThingBack(await currentActor(), valuesOf(form)));
}
