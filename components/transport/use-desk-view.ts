"use client";

import { noFilter, type SheetFilter } from "@/domain/transport/sheet-filter";
import { allColumns, columnsOf, defaultColumns, type GridColumn } from "./grid-columns";
import type { SheetSort } from "./sheet-sort";
import { entriesOf, textOrNull, useRemembered } from "./use-remembered";

/** What one person sees of a sheet on a desk. The words searched for are not kept: they would surprise tomorrow. */
export type DeskView = {
  readonly filter: Omit<SheetFilter, "text">;
  /** Only rows in which something is to be corrected. */
  readonly toCorrect: boolean;
  readonly sort: SheetSort | null;
};

const { text: _text, ...nothingHidden } = noFilter;
export const wholeSheet: DeskView = { filter: nothingHidden, toCorrect: false, sort: null };

function parseView(stored: unknown): DeskView {
  const view = entriesOf(stored);
  const filter = entriesOf(view.get("filter"));
  const sort = entriesOf(view.get("sort"));
  const by = allColumns.find((column) => column === sort.get("by"));
  return {
    filter: {
      departureId: textOrNull(filter.get("departureId")),
      stop: textOrNull(filter.get("stop")),
      mode: textOrNull(filter.get("mode")),
      free: filter.get("free") === true,
      mine: filter.get("mine") === true,
    },
    toCorrect: view.get("toCorrect") === true,
    sort: by === undefined ? null : { by, down: sort.get("down") === true },
  };
}

function parseColumns(stored: unknown): readonly GridColumn[] {
  return Array.isArray(stored) ? columnsOf(stored.filter((each) => typeof each === "string")) : defaultColumns;
}

/** Filter and sorting of one sheet, on this device. */
export function useDeskView(room: string): [DeskView, (next: DeskView) => void] {
  return useRemembered(`cortege.sheet.view.${room}`, parseView);
}

/** The columns that this person has chosen, on this device, for every sheet. */
export function useColumns(me: string): [readonly GridColumn[], (next: readonly GridColumn[]) => void] {
  return useRemembered(`cortege.sheet.columns.${me}`, parseColumns);
}
