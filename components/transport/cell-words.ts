"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { animals, luggages, modes, payments, rowStates, yesNo } from "@/domain/transport/schema";
import type { Choice } from "./cell-text";
import type { GridColumn } from "./grid-columns";
import type { DepartureOption, RosterOption } from "./trip-figures";
import { shortDay } from "./wall-clock";

const none: readonly Choice[] = [];

/** What each column of choices offers, in the person's language. Stable while departures and roster are. */
export function useCellWords(departures: readonly DepartureOption[], roster: readonly RosterOption[]) {
  const t = useTranslations("sheet");
  const locale = useLocale();
  return useMemo(() => {
    const choices: Partial<Record<GridColumn, readonly Choice[]>> = {
      state: rowStates.map((value) => ({ value, label: t(`status.${value}`) })),
      mode: modes.map((value) => ({ value, label: t(`mode.${value}`) })),
      departureId: departures.map(({ id, day, title }) => ({
        value: id,
        label: t("departureOption", { day: shortDay(day, locale), title }),
        also: [title, day, shortDay(day, locale)],
      })),
      payment: payments.map((value) => ({ value, label: t(`extra.choice.payment.${value}`) })),
      quietSeat: yesNo.map((value) => ({ value, label: t(`extra.choice.quietSeat.${value}`) })),
      luggage: luggages.map((value) => ({ value, label: t(`extra.choice.luggage.${value}`) })),
      animals: animals.map((value) => ({ value, label: t(`extra.choice.animals.${value}`) })),
      ownerId: roster.map(({ id, name }) => ({ value: id, label: name })),
    };
    return (column: GridColumn): readonly Choice[] => choices[column] ?? none;
  }, [t, locale, departures, roster]);
}
