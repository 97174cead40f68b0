"use server";

import { refresh } from "next/cache";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { currentActor, requestContext } from "@/app/actor";
import { services } from "@/app/services";
import type { GoAnswer } from "@/components/transport/sheet-props";

const requestSchema = z.object({ tripId: z.string(), requestId: z.string() });

/** « J'y vais »: one seat, there and back, for who is signed in; or a place in the queue. */
export async function goAlong(request: { tripId: string; requestId: string }): Promise<GoAnswer> {
  const actor = await currentActor();
  const t = await getTranslations("refusal");
  const wanted = requestSchema.safeParse(request);
  if (actor.kind !== "account") return { message: t("sign_in_first") };
  if (!wanted.success) return { message: t("invalid") };
  const booked = await services().signup.bookSeat(actor, wanted.data, await requestContext());
  if (booked.ok) {
    refresh();
    return { state: booked.value.state };
  }
  const { code, fields } = booked.refusal;
  const sheet = await getTranslations("sheet");
  return { message: fields?.firstName ? sheet("nameFirst") : t(code) };
}
