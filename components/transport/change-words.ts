"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Change } from "@/domain/kernel/change";
import { moneyText } from "@/domain/transport/money";
import { directions, fieldTable } from "@/domain/transport/schema";
import type { DepartureOption, RosterOption } from "./trip-figures";
import { dayOf, shortDay, timeOf, timeText } from "./wall-clock";

/** One change of a sheet on one line, in the person's language: trip, stop, field, and from what to what. */
export function useChangeWords(departures: readonly DepartureOption[], roster: readonly RosterOption[]) {
  const t = useTranslations("sheet");
  const locale = useLocale();
  return useMemo(() => {
    const clock = (at: string) =>
      timeOf(at) === "" ? at : `${shortDay(dayOf(at), locale)} ${timeText(timeOf(at), locale)}`;
    const fieldName = (name: string): string => {
      const spec = fieldTable.find((each) => each.name === name);
      if (spec === undefined) return t.has(`change.part.${name}`) ? t(`change.part.${name}`) : name;
      return spec.fold === null ? t(`field.${spec.name}`) : t(`extra.field.${spec.name}`);
    };
    const value = (name: string, text: string): string => {
      const spec = fieldTable.find((each) => each.name === name);
      if (name === "at" || spec?.kind === "time") return clock(text);
      if (name === "amount") return /^\d+$/.test(text) ? moneyText(Number(text), locale) : text;
      if (name === "stepFree") return t(text === "true" ? "extra.choice.quietSeat.yes" : "extra.choice.quietSeat.no");
      if (spec?.kind === "departure") return departures.find(({ id }) => id === text)?.title ?? text;
      if (spec?.kind === "person") return roster.find(({ id }) => id === text)?.name ?? t("someone");
      const label =
        name === "state" ? `status.${text}` : name === "mode" ? `mode.${text}` : `extra.choice.${name}.${text}`;
      return spec?.kind === "choice" && t.has(label) ? t(label) : text;
    };
    return (change: Change): string => {
      const list = directions.find((each) => each === change.list);
      const where = [
        change.thingTitle || t("untitled"),
        list === undefined ? "" : t(`direction.${list}`),
        change.partId === null ? "" : change.partName || t("change.unnamed"),
      ];
      const place = where.filter((part) => part !== "").join(", ");
      if (change.what !== "changed" || change.field === null)
        return t("change.line", { place, what: t(`change.${change.what === "changed" ? "added" : change.what}`) });
      const name = fieldName(change.field);
      const after = change.after === null ? t("change.empty") : value(change.field, change.after);
      if (change.before === null) return t("change.set", { place, name, after });
      return t("change.moved", { place, name, before: value(change.field, change.before), after });
    };
  }, [t, locale, departures, roster]);
}
