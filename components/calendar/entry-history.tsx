"use client";

import { useLocale, useTranslations } from "next-intl";
import { HistoryPanel } from "@/components/collab/history-panel";
import type { AgendaProps } from "./agenda-props";

/** Who changed what in the open entry. */
export function EntryHistory({
  entryId,
  history,
  roster,
}: {
  entryId: string;
  history: AgendaProps["history"];
  roster: AgendaProps["roster"];
}) {
  const k = useTranslations("agendaHistory");
  const ta = useTranslations("agenda");
  const locale = useLocale();
  return (
    <HistoryPanel
      source={`${history.source}/${entryId}`}
      href={`${history.href}?date=${entryId}`}
      k={k}
      speak={async () => {
        const { agendaSpeech } = await import("./agenda-speech");
        return agendaSpeech({ k, ta, locale, names: new Map(roster.map(({ id, name }) => [id, name])) });
      }}
    />
  );
}
