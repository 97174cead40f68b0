"use client";

import { type PointerEvent, type RefObject, useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { SheetRow } from "@/domain/transport/schema";
import type { GridColumn } from "./grid-columns";
import type { GridPosition } from "./grid-keys";

/** A row with the day it stands under. */
export type Place = { readonly rowId: string; readonly day: string; readonly row: SheetRow };

/** A cell by what it is, so that it stays the same one while rows and columns come and go around it. */
type Cell = { readonly rowId: string; readonly column: GridColumn };
type Options = {
  places: readonly Place[];
  columns: readonly GridColumn[];
  table: RefObject<HTMLTableElement | null>;
  editing: boolean;
};

/** Where one is in the grid, and the other corner of the block one has chosen. */
export function useGridPlace({ places, columns, table, editing }: Options) {
  const [chosen, setChosen] = useState<{ at: Cell; anchor: Cell } | null>(null);
  const wanted = useRef(false);
  const lastRow = useRef(0);
  const latest = useRef({ places, columns });
  latest.current = { places, columns };

  const positionOf = useCallback(
    (cell: Cell | undefined): GridPosition | null => {
      if (cell === undefined) return null;
      const row = places.findIndex((place) => place.rowId === cell.rowId);
      return row === -1 ? null : { row, column: Math.max(0, columns.indexOf(cell.column)) };
    },
    [places, columns],
  );
  const at = useMemo(
    // The row is gone: whoever stood in it stands in the one that took its place.
    () =>
      positionOf(chosen?.at) ?? {
        row: Math.max(0, Math.min(lastRow.current, places.length - 1)),
        column: chosen === null ? 0 : Math.max(0, columns.indexOf(chosen.at.column)),
      },
    [positionOf, chosen, places.length, columns],
  );
  const anchor = useMemo(() => positionOf(chosen?.anchor) ?? at, [positionOf, chosen, at]);

  // Not a later effect: one of the render before would take the wish for its own cell, and leave the focus there.
  useLayoutEffect(() => {
    lastRow.current = at.row;
    if (!wanted.current || editing) return;
    wanted.current = false;
    const rowId = places[at.row]?.rowId;
    table.current?.querySelector<HTMLElement>(`[data-cell="${rowId}:${at.column}"]`)?.focus();
  });

  const cellAt = useCallback(({ row, column }: GridPosition): Cell | null => {
    const [place, name] = [latest.current.places[row], latest.current.columns[column]];
    return place === undefined || name === undefined ? null : { rowId: place.rowId, column: name };
  }, []);
  const go = useCallback(
    (to: GridPosition, { extend = false, focus = true }: { extend?: boolean; focus?: boolean } = {}) => {
      const cell = cellAt(to);
      if (cell === null) return;
      wanted.current = focus;
      setChosen((before) => ({ at: cell, anchor: extend && before !== null ? before.anchor : cell }));
    },
    [cellAt],
  );
  const chooseAll = useCallback(() => {
    const { places: rows, columns: names } = latest.current;
    const [first, last] = [cellAt({ row: 0, column: 0 }), cellAt({ row: rows.length - 1, column: names.length - 1 })];
    if (first === null || last === null) return;
    wanted.current = true;
    setChosen({ at: first, anchor: last });
  }, [cellAt]);
  /** The browser has put the focus there: by a press, a tab, or because it was asked to. */
  const focused = useCallback((rowId: string, index: number) => {
    const column = latest.current.columns[index];
    if (column === undefined) return;
    setChosen((before) => {
      if (before?.at.rowId === rowId && before.at.column === column) return before;
      const cell = { rowId, column };
      return { at: cell, anchor: cell };
    });
  }, []);
  const keepFocus = useCallback(() => {
    wanted.current = true;
  }, []);
  const focusAgain = useCallback(() => {
    wanted.current = true;
    setChosen((before) => (before === null ? before : { ...before }));
  }, []);

  const positionUnder = (target: EventTarget): GridPosition | null => {
    const cell = target instanceof Element ? target.closest<HTMLElement>("[data-cell]") : null;
    const [rowId = "", index = ""] = cell?.dataset.cell?.split(":") ?? [];
    const row = latest.current.places.findIndex((place) => place.rowId === rowId);
    return row === -1 ? null : { row, column: Number(index) };
  };
  /** Shift and a press choose a block, as Shift and the arrows do. */
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0 || editing) return;
    const to = positionUnder(event.target);
    if (to === null || !event.shiftKey) return;
    event.preventDefault();
    go(to, { extend: true });
  };
  /** So does drawing the pointer over the cells; a finger scrolls instead. */
  const onPointerOver = (event: PointerEvent) => {
    if (event.buttons !== 1 || event.pointerType === "touch" || editing) return;
    const to = positionUnder(event.target);
    if (to === null || !table.current?.contains(document.activeElement)) return;
    if (to.row === at.row && to.column === at.column) return;
    window.getSelection()?.removeAllRanges();
    go(to, { extend: true });
  };
  return { at, anchor, go, chooseAll, focused, keepFocus, focusAgain, onPointerDown, onPointerOver };
}
