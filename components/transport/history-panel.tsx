"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import type { ToldChange } from "@/domain/transport/difference";
import type { HistoryLines } from "./history-lines";
import type { namesOf } from "./history-words";
import type { DepartureOption, RosterOption } from "./trip-figures";

/** What is told, and what tells it: that needs the network as well, and few ask. */
type Told = { lines: ToldChange[]; Lines: typeof HistoryLines; namesOf: typeof namesOf };

/** Null: they may not be read any more. */
async function readChanges(address: string): Promise<ToldChange[] | null> {
  const response = await fetch(address);
  if (!response.ok) return null;
  const lines: (Omit<ToldChange, "at"> & { at: string })[] = await response.json();
  return lines.map((line) => ({ ...line, at: new Date(line.at) }));
}

async function tell(address: string): Promise<Told | null> {
  const asked = [readChanges(address), import("./history-lines"), import("./history-words")] as const;
  const [lines, { HistoryLines }, { namesOf }] = await Promise.all(asked);
  return lines && { lines, Lines: HistoryLines, namesOf };
}

/** Who changed what in one trip, read when it is unfolded. */
export function HistoryPanel({
  rowId,
  source,
  href,
  departures,
  roster,
}: {
  rowId: string;
  /** Where changes are read, by row below it. */
  source: string;
  /** The page of the whole history. */
  href: string;
  departures: readonly DepartureOption[];
  roster: readonly RosterOption[];
}) {
  const t = useTranslations("history");
  const ts = useTranslations("sheet");
  const locale = useLocale();
  const [told, setTold] = useState<Told | null>(null);
  const [failed, setFailed] = useState(false);
  const [busy, begin] = useTransition();
  function load() {
    begin(async () => {
      const next = await tell(`${source}/${rowId}`).catch(() => null);
      setFailed(next === null);
      setTold(next);
    });
  }
  return (
    <details
      className="more"
      onToggle={(event) => {
        if (event.currentTarget.open) load();
      }}
    >
      <summary>{t("fold")}</summary>
      <div className="stack" aria-busy={busy} aria-live="polite">
        {told === null && !failed && <p className="soft">{t("loading")}</p>}
        {failed && !busy && (
          <p className="row">
            <span>{t("failed")}</span>
            <button type="button" className="btn quiet slim" onClick={load}>
              {t("retry")}
            </button>
          </p>
        )}
        {told?.lines.length === 0 && <p className="soft">{t("empty")}</p>}
        {told !== null && told.lines.length > 0 && (
          <told.Lines
            lines={told.lines.slice(0, 10)}
            words={{ t, ts, locale, now: new Date(), names: told.namesOf(departures, roster) }}
          />
        )}
        <a className="btn quiet slim" href={`${href}?trajet=${rowId}`}>
          {t("all")}
        </a>
      </div>
    </details>
  );
}
