"use server";

import { getTranslations } from "next-intl/server";
import { valuesOf } from "@/app/form-fields";
import { services } from "@/app/services";
import type { ConfirmState } from "@/components/coalition/confirm-message";

/** Sends the message that waited for its sender's yes. */
export async function confirmContactAction(_before: ConfirmState, form: FormData): Promise<ConfirmState> {
  const done = await services().contact.confirm(valuesOf(form));
  if (done.ok) return { sent: (await getTranslations("contactForm"))("sent"), error: null };
  return { sent: null, error: (await getTranslations("refusal"))(done.refusal.code) };
}
