"use client";

import { useEffect, useMemo, useRef } from "react";
import type { SheetRow } from "@/domain/transport/schema";
import { filterRows, type SheetFilter, stillShown } from "@/domain/transport/sheet-filter";
import type { FiguresByRow } from "./trip-figures";

const nobody: ReadonlySet<string> = new Set();

/**
 * The rows that a person's filter lets through, and those that an edit has moved out of it since it was touched. The
 * open row is always shown. `filter` must be stable.
 */
export function useShownRows({
  rows,
  figures,
  filter,
  me,
  also,
  openId,
}: {
  rows: readonly SheetRow[];
  figures: FiguresByRow;
  filter: SheetFilter;
  me: string;
  /** What else must hold; null when nothing. */
  also: ((row: SheetRow) => boolean) | null;
  openId: string | null;
}): readonly SheetRow[] {
  const asked = also !== null;
  const memory = useRef<{ filter: SheetFilter; asked: boolean; ids: ReadonlySet<string> } | null>(null);
  const shown = useMemo(() => {
    const before = memory.current;
    const same = before?.filter === filter && before.asked === asked;
    const kept = new Set(same ? before.ids : nobody);
    if (openId !== null) kept.add(openId);
    const passing = filterRows(rows, figures, filter, me);
    return stillShown(rows, also === null ? passing : passing.filter(also), kept);
  }, [rows, figures, filter, me, also, asked, openId]);
  useEffect(() => {
    memory.current = { filter, asked, ids: new Set(shown.map((row) => row.id)) };
  }, [filter, asked, shown]);
  return shown;
}
