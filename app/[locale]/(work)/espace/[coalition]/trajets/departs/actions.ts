"use server";

import { currentActor } from "@/app/actor";
import { departureAnswer } from "@/app/departure-answer";
import { valuesOf } from "@/app/form-fields";
import type { FormState } from "@/app/form-state";
import { services } from "@/app/services";

const own = ({ coalition, ...rest }: Record<string, unknown>) => ({ ...rest, keyDate: undefined, coalition });
const pathOf = ({ coalition }: Record<string, unknown>) => `/espace/${coalition}/trajets/departs`;

/** Writes down what the coalition's people travel to, or changes it. */
export async function saveDepartureAction(_before: FormState, form: FormData): Promise<FormState> {
  const raw = own(valuesOf(form));
  return departureAnswer(await services().transport.saveDeparture(await currentActor(), raw), form, pathOf(raw));
}

/** Takes it back, while no trip leads there. */
export async function removeDepartureAction(_before: FormState, form: FormData): Promise<FormState> {
  const raw = own(valuesOf(form));
  return departureAnswer(await services().transport.removeDeparture(await currentActor(), raw), form, pathOf(raw));
}
