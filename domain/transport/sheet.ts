import * as Y from "yjs";
import { newId, uuidSchema } from "@/domain/kernel/ids";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { compareOrder, isOrder, orderBetween, spreadOrders } from "./fractional-order";
import {
  type Cell,
  type CellField,
  cellFields,
  type Direction,
  directions,
  type SheetRow,
  type SheetStop,
  sheetLimits,
  type TextField,
} from "./schema";
import { beforeEdit, creation, localEdit, type Undo, undoOver } from "./sheet-undo";

/*
 * The only file that knows how a transport sheet lies in its document:
 *   doc.getMap("rows"): row id → Y.Map { cells…, title: Y.Text, notes: Y.Text, outbound, return, order, removed }
 *   outbound, return:   stop id → Y.Map { place, at, order, removed }
 * Keys are never deleted. What is read may come from a hostile client: nothing here throws on it.
 */
type Shape = Y.Map<unknown>;
/** A document that may hold a sheet. */
export type SheetDoc = Y.Doc;

export type NewRow = Partial<Record<CellField, Cell>> &
  Partial<Record<TextField, string>> &
  Partial<Record<Direction, Array<{ id?: string; place: string; at: string }>>> & { id?: string };

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

/** Adds a draft row before `beforeId`, or at the end; gives its id. */
export function addRow(doc: Y.Doc, fields: NewRow = {}, beforeId: string | null = null): Result<string> {
  const rows = readRows(doc);
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
  const stops = (direction: Direction) => row[direction].map(({ place, at }) => ({ place, at }));
  const cells = Object.fromEntries(cellFields.map((field) => [field, row[field]]));
  return addRow(
    doc,
    {
      ...cells,
      title: row.title,
      notes: row.notes,
      state: "draft",
      outbound: stops("outbound"),
      return: stops("return"),
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
  const text = textOf(doc, rowId, field);
  const group = `${rowId}.${field}`;
  if (!text) {
    edit(doc, () => shape.set(field, new Y.Text(next)), group);
    return ok(undefined);
  }
  const { start, removed, inserted } = difference(text.toString(), next);
  if (removed === 0 && inserted === "") return ok(undefined);
  edit(
    doc,
    () => {
      if (removed > 0) text.delete(start, removed);
      if (inserted) text.insert(start, inserted);
    },
    group,
  );
  return ok(undefined);
}

/** Adds a stop before `beforeId`, or at the end; gives its id. */
export function addStop(
  doc: Y.Doc,
  rowId: string,
  direction: Direction,
  stop: { place?: string; at?: string } = {},
  beforeId: string | null = null,
): Result<string> {
  const row = readRow(doc, rowId);
  const stops = stopsOf(doc, rowId, direction);
  if (!row || !stops) return refuse("row_gone");
  if (row.outbound.length + row.return.length >= sheetLimits.stops) return refuse("sheet_stops_full");
  const id = newId();
  create(doc, () => stops.set(id, newStop(stop.place ?? "", stop.at ?? "", "")));
  edit(doc, () => {
    placeIn(row[direction], id, beforeId, (stopId, order) => stopOf(stops, stopId)?.set("order", order));
    stopOf(stops, id)?.set("removed", false);
  });
  return ok(id);
}

/** Writes a stop's place or time as typed. Each its own undo step. */
export function setStop(
  doc: Y.Doc,
  rowId: string,
  direction: Direction,
  stopId: string,
  change: { place?: string; at?: string },
): Result<void> {
  const stop = stopOf(stopsOf(doc, rowId, direction), stopId);
  if (!stop) return refuse("row_gone");
  const entries = Object.entries(change).filter(([key, value]) => toText(stop.get(key)) !== value);
  if (entries.some(([, value]) => value.length > sheetLimits.cell)) return refuse("text_too_long");
  if (entries.length > 0) {
    edit(doc, () => {
      for (const [key, value] of entries) stop.set(key, value);
    });
  }
  return ok(undefined);
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

/** Calls back with the ids of the rows each transaction changed; gives the function that stops it. */
export function observeRows(doc: Y.Doc, onChange: (rowIds: ReadonlySet<string>) => void): () => void {
  const rows = rowsOf(doc);
  const listener = (events: Y.YEvent<Y.AbstractType<unknown>>[]) => {
    const changed = new Set<string>();
    for (const event of events) {
      const [first] = event.path;
      if (event.path.length > 0) changed.add(String(first));
      else for (const key of event.changes.keys.keys()) changed.add(key);
    }
    if (changed.size > 0) onChange(changed);
  };
  rows.observeDeep(listener);
  return () => rows.unobserveDeep(listener);
}

/** Undo for the person at this device: one per document and page. Others' changes are never taken back. */
export function createUndo(doc: Y.Doc): Undo {
  return undoOver(doc, rowsOf(doc));
}

function rowsOf(doc: Y.Doc): Shape {
  return doc.getMap("rows");
}

function edit(doc: Y.Doc, change: () => unknown, group: string | null = null): void {
  beforeEdit(doc, group);
  doc.transact(change, localEdit);
}

function create(doc: Y.Doc, change: () => unknown): void {
  doc.transact(change, creation);
}

function shapeOf(doc: Y.Doc, rowId: string): Shape | null {
  const shape = rowsOf(doc).get(rowId);
  return shape instanceof Y.Map ? shape : null;
}

function stopsOf(doc: Y.Doc, rowId: string, direction: Direction): Shape | null {
  const stops = shapeOf(doc, rowId)?.get(direction);
  return stops instanceof Y.Map ? stops : null;
}

function stopOf(stops: Shape | null, stopId: string): Shape | null {
  const stop = stops?.get(stopId);
  return stop instanceof Y.Map ? stop : null;
}

function newRow(fields: NewRow): Shape {
  const shape = new Y.Map<unknown>();
  for (const field of cellFields) shape.set(field, fields[field] ?? null);
  shape.set("state", fields.state ?? "draft");
  shape.set("title", new Y.Text(fields.title ?? ""));
  shape.set("notes", new Y.Text(fields.notes ?? ""));
  for (const direction of directions) {
    const stops = new Y.Map<unknown>();
    const given = fields[direction] ?? [];
    const orders = spreadOrders(given.length);
    given.forEach((stop, index) => {
      const shown = newStop(stop.place, stop.at, orders[index] ?? "");
      shown.set("removed", false);
      stops.set(stop.id ?? newId(), shown);
    });
    shape.set(direction, stops);
  }
  shape.set("order", "");
  shape.set("removed", true);
  return shape;
}

function newStop(place: string, at: string, order: string): Shape {
  return new Y.Map<unknown>([
    ["place", place],
    ["at", at],
    ["order", order],
    ["removed", true],
  ]);
}

/** Gives `id` an order that puts it before `beforeId`; renumbers the whole list where nothing fits between two. */
function placeIn(
  list: ReadonlyArray<{ id: string; order: string }>,
  id: string,
  beforeId: string | null,
  write: (id: string, order: string) => void,
): void {
  const others = list.filter((other) => other.id !== id);
  const found = beforeId === null ? -1 : others.findIndex((other) => other.id === beforeId);
  const index = found === -1 ? others.length : found;
  const next = others[index];
  const order = next?.order === "" ? null : orderBetween(others[index - 1]?.order ?? "", next?.order ?? "");
  if (order !== null) {
    write(id, order);
    return;
  }
  const ids = [...others.slice(0, index).map((other) => other.id), id, ...others.slice(index).map((other) => other.id)];
  const orders = spreadOrders(ids.length);
  ids.forEach((each, position) => {
    write(each, orders[position] ?? "");
  });
}

function toRow(id: string, shape: unknown): SheetRow | null {
  if (!(shape instanceof Y.Map) || !isId(id)) return null;
  return {
    id,
    departureId: toCell(shape.get("departureId")),
    mode: toCell(shape.get("mode")),
    seats: toCell(shape.get("seats")),
    organiserSeats: toCell(shape.get("organiserSeats")),
    bookingDeadline: toCell(shape.get("bookingDeadline")),
    ownerId: toCell(shape.get("ownerId")),
    state: toCell(shape.get("state")),
    title: toText(shape.get("title")),
    notes: toText(shape.get("notes")),
    outbound: toStops(shape.get("outbound")),
    return: toStops(shape.get("return")),
    order: toOrder(shape.get("order")),
    removed: shape.get("removed") === true,
  };
}

function toStops(shapes: unknown): SheetStop[] {
  if (!(shapes instanceof Y.Map)) return [];
  const stops: SheetStop[] = [];
  shapes.forEach((stop, id) => {
    if (!(stop instanceof Y.Map) || !isId(id) || stop.get("removed") === true) return;
    stops.push({ id, place: toText(stop.get("place")), at: toText(stop.get("at")), order: toOrder(stop.get("order")) });
  });
  return stops.sort(compareOrder);
}

/** Lower case only: SQL would take two spellings for one id. */
function isId(id: string): boolean {
  return uuidSchema.safeParse(id).success && id === id.toLowerCase();
}

function toOrder(value: unknown): string {
  return isOrder(value) ? value : "";
}

/** What cannot be a value at all (an object, a list, a boolean) is shown as a sign that is wrong in every field. */
function toCell(value: unknown): Cell {
  if (value === undefined || value === null || value === "") return null;
  if (typeof value === "number") return value;
  return typeof value === "string" ? toText(value) : "\uFFFD";
}

/** One character beyond the limit is kept, so that what is too long can be said to be. SQL takes no NUL, no half pair. */
function toText(value: unknown): string {
  const text = value instanceof Y.Text && value.constructor === Y.Text ? value.toString() : value;
  if (typeof text !== "string")
    return text === undefined || text === null ? "" : typeof text === "number" ? `${text}` : "\uFFFD";
  return text
    .slice(0, sheetLimits.cell + 1)
    .replaceAll("\0", "")
    .replace(/\p{Surrogate}/gu, "\uFFFD");
}

/** What changed between two texts: common start and end stay. Never cuts a character of two halves. */
function difference(before: string, next: string): { start: number; removed: number; inserted: string } {
  let start = 0;
  const shortest = Math.min(before.length, next.length);
  while (start < shortest && before[start] === next[start]) start++;
  let end = 0;
  while (end < shortest - start && before[before.length - 1 - end] === next[next.length - 1 - end]) end++;
  if (isHigh(before[start - 1])) start--;
  if (end > 0 && isLow(before[before.length - end])) end--;
  return { start, removed: before.length - start - end, inserted: next.slice(start, next.length - end) };
}

function isHigh(unit: string | undefined): boolean {
  return unit !== undefined && unit >= "\uD800" && unit <= "\uDBFF";
}

function isLow(unit: string | undefined): boolean {
  return unit !== undefined && unit >= "\uDC00" && unit <= "\uDFFF";
}
