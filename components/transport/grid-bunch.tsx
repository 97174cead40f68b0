"use client";

import { type ReactNode, useState } from "react";
import type { SheetRow } from "@/domain/transport/schema";
import { useNear } from "./use-near";

/** Rows that come and go together. */
export const rowsOfBunch = 10;
/** So many rows stand on a first screen, and need not wait to be looked at. */
const seenFirst = 30;
/** What a row is taken to be high, in pixels, before it was seen. */
const likelyHeight = 48;

/**
 * Some rows of the grid, which are there while they are near the screen. A browser lays out and paints a whole table
 * for each key that somebody presses in it: with three hundred rows, one's own keys would wait.
 */
export function GridBunch({
  lead,
  rows,
  from,
  columns,
  held,
  children,
}: {
  /** What stands above the rows, always. */
  lead: ReactNode;
  rows: readonly SheetRow[];
  /** The place of the first row in the grid. */
  from: number;
  columns: number;
  /** Whether the rows are there wherever they are: one of them holds the focus, or the grid is short. */
  held: boolean;
  children: (row: SheetRow, index: number) => ReactNode;
}) {
  const [height, setHeight] = useState(rows.length * likelyHeight);
  const [element, near] = useNear<HTMLTableSectionElement>(held || from < seenFirst, {
    onMove(body, now) {
      // As it was drawn, so that nothing moves on the screen when the rows go.
      if (!now && body.querySelector("[data-away]") === null) setHeight(heightOfRows(body));
    },
  });
  return (
    <tbody ref={element}>
      {lead}
      {near || held ? (
        rows.map((row, index) => children(row, from + index))
      ) : (
        <tr data-away>
          <td colSpan={columns} style={{ height }} />
        </tr>
      )}
    </tbody>
  );
}

function heightOfRows(body: HTMLTableSectionElement): number {
  return [...body.rows]
    .filter((row) => !row.classList.contains("bandrow"))
    .reduce((sum, row) => sum + row.getBoundingClientRect().height, 0);
}
