"use server";
import { redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import { currentActor, requestContext } from "@/app/actor";
import { linesOf, listsOf } from "@/app/form-fields";
import { type FormState, refusedForm } from "@/app/form-state";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";

/** Signs up for an entry of the agenda, and leads to the holder's page. */
export async function signUp(_before: FormState, form: FormData): Promise<FormState> {
  const raw = listsOf(form);
  const signed = await services().signup.signUp(await currentActor(), raw, await requestContext());
  if (!signed.ok) return refusedForm(signed.refusal, linesOf(raw));
  redirect(localPath(await getLocale(), signed.value.path));
}
