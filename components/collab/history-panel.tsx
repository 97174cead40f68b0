"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import type { ToldChange } from "@/domain/kernel/change";
import type { HistoryLines } from "./history-lines";
import type { Say, Speech } from "./history-words";

/** What is told, and what tells it: that needs the network as well, and few ask. */
type Told = { lines: ToldChange[]; Lines: typeof HistoryLines; speech: Speech };

/** Null: they may not be read any more. */
async function readChanges(address: string): Promise<ToldChange[] | null> {
  const response = await fetch(address);
  if (!response.ok) return null;
  const lines: (Omit<ToldChange, "at"> & { at: string })[] = await response.json();
  return lines.map((line) => ({ ...line, at: new Date(line.at) }));
}

async function tell(address: string, speak: () => Promise<Speech>): Promise<Told | null> {
  const asked = [readChanges(address), import("./history-lines"), speak()] as const;
  const [lines, { HistoryLines }, speech] = await Promise.all(asked);
  return lines && { lines, Lines: HistoryLines, speech };
}

/** Who changed what in one thing, read when it is unfolded. */
export function HistoryPanel({
  source,
  href,
  k,
  speak,
}: {
  /** Where its changes are read. */
  source: string;
  /** The page of its whole history. */
  href: string;
  k: Say;
  speak: () => Promise<Speech>;
}) {
  const t = useTranslations("history");
  const locale = useLocale();
  const [told, setTold] = useState<Told | null>(null);
  const [failed, setFailed] = useState(false);
  const [busy, begin] = useTransition();
  function load() {
    begin(async () => {
      const next = await tell(source, speak).catch(() => null);
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
          <told.Lines lines={told.lines.slice(0, 10)} words={{ t, k, locale, now: new Date(), speech: told.speech }} />
        )}
        <a className="btn quiet slim" href={href}>
          {k("all")}
        </a>
      </div>
    </details>
  );
}
