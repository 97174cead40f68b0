"use client";

import { useLocale, useTranslations } from "next-intl";
import { HistoryPanel } from "@/components/collab/history-panel";
import type { DepartureOption, RosterOption } from "./trip-figures";

/** Who changed what in the open trip. */
export function TripHistory({
  rowId,
  source,
  href,
  departures,
  roster,
}: {
  rowId: string;
  source: string;
  href: string;
  departures: readonly DepartureOption[];
  roster: readonly RosterOption[];
}) {
  const k = useTranslations("sheetHistory");
  const ts = useTranslations("sheet");
  const locale = useLocale();
  return (
    <HistoryPanel
      source={`${source}/${rowId}`}
      href={`${href}?trajet=${rowId}`}
      k={k}
      speak={async () => {
        const { namesOf, sheetSpeech } = await import("./sheet-speech");
        return sheetSpeech({ k, ts, locale, names: namesOf(departures, roster) });
      }}
    />
  );
}
