import type { SheetRow } from "@/domain/transport/schema";
import { type DepartureOption, type FiguresByRow, type SheetTotals, totalsOf } from "./trip-figures";

export type SheetDay = {
  /** Null for rows whose departure is missing or unknown. */
  readonly departure: DepartureOption | null;
  readonly rows: readonly SheetRow[];
  readonly totals: SheetTotals;
};

/** Rows under the departure they belong to, by date; rows without one come last, so that they are seen. */
export function sheetDays(
  rows: readonly SheetRow[],
  departures: readonly DepartureOption[],
  facts: FiguresByRow,
): readonly SheetDay[] {
  const known = new Map(departures.map((departure) => [departure.id, departure]));
  const byDeparture = new Map<string, SheetRow[]>();
  for (const row of rows) {
    if (row.removed) continue;
    const id = typeof row.departureId === "string" && known.has(row.departureId) ? row.departureId : "";
    const list = byDeparture.get(id);
    if (list === undefined) byDeparture.set(id, [row]);
    else list.push(row);
  }
  const days: SheetDay[] = [];
  const sorted = [...departures].sort((a, b) => a.day.localeCompare(b.day));
  for (const departure of [...sorted, null]) {
    const own = byDeparture.get(departure?.id ?? "");
    if (own === undefined) continue;
    const trips = own.flatMap((row) => facts.get(row.id) ?? []);
    days.push({ departure, rows: own, totals: totalsOf(trips) });
  }
  return days;
}
