"use server";
import { redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import { currentActor, requestContext } from "@/app/actor";
import { fieldOf, rideFields, typedIn } from "@/app/form-fields";
import { type FormState, refusedForm } from "@/app/form-state";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";

const fields = ["firstName", "email", "phone", "consent", ...rideFields] as const;

/** Books, and leads to the holder's page; refused, the form comes back as it was typed, with the reason. */
export async function bookSeat(_before: FormState, form: FormData): Promise<FormState> {
  const values = typedIn(form, fields);
  const booked = await services().signup.bookSeat(
    await currentActor(),
    { ...values, tripId: fieldOf(form, "tripId"), requestId: fieldOf(form, "requestId") },
    await requestContext(),
  );
  if (!booked.ok) return refusedForm(booked.refusal, values);
  redirect(localPath(await getLocale(), booked.value.path));
}
