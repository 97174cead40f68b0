import { expect, test } from "vitest";
import * as Y from "yjs";
import { newId } from "@/domain/kernel/ids";
import {
  addEntry,
  createAgendaUndo,
  entryText,
  observeEntries,
  readAllEntries,
  readEntries,
  readEntry,
  removeEntry,
  restoreEntry,
  setEntry,
  setEntryText,
  setException,
  setRecurrence,
} from "./agenda";
import { agendaLimits } from "./schema";

function add(doc: Y.Doc, title = "Réunion"): string {
  const added = addEntry(doc, { kind: "meeting", title, start: "2026-11-28T10:00" });
  if (!added.ok) throw new Error(added.refusal.code);
  return added.value;
}

function exchange(a: Y.Doc, b: Y.Doc): void {
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)));
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)));
}

test("C1 · added for members only, removed and brought back whole; no key is deleted", () => {
  const doc = new Y.Doc();
  const id = add(doc);
  expect(readEntry(doc, id)).toMatchObject({ title: "Réunion", visibility: "members", removed: false });
  removeEntry(doc, id);
  expect(readEntries(doc)).toEqual([]);
  expect(readAllEntries(doc)).toHaveLength(1);
  expect(restoreEntry(doc, id).ok).toBe(true);
  expect(readEntry(doc, id)).toMatchObject({ title: "Réunion", start: "2026-11-28T10:00" });
  expect(restoreEntry(doc, "none")).toMatchObject({ refusal: { code: "entry_gone" } });
});

test("C1 · undoing an addition hides it, and what another wrote into it meanwhile is there after a redo", () => {
  const [one, two] = [new Y.Doc(), new Y.Doc()];
  const undo = createAgendaUndo(one);
  const id = add(one);
  exchange(one, two);
  setEntry(two, id, { place: "Salle des fêtes" });
  exchange(one, two);
  undo.undo();
  exchange(one, two);
  expect(readEntries(two)).toEqual([]);
  undo.redo();
  exchange(one, two);
  expect(readEntry(two, id)).toMatchObject({ removed: false, place: "Salle des fêtes" });
});

test("C2 · two people change one entry, and one time of a series: both keep theirs", () => {
  const [one, two] = [new Y.Doc(), new Y.Doc()];
  const id = add(one);
  setRecurrence(one, id, { freq: "weekly", interval: 1, days: [], on: "day", until: null });
  exchange(one, two);
  setEntry(one, id, { start: "2026-11-28T11:00" });
  setEntry(two, id, { place: "Mairie" });
  setEntryText(one, id, "title", "Grande réunion");
  setEntryText(two, id, "title", "Réunion ouverte");
  setException(one, id, "2026-12-05T10:00", { cancelled: true });
  setException(two, id, "2026-12-05T10:00", { place: "Dehors" });
  exchange(one, two);
  for (const doc of [one, two])
    expect(readEntry(doc, id)).toMatchObject({
      start: "2026-11-28T11:00",
      place: "Mairie",
      exceptions: [{ at: "2026-12-05T10:00", cancelled: true, start: "", end: "", place: "Dehors" }],
    });
  expect(readEntry(one, id)?.title).toBe(readEntry(two, id)?.title);
  expect(readEntry(one, id)?.title).toContain("Grande");
  expect(readEntry(one, id)?.title).toContain("ouverte");
});

test("C1 · each change is a step of one's own to undo", () => {
  const doc = new Y.Doc();
  const undo = createAgendaUndo(doc);
  const id = add(doc);
  setEntry(doc, id, { start: "2026-11-29T10:00", end: "2026-11-29T12:00" });
  setEntry(doc, id, { place: "Mairie" });
  undo.undo();
  expect(readEntry(doc, id)).toMatchObject({ place: null, start: "2026-11-29T10:00" });
  undo.undo();
  expect(readEntry(doc, id)).toMatchObject({ start: "2026-11-28T10:00", end: null, removed: false });
});

test("C3 · whatever a client left there is read without a throw", () => {
  const doc = new Y.Doc();
  const entries = doc.getMap<unknown>("entries");
  const id = "33333333-3333-4333-8333-333333333333";
  entries.set("not-an-id", new Y.Map());
  entries.set("44444444-4444-4444-8444-444444444444", "text");
  const odd = new Y.Map<unknown>([
    ["kind", { a: 1 }],
    ["title", new Y.Array()],
    ["start", true],
    ["helpers", Number.NaN],
    ["recurrence", [[[]]]],
    [
      "exceptions",
      new Y.Map<unknown>([
        ["", 1],
        ["2026 start", new Y.Map()],
        [`${"x".repeat(5000)} place`, "y"],
      ]),
    ],
    ["notes", "a\0b\uD800"],
  ]);
  entries.set(id, odd);
  expect(readAllEntries(doc)).toHaveLength(1);
  expect(readEntry(doc, id)).toMatchObject({ kind: "\uFFFD", notes: "ab\uFFFD", removed: false });
});

test("C4 · no entry beyond the limit, no text that is too long, and a change is told by entry", () => {
  const doc = new Y.Doc();
  const id = add(doc);
  const heard: string[][] = [];
  const stop = observeEntries(doc, (ids) => heard.push([...ids]));
  setEntryText(doc, id, "notes", "Bonjour");
  expect(heard).toEqual([[id]]);
  stop();
  expect(entryText(doc, id, "notes")?.toString()).toBe("Bonjour");
  expect(setEntryText(doc, id, "notes", "x".repeat(agendaLimits.cell + 1))).toMatchObject({
    refusal: { code: "text_too_long" },
  });
  doc.transact(() => {
    for (let n = 1; n < agendaLimits.entries; n++) doc.getMap("entries").set(newId(), new Y.Map());
  });
  expect(addEntry(doc)).toMatchObject({ refusal: { code: "agenda_full" } });
  removeEntry(doc, id);
  expect(addEntry(doc).ok).toBe(true);
  expect(restoreEntry(doc, id)).toMatchObject({ refusal: { code: "agenda_full" } });
});
