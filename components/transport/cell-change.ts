import { type Cell, readEach } from "@/domain/kernel/document-values";
import {
  type CellField,
  cellFields,
  type Direction,
  type SheetRow,
  type TextField,
  textFields,
  typedNumber,
} from "@/domain/transport/schema";
import type { NewRow } from "@/domain/transport/sheet";
import { type CellContext, stopOf, typedChoice, typedMoment } from "./cell-text";
import { concerns, type GridColumn, sourceOf } from "./grid-columns";
import type { SheetEditor } from "./sheet-editor";
import { dayOf } from "./wall-clock";

/** What one cell would write. */
export type CellChange =
  | { readonly to: "cell"; readonly field: CellField; readonly value: Cell }
  | { readonly to: "text"; readonly field: TextField; readonly value: string }
  | {
      readonly to: "stop";
      readonly direction: Direction;
      readonly end: "first" | "last";
      readonly part: "place" | "at";
      readonly value: string;
    };

/** What `text` means in this cell, wrong or right; null when that is what it holds already, or it cannot be written. */
export function changeOf(row: SheetRow, column: GridColumn, text: string, context: CellContext): CellChange | null {
  const source = sourceOf(column);
  if (!concerns(row.mode, column)) return null;
  switch (source.at) {
    case "figure":
      return null;
    case "text": {
      const value = source.field === "title" ? oneLine(text) : text;
      return value === row[source.field] ? null : { to: "text", field: source.field, value };
    }
    case "cell": {
      const value = cellOf(text, column, context);
      // A row always has a state: emptying it says nothing.
      if (value === row[source.field] || (value === null && column === "state")) return null;
      return { to: "cell", field: source.field, value };
    }
    case "stop": {
      const stop = stopOf(row, column);
      const { direction, end, part } = source;
      const value = part === "place" ? oneLine(text) : momentOf(text, dayOf(stop?.at ?? "") || context.day);
      return value === (stop?.[part] ?? "") ? null : { to: "stop", direction, end, part, value };
    }
  }
}

/** Whether writing this needs a stop that is not there yet. */
export function addsStop(row: SheetRow, change: CellChange): boolean {
  return change.to === "stop" && row[change.direction].length < (change.end === "first" ? 1 : 2);
}

/** Writes the changes of one row; stops that are missing are added, each once. */
export function applyChanges(editor: SheetEditor, row: SheetRow, changes: readonly CellChange[]): void {
  const stops = new Map<
    string,
    { direction: Direction; end: "first" | "last"; parts: { place?: string; at?: string } }
  >();
  for (const change of changes) {
    if (change.to === "cell") editor.setCell(row.id, change.field, change.value);
    else if (change.to === "text") editor.setText(row.id, change.field, change.value);
    else {
      const key = `${change.direction}.${change.end}`;
      const found = stops.get(key) ?? { direction: change.direction, end: change.end, parts: {} };
      found.parts[change.part] = change.value;
      stops.set(key, found);
    }
  }
  const added = new Set<Direction>();
  for (const { direction, end, parts } of [...stops.values()].sort((a, b) => (a.end < b.end ? -1 : 1))) {
    const list = row[direction];
    const stop = end === "first" ? list[0] : list.length > 1 ? list[list.length - 1] : undefined;
    if (stop !== undefined) {
      editor.setStop(row.id, direction, stop.id, parts);
      continue;
    }
    if (end === "last" && list.length === 0 && !added.has(direction)) editor.addStop(row.id, direction);
    editor.addStop(row.id, direction, parts);
    added.add(direction);
  }
}

/** A row that is not there yet: what pasted cells are compared with, and understood from. */
export function blankRow(departureId: Cell): SheetRow {
  return {
    ...readEach<CellField, Cell>(cellFields, () => null),
    ...readEach<TextField, string>(textFields, () => ""),
    id: "",
    departureId,
    outbound: [],
    return: [],
    prices: [],
    order: "",
    removed: false,
  };
}

/** The row that the changes of a blank one make. */
export function filledRow(departureId: Cell, changes: readonly CellChange[]): NewRow {
  const fields: NewRow = { departureId };
  for (const change of changes) {
    if (change.to === "cell") fields[change.field] = change.value;
    else if (change.to === "text") fields[change.field] = change.value;
    else {
      const stops = fields[change.direction] ?? [{ place: "", at: "" }];
      fields[change.direction] = stops;
      if (change.end === "last" && stops.length === 1) stops.push({ place: "", at: "" });
      const stop = stops[change.end === "first" ? 0 : 1];
      if (stop !== undefined) stop[change.part] = change.value;
    }
  }
  return fields;
}

function cellOf(text: string, column: GridColumn, context: CellContext): Cell {
  const source = sourceOf(column);
  if (source.at !== "cell" || source.kind === "number") return typedNumber(text);
  const trimmed = text.trim();
  if (trimmed === "") return null;
  if (source.kind === "words") return oneLine(text);
  if (source.kind === "choice") return typedChoice(trimmed, context.choicesOf(column));
  return typedMoment(trimmed, context.day);
}

function momentOf(text: string, day: string): string {
  return text.trim() === "" ? "" : typedMoment(text, day);
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, " ").trim();
}
