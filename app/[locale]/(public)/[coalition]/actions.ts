"use server";

import { getTranslations } from "next-intl/server";
import { requestContext } from "@/app/actor";
import { valuesOf } from "@/app/form-fields";
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
