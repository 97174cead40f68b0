import * as Y from "yjs";
import { create, edit, type Undo, undoOver, writeText } from "@/domain/kernel/document-undo";
import { type Cell, isId, observeKeys, readEach, toCell, toText } from "@/domain/kernel/document-values";
import { newId } from "@/domain/kernel/ids";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { isMoment, type Recurrence } from "./recurrence";
import {
  type AgendaEntry,
  agendaLimits,
  type EntryException,
  type EntryField,
  type EntryText,
  entryFields,
  entryTexts,
} from "./schema";

/*
 * How an agenda lies in its document:
 *   doc.getMap("entries"): entry id → Y.Map { fields…, texts: Y.Text…, recurrence, exceptions, removed }
 *   recurrence:            a plain value (recurrence.ts), or null
 *   exceptions:            "<when an occurrence was to begin> <cancelled|start|end|place>" → a plain value
 * Keys are never deleted. What is read may come from a hostile client: nothing here throws on it.
 */
type Shape = Y.Map<unknown>;
/** A document that may hold an agenda. */
export type AgendaDoc = Y.Doc;

export type NewEntry = Partial<Record<EntryField, Cell>> &
  Partial<Record<EntryText, string>> & { id?: string; recurrence?: Recurrence | null };

/** All entries but the removed ones, in no order. */
export function readEntries(doc: Y.Doc): AgendaEntry[] {
  return readAllEntries(doc).filter((entry) => !entry.removed);
}

export function readAllEntries(doc: Y.Doc): AgendaEntry[] {
  const entries: AgendaEntry[] = [];
  entriesOf(doc).forEach((shape, id) => {
    const entry = toEntry(id, shape);
    if (entry) entries.push(entry);
  });
  return entries;
}

/** Null where there is no such entry; a removed one is returned, marked so. */
export function readEntry(doc: Y.Doc, entryId: string): AgendaEntry | null {
  return toEntry(entryId, entriesOf(doc).get(entryId));
}

/** Adds an entry, for members until somebody says otherwise; gives its id. */
export function addEntry(doc: Y.Doc, fields: NewEntry = {}): Result<string> {
  if (isFull(doc)) return refuse("agenda_full");
  const id = fields.id ?? newId();
  // As in a sheet: undoing an addition must not delete the key.
  create(doc, () => entriesOf(doc).set(id, newShape(fields)));
  edit(doc, () => shapeOf(doc, id)?.set("removed", false));
  return ok(id);
}

/** Marks the entry; its content stays for « Rétablir ». */
export function removeEntry(doc: Y.Doc, entryId: string): void {
  edit(doc, () => shapeOf(doc, entryId)?.set("removed", true));
}

export function restoreEntry(doc: Y.Doc, entryId: string): Result<void> {
  const shape = shapeOf(doc, entryId);
  if (!shape) return refuse("entry_gone");
  if (isFull(doc)) return refuse("agenda_full");
  edit(doc, () => shape.set("removed", false));
  return ok(undefined);
}

/** Writes what was typed, right or wrong, as one step to undo. Call it when the fields are left. */
export function setEntry(doc: Y.Doc, entryId: string, change: Partial<Record<EntryField, Cell>>): Result<void> {
  const shape = shapeOf(doc, entryId);
  if (!shape) return refuse("entry_gone");
  const changed = Object.entries(change).filter(([field, value]) => toCell(shape.get(field)) !== value);
  if (changed.some(([, value]) => isTooLong(value))) return refuse("text_too_long");
  if (changed.length > 0) {
    edit(doc, () => {
      for (const [field, value] of changed) shape.set(field, value);
    });
  }
  return ok(undefined);
}

/** The text of a title or notes, to observe; null while somebody's client left something else there. */
export function entryText(doc: Y.Doc, entryId: string, field: EntryText): Y.Text | null {
  const text = shapeOf(doc, entryId)?.get(field);
  return text instanceof Y.Text ? text : null;
}

/** Makes the text read `next` by the smallest change, so that two people typing keep both. Call it at each keystroke. */
export function setEntryText(doc: Y.Doc, entryId: string, field: EntryText, next: string): Result<void> {
  const shape = shapeOf(doc, entryId);
  if (!shape) return refuse("entry_gone");
  if (isTooLong(next)) return refuse("text_too_long");
  writeText(doc, shape, field, next, `${entryId}.${field}`);
  return ok(undefined);
}

/** Whether and how the entry comes back; null: it stands once. */
export function setRecurrence(doc: Y.Doc, entryId: string, recurrence: Recurrence | null): Result<void> {
  const shape = shapeOf(doc, entryId);
  if (!shape) return refuse("entry_gone");
  if (JSON.stringify(shape.get("recurrence") ?? null) !== JSON.stringify(recurrence)) {
    edit(doc, () => shape.set("recurrence", recurrence));
  }
  return ok(undefined);
}

/** Changes the occurrence of a series that was to begin at `at`, and no other. */
export function setException(
  doc: Y.Doc,
  entryId: string,
  at: string,
  change: Partial<Omit<EntryException, "at">>,
): Result<void> {
  const shape = shapeOf(doc, entryId);
  if (!shape) return refuse("entry_gone");
  const exceptions = shape.get("exceptions");
  if (!(exceptions instanceof Y.Map)) return refuse("entry_gone");
  if (exceptions.size >= agendaLimits.exceptions * 4) return refuse("agenda_full");
  // One key a field: two people who change the same occurrence keep both.
  edit(doc, () => {
    for (const [field, value] of Object.entries(change)) exceptions.set(`${at} ${field}`, value);
  });
  return ok(undefined);
}

/** Which series this one goes on, and from which time of it; null: none. */
export function splitOf({ splitFrom }: AgendaEntry): { from: string; at: string } | null {
  const [from = "", at = ""] = typeof splitFrom === "string" ? splitFrom.split(" ") : [];
  return isId(from) && isMoment(at) ? { from, at } : null;
}

/** Calls back with the ids of the entries each transaction changed; gives the function that stops it. */
export function observeEntries(
  doc: Y.Doc,
  onChange: (entryIds: ReadonlySet<string>, own: boolean) => void,
): () => void {
  return observeKeys(entriesOf(doc), onChange);
}

/** Undo for the person at this device: one per document and page. Others' changes are never taken back. */
export function createAgendaUndo(doc: Y.Doc): Undo {
  return undoOver(doc, entriesOf(doc));
}

function entriesOf(doc: Y.Doc): Shape {
  return doc.getMap("entries");
}

function shapeOf(doc: Y.Doc, entryId: string): Shape | null {
  const shape = entriesOf(doc).get(entryId);
  return shape instanceof Y.Map ? shape : null;
}

function isFull(doc: Y.Doc): boolean {
  let live = 0;
  entriesOf(doc).forEach((shape, id) => {
    if (shape instanceof Y.Map && isId(id) && shape.get("removed") !== true) live++;
  });
  return live >= agendaLimits.entries;
}

function isTooLong(value: Cell): boolean {
  return typeof value === "string" && value.length > agendaLimits.cell;
}

/** Born hidden. */
function newShape(fields: NewEntry): Shape {
  const shape = new Y.Map<unknown>();
  for (const field of entryFields) shape.set(field, fields[field] ?? null);
  shape.set("kind", fields.kind ?? "action");
  shape.set("visibility", fields.visibility ?? "members");
  for (const field of entryTexts) shape.set(field, new Y.Text(fields[field] ?? ""));
  shape.set("recurrence", fields.recurrence ?? null);
  shape.set("exceptions", new Y.Map());
  shape.set("removed", true);
  return shape;
}

function toEntry(id: string, shape: unknown): AgendaEntry | null {
  if (!(shape instanceof Y.Map) || !isId(id)) return null;
  return {
    id,
    ...readEach(entryFields, (field) => toCell(shape.get(field))),
    ...readEach(entryTexts, (field) => toText(shape.get(field))),
    recurrence: shape.get("recurrence") ?? null,
    exceptions: toExceptions(shape.get("exceptions")),
    removed: shape.get("removed") === true,
  };
}

function toExceptions(shapes: unknown): EntryException[] {
  if (!(shapes instanceof Y.Map)) return [];
  const found = new Map<string, EntryException>();
  shapes.forEach((value, key) => {
    const [at = "", field = ""] = key.slice(0, 40).split(" ");
    const known = found.get(at) ?? { at, cancelled: false, start: "", end: "", place: "" };
    if (field === "cancelled") found.set(at, { ...known, cancelled: value === true });
    else if (field === "start" || field === "end" || field === "place")
      found.set(at, { ...known, [field]: toText(value) });
  });
  return (
    [...found.values()]
      // Taken back by hand, one says nothing.
      .filter((one) => one.cancelled || one.start || one.end || one.place)
      .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
      .slice(0, agendaLimits.exceptions)
  );
}
