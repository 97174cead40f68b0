import * as Y from "yjs";
import { create, edit, type Undo, undoOver, writeText } from "@/domain/kernel/document-undo";
import { type Cell, isId, observeKeys, readEach, toCell, toOrder, toText } from "@/domain/kernel/document-values";
import { compareOrder, placeIn, spreadOrders } from "@/domain/kernel/fractional-order";
import { newId } from "@/domain/kernel/ids";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import {
  type CellField,
  cellFields,
  type Direction,
  directions,
  type SheetPrice,
  type SheetRow,
  type SheetStop,
  sheetLimits,
  type TextField,
  textFields,
} from "./schema";

/*
 * How a transport sheet lies in its document; only sheet-restore.ts knows it, too:
 *   doc.getMap("rows"): row id → Y.Map { cells…, texts: Y.Text…, outbound, return, prices, order, removed }
 *   outbound, return:   stop id → Y.Map { place, at, stepFree, order, removed }
 *   prices:             price id → Y.Map { label, amount, order, removed }
 * Cells and texts are those of the field table; a key that an older document lacks reads as empty. Keys are never deleted. What is read may come from a hostile client: nothing here throws on it.
 */
type Shape = Y.Map<unknown>;
/** A document that may hold a sheet. */
export type SheetDoc = Y.Doc;

export type NewRow = Partial<Record<CellField, Cell>> &
  Partial<Record<TextField, string>> &
  Partial<Record<Direction, Array<{ id?: string; place: string; at: string; stepFree?: boolean }>>> & {
    id?: string;
    prices?: Array<{ id?: string; label: string; amount: Cell }>;
  };
type StopChange = { place?: string; at?: string; stepFree?: boolean };

/** All rows but the removed ones, in their order. */
export function readRows(doc: Y.Doc): SheetRow[] {
  return readAllRows(doc).filter((row) => !row.removed);
}

/** Removed rows too: what « Rétablir » lists, and what the projector compares with SQL. */
export function readAllRows(doc: Y.Doc): SheetRow[] {
  const rows: SheetRow[] = [];
  rowsOf(doc).forEach((shape, id) => {
    const row = toRow(id, shape);
    if (row) rows.push(row);
  });
  return rows.sort(compareOrder);
}

/** Null where there is no such row; a removed one is returned, marked so. */
export function readRow(doc: Y.Doc, rowId: string): SheetRow | null {
  return toRow(rowId, rowsOf(doc).get(rowId));
}

/** Where the rows stand, without reading what they hold: an import adds hundreds. */
function liveOrders(doc: Y.Doc): Array<{ id: string; order: string }> {
  const rows: Array<{ id: string; order: string }> = [];
  rowsOf(doc).forEach((shape, id) => {
    if (shape instanceof Y.Map && isId(id) && shape.get("removed") !== true)
      rows.push({ id, order: toOrder(shape.get("order")) });
  });
  return rows.sort(compareOrder);
}

/** Adds a draft row before `beforeId`, or at the end; gives its id. */
export function addRow(doc: Y.Doc, fields: NewRow = {}, beforeId: string | null = null): Result<string> {
  const rows = liveOrders(doc);
  if (rows.length >= sheetLimits.rows) return refuse("sheet_rows_full");
  const id = fields.id ?? newId();
  // Created as removed and out of undo's sight, then shown: undoing an addition must not delete the key, or what
  // somebody else wrote into the row meanwhile would be gone after a redo.
  create(doc, () => rowsOf(doc).set(id, newRow(fields)));
  edit(doc, () => {
    placeIn(rows, id, beforeId, (rowId, order) => shapeOf(doc, rowId)?.set("order", order));
    shapeOf(doc, id)?.set("removed", false);
  });
  return ok(id);
}

/** A draft copy right after its model, with ids of its own; gives its id. */
export function duplicateRow(doc: Y.Doc, rowId: string): Result<string> {
  const row = readRow(doc, rowId);
  if (!row || row.removed) return refuse("row_gone");
  const rows = readRows(doc);
  const next = rows[rows.findIndex((other) => other.id === rowId) + 1];
  const stops = (direction: Direction) => row[direction].map(({ place, at, stepFree }) => ({ place, at, stepFree }));
  const fields = Object.fromEntries([...cellFields, ...textFields].map((field) => [field, row[field]]));
  return addRow(
    doc,
    {
      ...fields,
      state: "draft",
      outbound: stops("outbound"),
      return: stops("return"),
      prices: row.prices.map(({ label, amount }) => ({ label, amount })),
    },
    next?.id ?? null,
  );
}

/** Puts a row before another, or at the end (null). */
export function moveRow(doc: Y.Doc, rowId: string, beforeId: string | null): void {
  if (rowId === beforeId || !shapeOf(doc, rowId)) return;
  edit(doc, () =>
    placeIn(readRows(doc), rowId, beforeId, (id, order) => {
      shapeOf(doc, id)?.set("order", order);
    }),
  );
}

/** Marks the row; its content stays for « Rétablir ». */
export function removeRow(doc: Y.Doc, rowId: string): void {
  edit(doc, () => shapeOf(doc, rowId)?.set("removed", true));
}

/** Brings a removed row back, unless the sheet is full. */
export function restoreRow(doc: Y.Doc, rowId: string): Result<void> {
  const shape = shapeOf(doc, rowId);
  if (!shape) return refuse("row_gone");
  if (readRows(doc).length >= sheetLimits.rows) return refuse("sheet_rows_full");
  edit(doc, () => shape.set("removed", false));
  return ok(undefined);
}

/** Writes what was typed, right or wrong; call it when the field is left. Its own undo step. */
export function setField(doc: Y.Doc, rowId: string, field: CellField, value: Cell): Result<void> {
  const shape = shapeOf(doc, rowId);
  if (!shape) return refuse("row_gone");
  if (typeof value === "string" && value.length > sheetLimits.cell) return refuse("text_too_long");
  if (toCell(shape.get(field)) !== value) edit(doc, () => shape.set(field, value));
  return ok(undefined);
}

/** The text of a title or notes, to observe; null while somebody's client left something else there. */
export function textOf(doc: Y.Doc, rowId: string, field: TextField): Y.Text | null {
  const text = shapeOf(doc, rowId)?.get(field);
  return text instanceof Y.Text ? text : null;
}

/** Makes the text read `next` by the smallest change, so that two people typing keep both. Call it at each keystroke. */
export function setText(doc: Y.Doc, rowId: string, field: TextField, next: string): Result<void> {
  const shape = shapeOf(doc, rowId);
  if (!shape) return refuse("row_gone");
  if (next.length > sheetLimits.cell) return refuse("text_too_long");
  writeText(doc, shape, field, next, `${rowId}.${field}`);
  return ok(undefined);
}

/** Adds a stop before `beforeId`, or at the end; gives its id. */
export function addStop(
  doc: Y.Doc,
  rowId: string,
  direction: Direction,
  stop: StopChange = {},
  beforeId: string | null = null,
): Result<string> {
  const row = readRow(doc, rowId);
  const stops = stopsOf(doc, rowId, direction);
  if (!row || !stops) return refuse("row_gone");
  if (row.outbound.length + row.return.length >= sheetLimits.stops) return refuse("sheet_stops_full");
  const id = newId();
  create(doc, () => stops.set(id, newStop(stop, "")));
  edit(doc, () => {
    placeIn(row[direction], id, beforeId, (stopId, order) => stopOf(stops, stopId)?.set("order", order));
    stopOf(stops, id)?.set("removed", false);
  });
  return ok(id);
}

/** Writes a stop's place or time as typed, or how one gets on. Each its own undo step. */
export function setStop(
  doc: Y.Doc,
  rowId: string,
  direction: Direction,
  stopId: string,
  change: StopChange,
): Result<void> {
  return write(doc, stopOf(stopsOf(doc, rowId, direction), stopId), change);
}

/** Puts a stop before another of its direction, or at the end (null). */
export function moveStop(
  doc: Y.Doc,
  rowId: string,
  direction: Direction,
  stopId: string,
  beforeId: string | null,
): void {
  const row = readRow(doc, rowId);
  const stops = stopsOf(doc, rowId, direction);
  if (!row || stopId === beforeId || !stopOf(stops, stopId)) return;
  edit(doc, () => placeIn(row[direction], stopId, beforeId, (id, order) => stopOf(stops, id)?.set("order", order)));
}

export function removeStop(doc: Y.Doc, rowId: string, direction: Direction, stopId: string): void {
  edit(doc, () => stopOf(stopsOf(doc, rowId, direction), stopId)?.set("removed", true));
}

/** Adds a price at the end, its amount not filled in yet; gives its id. */
export function addPrice(doc: Y.Doc, rowId: string, label = "", amount: Cell = ""): Result<string> {
  const row = readRow(doc, rowId);
  const shape = shapeOf(doc, rowId);
  if (!row || !shape) return refuse("row_gone");
  if (row.prices.length >= sheetLimits.prices) return refuse("sheet_prices_full");
  const id = newId();
  create(doc, () => {
    // Rows of older documents have no list of prices.
    if (!(shape.get("prices") instanceof Y.Map)) shape.set("prices", new Y.Map());
    pricesOf(doc, rowId)?.set(id, newPrice({ label, amount }, ""));
  });
  edit(doc, () => {
    const prices = pricesOf(doc, rowId);
    placeIn(row.prices, id, null, (priceId, order) => stopOf(prices, priceId)?.set("order", order));
    stopOf(prices, id)?.set("removed", false);
  });
  return ok(id);
}

/** Writes a price's name or amount as typed. Each its own undo step. */
export function setPrice(
  doc: Y.Doc,
  rowId: string,
  priceId: string,
  change: { label?: string; amount?: Cell },
): Result<void> {
  return write(doc, stopOf(pricesOf(doc, rowId), priceId), change);
}

export function removePrice(doc: Y.Doc, rowId: string, priceId: string): void {
  edit(doc, () => stopOf(pricesOf(doc, rowId), priceId)?.set("removed", true));
}

/** Calls back with the ids of the rows each transaction changed; gives the function that stops it. */
export function observeRows(doc: Y.Doc, onChange: (rowIds: ReadonlySet<string>, own: boolean) => void): () => void {
  return observeKeys(rowsOf(doc), onChange);
}

/** Undo for the person at this device: one per document and page. Others' changes are never taken back. */
export function createUndo(doc: Y.Doc): Undo {
  return undoOver(doc, rowsOf(doc));
}

function rowsOf(doc: Y.Doc): Shape {
  return doc.getMap("rows");
}

function shapeOf(doc: Y.Doc, rowId: string): Shape | null {
  const shape = rowsOf(doc).get(rowId);
  return shape instanceof Y.Map ? shape : null;
}

function stopsOf(doc: Y.Doc, rowId: string, direction: Direction): Shape | null {
  const stops = shapeOf(doc, rowId)?.get(direction);
  return stops instanceof Y.Map ? stops : null;
}

function pricesOf(doc: Y.Doc, rowId: string): Shape | null {
  const prices = shapeOf(doc, rowId)?.get("prices");
  return prices instanceof Y.Map ? prices : null;
}

/** A stop or a price of its list. */
function stopOf(stops: Shape | null, stopId: string): Shape | null {
  const stop = stops?.get(stopId);
  return stop instanceof Y.Map ? stop : null;
}

function write(doc: Y.Doc, shape: Shape | null, change: Record<string, Cell | boolean>): Result<void> {
  if (!shape) return refuse("row_gone");
  const entries = Object.entries(change).filter(([key, value]) => shape.get(key) !== value);
  if (entries.some(([, value]) => typeof value === "string" && value.length > sheetLimits.cell))
    return refuse("text_too_long");
  if (entries.length > 0) {
    edit(doc, () => {
      for (const [key, value] of entries) shape.set(key, value);
    });
  }
  return ok(undefined);
}

/** Born hidden and without a place among the others. */
export function newRow(fields: NewRow): Shape {
  const shape = new Y.Map<unknown>();
  for (const field of cellFields) shape.set(field, fields[field] ?? null);
  shape.set("state", fields.state ?? "draft");
  for (const field of textFields) shape.set(field, new Y.Text(fields[field] ?? ""));
  for (const direction of directions) shape.set(direction, newList(fields[direction] ?? [], newStop));
  shape.set("prices", newList(fields.prices ?? [], newPrice));
  shape.set("order", "");
  shape.set("removed", true);
  return shape;
}

function newList<T extends { id?: string }>(given: readonly T[], create: (each: T, order: string) => Shape): Shape {
  const orders = spreadOrders(given.length);
  return new Y.Map(
    given.map((each, index): [string, unknown] => {
      const shown = create(each, orders[index] ?? "");
      shown.set("removed", false);
      return [each.id ?? newId(), shown];
    }),
  );
}

function newStop({ place = "", at = "", stepFree = false }: StopChange, order: string): Shape {
  return new Y.Map<unknown>(Object.entries({ place, at, stepFree, order, removed: true }));
}

function newPrice({ label, amount }: { label: string; amount: Cell }, order: string): Shape {
  return new Y.Map<unknown>(Object.entries({ label, amount, order, removed: true }));
}

function toRow(id: string, shape: unknown): SheetRow | null {
  if (!(shape instanceof Y.Map) || !isId(id)) return null;
  return {
    id,
    ...readEach(cellFields, (field) => toCell(shape.get(field))),
    ...readEach(textFields, (field) => toText(shape.get(field))),
    outbound: toStops(shape.get("outbound")),
    return: toStops(shape.get("return")),
    prices: toPrices(shape.get("prices")),
    order: toOrder(shape.get("order")),
    removed: shape.get("removed") === true,
  };
}

function toStops(shapes: unknown): SheetStop[] {
  return toList(shapes, (stop) => ({
    place: toText(stop.get("place")),
    at: toText(stop.get("at")),
    stepFree: stop.get("stepFree") === true,
  }));
}

function toPrices(shapes: unknown): SheetPrice[] {
  return toList(shapes, (price) => {
    const amount = price.get("amount");
    // Empty is not filled in yet; nothing at all is "pay what you can".
    return { label: toText(price.get("label")), amount: amount === "" ? "" : toCell(amount) };
  });
}

function toList<T extends object>(
  shapes: unknown,
  read: (shape: Shape) => T,
): Array<T & { id: string; order: string }> {
  if (!(shapes instanceof Y.Map)) return [];
  const list: Array<T & { id: string; order: string }> = [];
  shapes.forEach((shape, id) => {
    if (!(shape instanceof Y.Map) || !isId(id) || shape.get("removed") === true) return;
    list.push({ ...read(shape), id, order: toOrder(shape.get("order")) });
  });
  return list.sort(compareOrder);
}
