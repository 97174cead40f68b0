"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { typedIn } from "@/app/form-fields";
import { type FormState, refusedForm } from "@/app/form-state";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";

/** The yes of whoever holds the address; then the page on which they change how often. */
export async function confirmFollowAction(_before: FormState, form: FormData): Promise<FormState> {
  const done = await services().follow.confirm(typedIn(form, ["token"]));
  if (!done.ok) return refusedForm(done.refusal);
  redirect(`${localPath(await getLocale(), done.value.path)}?fait=oui`);
}

/** How often from now on, or never. */
export async function changeFollowAction(_before: FormState, form: FormData): Promise<FormState> {
  const values = typedIn(form, ["token", "frequency"]);
  const done = await services().follow.change(values);
  if (!done.ok) return refusedForm(done.refusal);
  refresh();
  const t = await getTranslations("follow");
  return {
    message: t(values.frequency === "never" ? "stoppedText" : "saved"),
    tone: "ok",
    errors: {},
    values: {},
    turn: Date.now(),
  };
}
