"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import type { ToldChange } from "@/domain/transport/difference";
import { HistoryLines } from "./history-lines";
import { namesOf } from "./history-words";
import type { DepartureOption, RosterOption } from "./trip-figures";

/** Null: they may not be read any more. */
async function readChanges(address: string): Promise<ToldChange[] | null> {
  const response = await fetch(address);
  if (!response.ok) return null;
  const lines: (Omit<ToldChange, "at"> & { at: string })[] = await response.json();
  return lines.map((line) => ({ ...line, at: new Date(line.at) }));
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
  const [lines, setLines] = useState<ToldChange[] | null>(null);
  const [failed, setFailed] = useState(false);
  const [busy, begin] = useTransition();
  function load() {
    begin(async () => {
      const changes = await readChanges(`${source}/${rowId}`).catch(() => null);
      setFailed(changes === null);
      setLines(changes);
    });
  }
  const names = namesOf(departures, roster);
  return (
    <details
      className="more"
      onToggle={(event) => {
        if (event.currentTarget.open) load();
      }}
    >
      <summary>{t("fold")}</summary>
      <div className="stack" aria-busy={busy} aria-live="polite">
        {lines === null && !failed && <p className="soft">{t("loading")}</p>}
        {failed && !busy && (
          <p className="row">
            <span>{t("failed")}</span>
            <button type="button" className="btn quiet slim" onClick={load}>
              {t("retry")}
            </button>
          </p>
        )}
        {lines?.length === 0 && <p className="soft">{t("empty")}</p>}
        {lines !== null && lines.length > 0 && (
          <HistoryLines lines={lines.slice(0, 10)} words={{ t, ts, locale, now: new Date(), names }} />
        )}
        <a className="btn quiet slim" href={`${href}?trajet=${rowId}`}>
          {t("all")}
        </a>
      </div>
    </details>
  );
}
