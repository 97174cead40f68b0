"use client";

import { useLocale, useTranslations } from "next-intl";
import { useCallback, useMemo, useState } from "react";
import { isBlocking, issues, missingToOpen } from "@/domain/transport/issues";
import { rowsBeyondLimit } from "@/domain/transport/projection";
import type { SheetRow } from "@/domain/transport/schema";
import type { Issue, IssueContext } from "@/domain/transport/trip-facts";
import type { SheetEditor } from "./sheet-editor";
import { issueColumn, likelyRepair, noIssues, type ShownIssue } from "./shown-issue";
import type { DepartureOption, FiguresByRow, RosterOption } from "./trip-figures";
import { clockText, dayOf, shortDay, timeOf } from "./wall-clock";

const decisions: ReadonlySet<Issue["code"]> = new Set(["seats_below_taken", "stop_removed_booked"]);

/** Days and times as people say them; anything else as it is. */
function readable(value: string | number, locale: string): string | number {
  if (typeof value === "number") return value;
  if (timeOf(value) !== "") return clockText(value, dayOf(value), locale);
  return value !== "" && dayOf(value) === value ? shortDay(value, locale) : value;
}

/** The set of before while it holds the same: it is nearly always empty, and a new one would judge every row again. */
function useSameSet(next: ReadonlySet<string>): ReadonlySet<string> {
  const [kept, setKept] = useState(next);
  if (kept === next || (kept.size === next.size && [...next].every((id) => kept.has(id)))) return kept;
  setKept(next);
  return next;
}

/** The issues of each row in words; a row that has not changed gives the same list again. */
export function useIssues({
  rows,
  figures,
  departures,
  roster,
  editor,
  canWrite,
}: {
  rows: readonly SheetRow[];
  figures: FiguresByRow;
  departures: readonly DepartureOption[];
  roster: readonly RosterOption[];
  editor: SheetEditor | null;
  canWrite: boolean;
}) {
  const t = useTranslations("sheet");
  const ti = useTranslations("transport.issue");
  const locale = useLocale();
  const ids = useMemo(
    () => ({
      departures: new Set(departures.map((departure) => departure.id)),
      owners: new Set(roster.map((person) => person.id)),
    }),
    [departures, roster],
  );
  const beyond = useSameSet(useMemo(() => rowsBeyondLimit(rows, new Set(figures.keys())), [rows, figures]));

  const contextOf = useCallback(
    (row: SheetRow): IssueContext => ({
      ...ids,
      trip: figures.get(row.id)?.facts ?? null,
      beyondLimit: beyond.has(row.id),
    }),
    [ids, figures, beyond],
  );

  const say = useCallback(
    (issue: Issue): string => {
      const data: Record<string, string | number> = { field: issue.field };
      for (const [name, value] of Object.entries(issue.data ?? {})) data[name] = readable(value, locale);
      return ti(issue.code, data);
    },
    [ti, locale],
  );

  const judge = useCallback(
    (row: SheetRow, context: IssueContext, hand: SheetEditor): readonly ShownIssue[] => {
      const shown = issues(row, context).map((issue): ShownIssue => {
        const repair = likelyRepair(issue);
        const { field } = issue;
        return {
          key: [issue.field, issue.stopId, issue.priceId, issue.part, issue.code].filter(Boolean).join("-"),
          column: issueColumn(issue, row),
          field,
          stopId: issue.stopId ?? null,
          priceId: issue.priceId ?? null,
          text: say(issue),
          wrong: isBlocking(issue),
          decide: decisions.has(issue.code),
          repair:
            repair !== null && (field === "seats" || field === "organiserSeats" || field === "wheelchairSpaces")
              ? { label: t("write", { value: repair }), apply: () => hand.setCell(row.id, field, repair) }
              : null,
        };
      });
      return shown.length === 0 ? noIssues : shown;
    },
    [say, t],
  );
  // By what they were judged by: a seat that goes somewhere concerns one row, and not three hundred.
  const judged = useMemo(
    () => ({ judge, ids, editor, of: new WeakMap<SheetRow, { context: IssueContext; list: readonly ShownIssue[] }>() }),
    [judge, ids, editor],
  );
  const issuesOf = useCallback(
    (row: SheetRow): readonly ShownIssue[] => {
      if (!canWrite || judged.editor === null) return noIssues;
      const context = contextOf(row);
      const last = judged.of.get(row);
      if (last?.context.trip === context.trip && last.context.beyondLimit === context.beyondLimit) return last.list;
      const list = judged.judge(row, context, judged.editor);
      judged.of.set(row, { context, list });
      return list;
    },
    [canWrite, judged, contextOf],
  );

  /** What keeps a row from opening, one short sentence each. */
  const missingOf = useCallback(
    (row: SheetRow): readonly string[] => [...new Set(missingToOpen(row, contextOf(row)).map(say))],
    [contextOf, say],
  );
  return { issuesOf, missingOf };
}
