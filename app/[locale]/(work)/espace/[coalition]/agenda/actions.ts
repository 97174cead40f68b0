"use server";

import { refresh } from "next/cache";
import { getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { valuesOf } from "@/app/form-fields";
import { services } from "@/app/services";
import type { SourcesState } from "@/components/calendar/sources-form";
import type { Result } from "@/domain/kernel/result";

/** Ends an event of one's coalition for good, or one time of a series; the page then shows it so. */
export async function cancelEntryAction(request: {
  id: string;
  occurrence: string | null;
  reason: string;
}): Promise<{ ok: boolean; message: string }> {
  const done = await services().signup.cancelThing(await currentActor(), {
    entryId: request.id,
    occurrence: request.occurrence ?? "",
    reason: request.reason,
  });
  if (done.ok) {
    refresh();
    return { ok: true, message: "" };
  }
  const [t, tr] = [await getTranslations("agenda"), await getTranslations("refusal")];
  return { ok: false, message: done.refusal.fields ? t("cancelReasonMissing") : tr(done.refusal.code) };
}

/** Has the coalition look at a calendar of elsewhere. */
export async function addSourceAction(_: SourcesState, form: FormData): Promise<SourcesState> {
  const { title, url, slug } = valuesOf(form);
  return told(await services().calendar.addSource(await currentActor(), { title, url, slug }));
}

export async function removeSourceAction(_: SourcesState, form: FormData): Promise<SourcesState> {
  const { id, slug } = valuesOf(form);
  return told(await services().calendar.removeSource(await currentActor(), { id, slug }));
}

async function told(result: Result<void>): Promise<SourcesState> {
  if (result.ok) {
    refresh();
    return { error: null, fieldError: null };
  }
  const { code, fields } = result.refusal;
  const sources = await getTranslations("agenda.sources");
  if (fields) return { error: null, fieldError: sources("urlWrong") };
  const refused = await getTranslations("refusal");
  return { error: code === "too_many" ? sources("full") : refused(code), fieldError: null };
}
