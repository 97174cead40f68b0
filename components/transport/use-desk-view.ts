"use client";

import * as z from "zod/mini";
import { noFilter, type SheetFilter } from "@/domain/transport/sheet-filter";
import { allColumns, columnsOf, defaultColumns, type GridColumn } from "./grid-columns";
import type { SheetSort } from "./sheet-sort";
import { useRemembered } from "./use-remembered";

/** What one person sees of a sheet on a desk. The words searched for are not kept: they would surprise tomorrow. */
export type DeskView = {
  readonly filter: Omit<SheetFilter, "text">;
  /** Only rows in which something is to be corrected. */
  readonly toCorrect: boolean;
  readonly sort: SheetSort | null;
};

const textOrNone = z.catch(z.nullable(z.string()), null);
const no = z.catch(z.boolean(), false);
const viewSchema = z.object({
  filter: z.object({ departureId: textOrNone, stop: textOrNone, mode: textOrNone, free: no, mine: no }),
  toCorrect: no,
  sort: z.catch(z.nullable(z.object({ by: z.enum(allColumns), down: z.boolean() })), null),
});

const { text: _text, ...nothingHidden } = noFilter;
export const wholeSheet: DeskView = { filter: nothingHidden, toCorrect: false, sort: null };

function parseView(stored: unknown): DeskView {
  return viewSchema.safeParse(stored).data ?? wholeSheet;
}

function parseColumns(stored: unknown): readonly GridColumn[] {
  const named = z.array(z.string()).safeParse(stored);
  return named.success ? columnsOf(named.data) : defaultColumns;
}

/** Filter and sorting of one sheet, on this device. */
export function useDeskView(room: string): [DeskView, (next: DeskView) => void] {
  return useRemembered(`cortege.sheet.view.${room}`, parseView);
}

/** The columns that this person has chosen, on this device, for every sheet. */
export function useColumns(me: string): [readonly GridColumn[], (next: readonly GridColumn[]) => void] {
  return useRemembered(`cortege.sheet.columns.${me}`, parseColumns);
}
