"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Check } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { Sheet } from "@/components/ui/sheet";
import { isThere } from "@/domain/calendar/import-dates";
import { icsLimits, type ReadEvent, readIcs } from "@/domain/calendar/read-ics";
import type { AgendaEntry } from "@/domain/calendar/schema";
import { momentWords } from "./item-words";

type Line = ReadEvent & { known: boolean; wanted: boolean };

/** A calendar file of this device, what is in it, and which of that comes into the agenda. Nothing leaves the device before. */
export function ImportDates({
  entries,
  today,
  onImport,
  onClose,
}: {
  entries: readonly AgendaEntry[];
  today: string;
  onImport: (events: readonly ReadEvent[]) => void;
  onClose: () => void;
}) {
  const t = useTranslations("agenda");
  const locale = useLocale();
  const [lines, setLines] = useState<readonly Line[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  async function choose(file: File | undefined) {
    if (!file) return;
    const events = file.size > icsLimits.size * 4 ? null : readIcs(await file.text());
    setProblem(events === null || events.length === 0 ? t("import.broken") : null);
    setLines(
      (events ?? [])
        .filter(({ title, cancelled }) => title !== "" && !cancelled)
        .sort((a, b) => (a.start < b.start ? -1 : 1))
        .map((event) => {
          const known = isThere(event, entries);
          const over = event.recurrence === null && (event.end ?? event.start).slice(0, 10) < today;
          return { ...event, known, wanted: !known && !over };
        }),
    );
  }
  const wanted = lines?.filter((line) => line.wanted) ?? [];
  return (
    <Sheet title={t("import.title")} closeLabel={t("close")} onClose={onClose}>
      <div className="entry-form">
        <Field
          id="import-dates"
          type="file"
          accept=".ics,text/calendar"
          label={t("import.file")}
          hint={t("import.hint")}
          error={problem}
          onChange={(event) => void choose(event.currentTarget.files?.[0])}
        />
        {lines === null || lines.length === 0 ? null : (
          <>
            <p role="status">{t("import.found", { count: lines.length })}</p>
            <ul className="import-lines">
              {lines.map((line, index) => (
                <li key={`${line.uid} ${line.start}`}>
                  <Check
                    id={`import-${index}`}
                    checked={line.wanted}
                    onChange={(event) => {
                      const next = event.currentTarget.checked;
                      setLines(lines.map((one) => (one === line ? { ...one, wanted: next } : one)));
                    }}
                  >
                    <strong>{line.title}</strong>
                    <br />
                    <span className="soft small">{momentWords(line, t, locale)}</span>{" "}
                    {line.known ? <Badge>{t("import.known")}</Badge> : null}
                    {line.recurrence ? <Badge>{t("import.series")}</Badge> : null}
                    {line.onlyFirst ? <Badge tone="maybe">{t("import.onlyFirst")}</Badge> : null}
                  </Check>
                </li>
              ))}
            </ul>
            <Button type="button" kind="second" disabled={wanted.length === 0} onClick={() => onImport(wanted)}>
              {t("import.add", { count: wanted.length })}
            </Button>
          </>
        )}
      </div>
    </Sheet>
  );
}
