import { expect, test } from "vitest";
import * as Y from "yjs";
import { addChange, type ChangeLine } from "@/domain/kernel/change-line";
import {
  addEntry,
  createAgendaUndo,
  readAllEntries,
  readEntry,
  removeEntry,
  restoreEntry,
  setEntry,
  setEntryText,
  setException,
  setRecurrence,
} from "./agenda";
import { restoreAgenda, takeEntryBack } from "./agenda-restore";
import { AgendaState } from "./agenda-state";
import { agendaDifference, entryChanges } from "./difference";
import type { Recurrence } from "./recurrence";

const weekly: Recurrence = { freq: "weekly", interval: 1, days: [], on: "day", until: null };

function agenda() {
  const doc = new Y.Doc();
  const add = (title: string, fields: Parameters<typeof addEntry>[1] = {}): string => {
    const added = addEntry(doc, { kind: "leafleting", title, start: "2026-12-05T10:00", ...fields });
    return added.ok ? added.value : "";
  };
  /** All that an agenda followed from the beginning says of what `edit` does. */
  const told = (edit: () => unknown) => {
    const state = new AgendaState(Y.encodeStateAsUpdate(doc));
    const made: Uint8Array[] = [];
    const collect = (update: Uint8Array) => made.push(update);
    doc.on("update", collect);
    edit();
    doc.off("update", collect);
    return made.flatMap((update) => state.apply(update));
  };
  return { doc, add, told };
}

test("C40 · fields, texts, the rule of a series and each of its times are told with from and to", () => {
  const { doc, add, told } = agenda();
  const id = add("Tractage au marché", { place: "Grand-Place" });
  const changes = told(() => {
    setEntry(doc, id, { start: "2026-12-05T11:00", helpers: 3 });
    setEntryText(doc, id, "notes", "Gilets");
    setRecurrence(doc, id, weekly);
    setException(doc, id, "2026-12-12T11:00", { start: "2026-12-13T11:00", place: "Gare" });
    setException(doc, id, "2026-12-19T11:00", { cancelled: true });
    removeEntry(doc, id);
    restoreEntry(doc, id);
  });
  expect(changes.map(({ partId, what, field, before, after }) => [partId, what, field, before, after])).toEqual([
    [null, "changed", "start", "2026-12-05T10:00", "2026-12-05T11:00"],
    [null, "changed", "helpers", null, "3"],
    [null, "changed", "notes", null, "Gilets"],
    [null, "changed", "recurrence", null, JSON.stringify(weekly)],
    ["2026-12-12T11:00", "changed", "start", null, "2026-12-13T11:00"],
    ["2026-12-12T11:00", "changed", "place", null, "Gare"],
    ["2026-12-19T11:00", "changed", "cancelled", "false", "true"],
    [null, "removed", null, null, null],
    [null, "restored", null, null, null],
  ]);
  expect(new Set(changes.map(({ thingTitle }) => thingTitle))).toEqual(new Set(["Tractage au marché"]));
});

test("C40 · an entry is told once it has a title, and what is typed letter by letter to fill it in belongs to that", () => {
  const { doc, add, told } = agenda();
  let id = "";
  const changes = told(() => {
    id = add("");
    for (const title of ["R", "Ré", "Réu"]) setEntryText(doc, id, "title", title);
    for (const notes of ["M", "Mi", "Midi"]) setEntryText(doc, id, "notes", notes);
  });
  const lines: ChangeLine[] = [];
  const by = { accountId: "a", at: new Date(0), seq: 1, gone: false };
  for (const change of changes) addChange(lines, { ...change, ...by });
  expect(lines.map(({ what, thingTitle }) => [what, thingTitle])).toEqual([["added", "Réu"]]);
  // Opened by mistake: nobody ever saw it.
  expect(told(() => removeEntry(doc, add("")))).toEqual([]);
});

test("C40 · times that are none, values of no type and keys that were deleted break nothing", () => {
  const { doc, add, told } = agenda();
  const id = add("Réunion");
  const entries = doc.getMap("entries");
  const shape = entries.get(id);
  const exceptions = shape instanceof Y.Map ? shape.get("exceptions") : null;
  const changes = told(() => {
    if (!(shape instanceof Y.Map) || !(exceptions instanceof Y.Map)) throw new Error("no entry");
    exceptions.set("2026-12-05\u0000 start", "x");
    exceptions.set("\ud800 cancelled", true);
    shape.set("recurrence", { freq: "hourly" });
    shape.set("place", { a: 1 });
    entries.delete(id);
  });
  expect(changes).toMatchObject([{ field: "place", before: null, after: "\uFFFD" }, { what: "removed" }]);
});

test("C42 · two states of an agenda are compared: what came, what went, fields from and to", () => {
  const { doc, add } = agenda();
  const [kept, gone, back] = [add("Réunion"), add("Tractage"), add("Collage")];
  removeEntry(doc, gone);
  const then = readAllEntries(doc);
  setEntry(doc, kept, { place: "Gare" });
  removeEntry(doc, back);
  add("Formation");
  const found = agendaDifference(readAllEntries(doc), then);
  expect(found.map(({ thingTitle, what, field }) => [thingTitle, what, field])).toEqual([
    ["Réunion", "changed", "place"],
    ["Collage", "restored", null],
    ["Formation", "removed", null],
  ]);
  expect(agendaDifference(then, then)).toEqual([]);
});

test("C42 · a version comes back in one step to undo; no key is deleted, what was gone in both stays so", () => {
  const { doc, add } = agenda();
  const [series, gone, back] = [add("Réunion", { recurrence: weekly }), add("Tractage"), add("Collage")];
  removeEntry(doc, gone);
  setException(doc, series, "2026-12-12T10:00", { cancelled: true });
  const then = readAllEntries(doc);
  const lost = readEntry(doc, add("Effacée par un client"));
  setEntry(doc, series, { place: "Gare", helpers: 4 });
  setEntryText(doc, series, "title", "Réunion publique");
  setRecurrence(doc, series, null);
  setException(doc, series, "2026-12-12T10:00", { cancelled: false });
  setException(doc, series, "2026-12-19T10:00", { start: "2026-12-20T10:00" });
  removeEntry(doc, back);
  const since = add("Formation");
  if (lost) doc.getMap("entries").delete(lost.id);
  const now = readAllEntries(doc);
  const undo = createAgendaUndo(doc);
  restoreAgenda(doc, lost ? [...then, lost] : then);
  expect(agendaDifference(readAllEntries(doc), lost ? [...then, lost] : then)).toEqual([]);
  expect(readEntry(doc, since)?.removed).toBe(true);
  expect(readEntry(doc, gone)?.removed).toBe(true);
  undo.undo();
  const removed = (id: string) => readEntry(doc, id)?.removed;
  expect(agendaDifference(readAllEntries(doc), now)).toEqual([]);
  expect([removed(since), removed(back), lost && removed(lost.id)]).toEqual([false, true, true]);
  expect(undo.canUndo()).toBe(false);
});

test("C41 · each change is taken back as an edit: fields, a rule, one time of a series, what came and what went", () => {
  const { doc, add, told } = agenda();
  const id = add("Réunion", { helpers: 2, recurrence: weekly });
  const before = readEntry(doc, id);
  const changes = told(() => {
    setEntry(doc, id, { place: "Gare", helpers: null });
    setEntryText(doc, id, "title", "Réunion publique");
    setRecurrence(doc, id, null);
    setException(doc, id, "2026-12-12T10:00", { start: "2026-12-13T10:00", cancelled: true });
    removeEntry(doc, id);
  });
  for (const change of changes.reverse()) expect(takeEntryBack(doc, change).ok).toBe(true);
  expect(before && entryChanges(before, readEntry(doc, id) ?? before)).toEqual([]);
  const [added] = told(() => add("De trop"));
  if (added) takeEntryBack(doc, added);
  expect(added && readEntry(doc, added.thingId)?.removed).toBe(true);
  const nowhere = changes[0] && { ...changes[0], thingId: crypto.randomUUID() };
  expect(nowhere && takeEntryBack(doc, nowhere)).toMatchObject({ ok: false, refusal: { code: "entry_gone" } });
});
