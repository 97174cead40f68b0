import { inOneStep } from "@/domain/kernel/document-undo";
import { cellFields, type Direction, type SheetRow, textFields } from "../schema";
import {
  addPrice,
  addRow,
  addStop,
  type NewRow,
  readRow,
  removePrice,
  removeStop,
  type SheetDoc,
  setField,
  setPrice,
  setStop,
  setText,
} from "../sheet";
import type { PlannedLine } from "./plan-import";

/** Writes the lines that have no problem into the sheet, as one step to undo; how many were added and changed. */
export function applyImport(doc: SheetDoc, lines: readonly PlannedLine[]): { added: number; updated: number } {
  const done = { added: 0, updated: 0 };
  inOneStep(doc, () => {
    for (const { kind, existing, values, problems } of lines) {
      if (problems.length > 0) continue;
      if (kind === "new" && addRow(doc, values).ok) done.added += 1;
      if (kind === "update" && existing && readRow(doc, existing.id)) {
        change(doc, existing, values);
        done.updated += 1;
      }
    }
  });
  return done;
}

function change(doc: SheetDoc, { id }: SheetRow, values: NewRow): void {
  for (const field of cellFields) {
    const value = values[field];
    if (value !== undefined) setField(doc, id, field, value);
  }
  for (const field of textFields) {
    const text = values[field];
    if (text !== undefined) setText(doc, id, field, text);
  }
  for (const direction of ["outbound", "return"] as const) {
    const stops = values[direction];
    if (stops) makeStops(doc, id, direction, stops);
  }
  const { prices } = values;
  if (!prices) return;
  const now = readRow(doc, id)?.prices ?? [];
  for (const [n, price] of prices.entries()) {
    const there = now[n];
    if (there) setPrice(doc, id, there.id, { label: price.label, amount: price.amount });
    else addPrice(doc, id, price.label, price.amount);
  }
  for (const gone of now.slice(prices.length)) removePrice(doc, id, gone.id);
}

/** A stop keeps its id where its place, or else its position, says that it is the same: people may have booked it. */
function makeStops(doc: SheetDoc, rowId: string, direction: Direction, wanted: NonNullable<NewRow["outbound"]>): void {
  const now = readRow(doc, rowId)?.[direction] ?? [];
  const inPlace = now.length === wanted.length;
  let next = 0;
  for (const [n, { place, at, stepFree = false }] of wanted.entries()) {
    const same = inPlace ? n : now.findIndex((stop, index) => index >= next && stop.place === place);
    const stop = now[same];
    if (!stop) {
      addStop(doc, rowId, direction, { place, at, stepFree }, now[next]?.id ?? null);
      continue;
    }
    for (const gone of now.slice(next, same)) removeStop(doc, rowId, direction, gone.id);
    setStop(doc, rowId, direction, stop.id, { place, at, stepFree });
    next = same + 1;
  }
  for (const gone of now.slice(next)) removeStop(doc, rowId, direction, gone.id);
}
