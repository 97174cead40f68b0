import { getTranslations } from "next-intl/server";
import type { ActState } from "@/components/signup/holder-forms";
import type { Refusal } from "@/domain/kernel/result";

/** What a form shows after it was sent: what was typed, and what was wrong, in the person's language. */
export type FormState = ActState;

/** A refusal, said in words above the form and under each field concerned. */
export async function refusedForm(refusal: Refusal, values: Record<string, string> = {}): Promise<FormState> {
  const t = await getTranslations();
  const errors: Record<string, string> = {};
  for (const [field, key] of Object.entries(refusal.fields ?? {})) {
    const message = `signup.field.${key}`;
    errors[field] = t.has(message as never) ? t(message as never) : t("refusal.invalid");
  }
  return { message: t(`refusal.${refusal.code}`), tone: "bad", errors, values, turn: Date.now() };
}
