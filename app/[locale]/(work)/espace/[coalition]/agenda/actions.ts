"use server";

import { refresh } from "next/cache";
import { getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { services } from "@/app/services";

/** Ends an event of one's coalition for good; the page then shows it so. */
export async function cancelEntryAction(request: {
  id: string;
  reason: string;
}): Promise<{ ok: boolean; message: string }> {
  const done = await services().signup.cancelThing(await currentActor(), {
    entryId: request.id,
    reason: request.reason,
  });
  if (done.ok) {
    refresh();
    return { ok: true, message: "" };
  }
  const [t, tr] = [await getTranslations("agenda"), await getTranslations("refusal")];
  return { ok: false, message: done.refusal.fields ? t("cancelReasonMissing") : tr(done.refusal.code) };
}
