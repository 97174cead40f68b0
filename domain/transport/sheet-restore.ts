import * as Y from "yjs";
import type { Change } from "@/domain/kernel/change";
import { atOnce, creation, inOneStep } from "@/domain/kernel/document-undo";
import { type Cell, toCell } from "@/domain/kernel/document-values";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { freeAmount } from "./difference";
import { type CellField, cellFields, directions, fieldTable, type SheetRow, textFields, typedNumber } from "./schema";
import {
  newRow,
  removePrice,
  removeRow,
  removeStop,
  restoreRow,
  type SheetDoc,
  setField,
  setPrice,
  setStop,
  setText,
} from "./sheet";

/*
 * Earlier states of a sheet, brought back by the person's own browser as an edit like any other. It knows the shape that
 * sheet.ts writes. Only what differs is written, and no key is deleted.
 */
type Shape = Y.Map<unknown>;
type Part = { id: string; order: string } & Record<string, unknown>;
const lists = [...directions, "prices"] as const;

/**
 * Makes the sheet read as it read in `past`, in one step to undo: rows and stops added since are marked as removed, what
 * was removed comes back. Rows that were removed then and are now stay as they are.
 */
export function restoreSheet(doc: SheetDoc, past: readonly SheetRow[]): void {
  const rows: Shape = doc.getMap("rows");
  const shown = past.filter((row) => !row.removed);
  // Keys that some client deleted come back hidden, and out of undo's sight.
  doc.transact(() => {
    for (const row of shown) {
      if (!isShape(rows.get(row.id))) rows.set(row.id, newRow(row));
      const shape = rows.get(row.id);
      if (isShape(shape)) for (const list of lists) addMissing(shape, list, row[list]);
    }
  }, creation);
  const wanted = new Map(shown.map((row) => [row.id, row]));
  inOneStep(doc, () =>
    atOnce(doc, () => {
      rows.forEach((shape, id) => {
        const row = wanted.get(id);
        if (!isShape(shape)) return;
        if (row) restoreShape(doc, shape, row);
        else put(shape, "removed", true);
      });
    }),
  );
}

/** Takes one change back: the field says again what it said, what was removed is shown, what was added is removed. */
export function takeBack(doc: SheetDoc, change: Change): Result<void> {
  const { thingId: rowId, list, partId, what, field, before } = change;
  if (list === null || partId === null) {
    if (what === "added" || what === "restored") return ok(removeRow(doc, rowId));
    if (what === "removed") return restoreRow(doc, rowId);
    const text = textFields.find((each) => each === field);
    if (text) return setText(doc, rowId, text, before ?? "");
    const cell = cellFields.find((each) => each === field);
    return cell ? setField(doc, rowId, cell, cellOf(cell, before)) : refuse("row_gone");
  }
  const direction = directions.find((each) => each === list);
  if (what === "removed") return showPart(doc, rowId, list, partId);
  if (direction) {
    if (what === "added") return ok(removeStop(doc, rowId, direction, partId));
    return setStop(doc, rowId, direction, partId, stopChange(field, before));
  }
  if (list !== "prices") return refuse("row_gone");
  if (what === "added") return ok(removePrice(doc, rowId, partId));
  return setPrice(doc, rowId, partId, field === "label" ? { label: before ?? "" } : { amount: amountOf(before) });
}

function restoreShape(doc: SheetDoc, shape: Shape, row: SheetRow): void {
  for (const field of cellFields) if (toCell(shape.get(field)) !== row[field]) shape.set(field, row[field]);
  for (const field of textFields) setText(doc, row.id, field, row[field]);
  for (const list of lists) restoreParts(shape.get(list), row[list]);
  if (row.order !== "") put(shape, "order", row.order);
  put(shape, "removed", false);
}

function restoreParts(list: unknown, parts: readonly Part[]): void {
  if (!isShape(list)) return;
  const wanted = new Map(parts.map((part) => [part.id, part]));
  list.forEach((shape, id) => {
    if (!isShape(shape)) return;
    const part = wanted.get(id);
    for (const [key, value] of Object.entries(part ?? {})) if (key !== "id") put(shape, key, value);
    put(shape, "removed", part === undefined);
  });
}

function addMissing(row: Shape, list: string, parts: readonly Part[]): void {
  if (!isShape(row.get(list))) row.set(list, new Y.Map());
  const shapes = row.get(list);
  if (!isShape(shapes)) return;
  for (const { id, ...part } of parts) {
    if (!isShape(shapes.get(id))) shapes.set(id, new Y.Map<unknown>(Object.entries({ ...part, removed: true })));
  }
}

function showPart(doc: SheetDoc, rowId: string, list: string, partId: string): Result<void> {
  const row = doc.getMap("rows").get(rowId);
  const parts = isShape(row) ? row.get(list) : null;
  const part = isShape(parts) ? parts.get(partId) : null;
  if (!isShape(part)) return refuse("row_gone");
  inOneStep(doc, () => atOnce(doc, () => put(part, "removed", false)));
  return ok(undefined);
}

function put(shape: Shape, key: string, value: unknown): void {
  if (shape.get(key) !== value) shape.set(key, value);
}

function isShape(value: unknown): value is Shape {
  return value instanceof Y.Map;
}

/** The history keeps every value as text. */
function cellOf(field: CellField, before: string | null): Cell {
  const isCount = fieldTable.some((each) => each.name === field && each.kind === "count");
  return isCount && before !== null ? typedNumber(before) : before;
}

function stopChange(field: string | null, before: string | null) {
  if (field === "stepFree") return { stepFree: before === "true" };
  return field === "at" ? { at: before ?? "" } : { place: before ?? "" };
}

function amountOf(before: string | null): Cell {
  if (before === freeAmount) return null;
  return before === null ? "" : typedNumber(before);
}
