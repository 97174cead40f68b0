import { rowStates, type SheetRow } from "@/domain/transport/schema";
import { type CellContext, copiedText, stopOf } from "./cell-text";
import { type GridColumn, sourceOf } from "./grid-columns";
import type { SheetDay } from "./sheet-days";
import type { FiguresByRow } from "./trip-figures";

/** In which order one person sees the rows of each departure. */
export type SheetSort = { readonly by: GridColumn; readonly down: boolean };

/** The days with their rows sorted; equal rows keep the sheet's order, and what is empty or wrong comes last either way. */
export function sortDays(
  days: readonly SheetDay[],
  sort: SheetSort | null,
  context: { readonly figures: FiguresByRow; readonly choicesOf: CellContext["choicesOf"]; readonly locale: string },
): readonly SheetDay[] {
  if (sort === null) return days;
  const { compare } = new Intl.Collator(context.locale, { numeric: true, sensitivity: "base" });
  return days.map((day) => {
    const keyed = day.rows.map((row) => ({
      row,
      key: keyOf(row, sort.by, {
        figures: context.figures.get(row.id),
        day: day.departure?.day ?? "",
        choicesOf: context.choicesOf,
      }),
    }));
    keyed.sort((a, b) => {
      if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
      const order =
        typeof a.key === "number" && typeof b.key === "number" ? a.key - b.key : compare(String(a.key), String(b.key));
      return sort.down ? -order : order;
    });
    return { ...day, rows: keyed.map(({ row }) => row) };
  });
}

function keyOf(row: SheetRow, column: GridColumn, context: CellContext): string | number | null {
  const source = sourceOf(column);
  if (column === "taken") return context.figures?.taken ?? null;
  if (column === "waiting") return context.figures?.waiting ?? null;
  if (column === "state") return rowStates.indexOf(rowStates.find((state) => state === row.state) ?? "draft");
  if (source.at === "cell" && source.kind === "number") {
    const value = row[source.field];
    return typeof value === "number" ? value : null;
  }
  if (source.at === "stop" && source.part === "at") return stopOf(row, column)?.at || null;
  return copiedText(row, column, context).trim() || null;
}
