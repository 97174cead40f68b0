"use server";

import { notFound, redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor, requestContext } from "@/app/actor";
import { fieldOf, valuesOf } from "@/app/form-fields";
import { type FormState, refusedForm } from "@/app/form-state";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import type { ContactState } from "@/components/coalition/contact-form";

const kept = ["name", "email", "message"];

/** Writes to a coalition's coordinators. Once it is sent, or on its way to be confirmed, the form is empty. */
export async function writeToCoalitionAction(_before: ContactState, form: FormData): Promise<ContactState> {
  const raw = valuesOf(form);
  const written = await services().contact.write(raw, await requestContext());
  const [t, tr] = [await getTranslations("contactForm"), await getTranslations("refusal")];
  const turn = Date.now();
  if (written.ok) return { message: t(written.value), tone: "ok", errors: {}, values: {}, turn };
  const errors = Object.fromEntries(
    Object.entries(written.refusal.fields ?? {}).map(([name, key]) => [name, t(`field.${key}` as never)]),
  );
  const values = Object.fromEntries(
    kept.flatMap((name) => {
      const value = raw[name];
      return typeof value === "string" ? [[name, value.slice(0, 5000)]] : [];
    }),
  );
  return { message: tr(written.refusal.code), tone: "bad", errors, values, turn };
}

/** Opens a coalition again that was put away. */
export async function reopenAction(_before: FormState, form: FormData): Promise<FormState> {
  const coalition = fieldOf(form, "coalition", 60);
  const done = await services().coalition.reopen(await currentActor(), { coalition });
  if (done.ok) redirect(localPath(await getLocale(), `/espace/${coalition}`));
  if (done.refusal.code !== "last_coordinator") notFound();
  return refusedForm(done.refusal);
}
