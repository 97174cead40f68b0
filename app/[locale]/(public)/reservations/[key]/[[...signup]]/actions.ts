"use server";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor, requestContext } from "@/app/actor";
import { linesOf, listsOf, rideFields, typedIn } from "@/app/form-fields";
import { type FormState, refusedForm } from "@/app/form-state";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import type { Result } from "@/domain/kernel/result";
import type { HolderKey } from "@/server/signup/capability";
import type { Booked } from "@/server/signup/holder-desk";

/** Every act of a holder's page comes with the key that opened it; the use case checks it anew. */
function holderKey(form: FormData): HolderKey {
  const { key = "", signupId } = typedIn(form, ["key", "signupId"]);
  return signupId ? { key, signupId } : { key };
}

async function onward(answer: Result<Booked>, values: Record<string, string> = {}): Promise<FormState> {
  if (!answer.ok) return refusedForm(answer.refusal, values);
  redirect(localPath(await getLocale(), answer.value.path));
}

export async function confirmByCode(_before: FormState, form: FormData): Promise<FormState> {
  const values = typedIn(form, ["code"]);
  const { signup } = services();
  return onward(
    await signup.confirmByCode(await currentActor(), holderKey(form), values, await requestContext()),
    values,
  );
}

export async function confirmByLink(_before: FormState, form: FormData): Promise<FormState> {
  return onward(await services().signup.confirmByLink(await currentActor(), holderKey(form), await requestContext()));
}

/** Stays on the page and says that another code is on its way. */
export async function resendCode(_before: FormState, form: FormData): Promise<FormState> {
  const sent = await services().signup.resendCode(await currentActor(), holderKey(form), await requestContext());
  if (!sent.ok) return refusedForm(sent.refusal);
  const t = await getTranslations("booking.held");
  return { message: t("sent"), tone: "ok", errors: {}, values: {}, turn: Date.now() };
}

export async function answerOffer(_before: FormState, form: FormData): Promise<FormState> {
  return onward(await services().signup.answerOffer(await currentActor(), holderKey(form), typedIn(form, ["answer"])));
}

export async function sayComing(_before: FormState, form: FormData): Promise<FormState> {
  return onward(await services().signup.sayComing(await currentActor(), holderKey(form)));
}

export async function cancelBooking(_before: FormState, form: FormData): Promise<FormState> {
  return onward(await services().signup.cancelBooking(await currentActor(), holderKey(form)));
}

export async function changeBooking(_before: FormState, form: FormData): Promise<FormState> {
  const values = typedIn(form, rideFields);
  return onward(await services().signup.changeBooking(await currentActor(), holderKey(form), values), values);
}

/** The answers to an event's questions. */
export async function changeAnswers(_before: FormState, form: FormData): Promise<FormState> {
  const raw = listsOf(form);
  return onward(await services().signup.changeBooking(await currentActor(), holderKey(form), raw), linesOf(raw));
}

/** Makes a booking of one's address one's account's. */
export async function claimBooking(form: FormData): Promise<void> {
  const claimed = await services().signup.claimBooking(await currentActor(), typedIn(form, ["signupId"]));
  redirect(localPath(await getLocale(), claimed.ok ? claimed.value.path : "/reservations"));
}
