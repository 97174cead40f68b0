"use server";
import { getTranslations } from "next-intl/server";
import { requestContext } from "@/app/actor";
import { typedIn } from "@/app/form-fields";
import { type FormState, refusedForm } from "@/app/form-state";
import { services } from "@/app/services";

/** Sends a link to all bookings of an address. The same answer whether or not there are any. */
export async function findBookings(_before: FormState, form: FormData): Promise<FormState> {
  const values = typedIn(form, ["email"]);
  const asked = await services().signup.findBookings(values, await requestContext());
  if (!asked.ok) return refusedForm(asked.refusal, values);
  const t = await getTranslations("booking.find");
  return { message: t("sent"), tone: "ok", errors: {}, values, turn: Date.now() };
}
