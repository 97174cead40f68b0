"use server";

import { notFound, redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { departureAnswer } from "@/app/departure-answer";
import { linesOf, listsOf, valuesOf } from "@/app/form-fields";
import type { FormState } from "@/app/form-state";
import { localPath } from "@/app/i18n/local-path";
import { services } from "@/app/services";
import type { Result } from "@/domain/kernel/result";

async function answer(done: Result<unknown>, form: FormData): Promise<FormState> {
  if (done.ok) redirect(localPath(await getLocale(), "/national/dates"));
  const { code, fields = {} } = done.refusal;
  if (code === "not_found") notFound();
  const [t, tr] = [await getTranslations("keyDatesKept"), await getTranslations("refusal")];
  const errors = Object.fromEntries(Object.entries(fields).map(([name, key]) => [name, t(`field.${key}` as never)]));
  return { message: tr(code), tone: "bad", errors, values: linesOf(listsOf(form)), turn: Date.now() };
}

export async function saveKeyDateAction(_before: FormState, form: FormData): Promise<FormState> {
  return answer(await services().campaign.saveKeyDate(await currentActor(), valuesOf(form)), form);
}

const toward = ({ keyDate, ...rest }: Record<string, unknown>) => ({ ...rest, keyDate: keyDate ?? "" });
const pathOf = ({ keyDate }: Record<string, unknown>) => `/national/dates/${keyDate}`;

/** Writes down where everybody travels on a key date, or changes it. */
export async function saveKeyDepartureAction(_before: FormState, form: FormData): Promise<FormState> {
  const raw = toward(valuesOf(form));
  return departureAnswer(await services().transport.saveDeparture(await currentActor(), raw), form, pathOf(raw));
}

export async function removeKeyDepartureAction(_before: FormState, form: FormData): Promise<FormState> {
  const raw = toward(valuesOf(form));
  return departureAnswer(await services().transport.removeDeparture(await currentActor(), raw), form, pathOf(raw));
}

/** Cancels a date, or restores one that was. */
export async function cancelKeyDateAction(_before: FormState, form: FormData): Promise<FormState> {
  return answer(await services().campaign.cancelKeyDate(await currentActor(), valuesOf(form)), form);
}
