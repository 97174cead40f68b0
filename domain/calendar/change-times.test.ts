import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { addEntry, createAgendaUndo, readEntries, readEntry, setException, setRecurrence } from "./agenda";
import { changeTimes, splitSeries } from "./change-times";
import { occurrences, type Recurrence, readRecurrence } from "./recurrence";
import type { AgendaEntry } from "./schema";

const weekly: Recurrence = { freq: "weekly", interval: 1, days: [], on: "day", until: null };
const today = "2026-11-24";

function agenda(recurrence: Recurrence | null = weekly) {
  const doc = new Y.Doc();
  const added = addEntry(doc, { title: "Permanence", start: "2026-11-04T18:00", end: "2026-11-04T20:00", recurrence });
  if (!added.ok) throw new Error(added.refusal.code);
  return { doc, id: added.value };
}
const text = (value: unknown) => (typeof value === "string" ? value : null);
const startsOf = (entry: AgendaEntry | null) =>
  entry === null
    ? []
    : occurrences(
        {
          start: text(entry.start) ?? "",
          end: text(entry.end),
          recurrence: readRecurrence(entry.recurrence),
          exceptions: entry.exceptions,
        },
        "2026-11-01",
        "2026-12-10",
      ).map(({ start, cancelled }) => (cancelled ? `${start} out` : start));
const all = (doc: Y.Doc) => readEntries(doc).flatMap(startsOf).sort();

describe("C13 · a change of a series is for one time, for those from there on, or for all", () => {
  test("only this time", () => {
    const { doc, id } = agenda();
    const change = { at: "2026-11-25T18:00", start: "2026-11-26T19:00", end: "2026-11-26T21:00" };
    expect(changeTimes(doc, id, { ...change, scope: "one" }, today)).toEqual({ ok: true, value: id });
    expect(all(doc)).toEqual([
      "2026-11-04T18:00",
      "2026-11-11T18:00",
      "2026-11-18T18:00",
      "2026-11-26T19:00",
      "2026-12-02T18:00",
      "2026-12-09T18:00",
    ]);
  });

  test("from this one on: the series before keeps its times and ends there", () => {
    const { doc, id } = agenda();
    const change = { at: "2026-11-25T18:00", start: "2026-11-26T19:00", end: "2026-11-26T21:00" };
    const moved = changeTimes(doc, id, { ...change, scope: "following" }, today);
    expect(moved.ok && moved.value).not.toBe(id);
    expect(startsOf(readEntry(doc, id))).toEqual(["2026-11-04T18:00", "2026-11-11T18:00", "2026-11-18T18:00"]);
    expect(all(doc).slice(3)).toEqual(["2026-11-26T19:00", "2026-12-03T19:00", "2026-12-10T19:00"]);
  });

  test("all of them, by as many days", () => {
    const { doc, id } = agenda();
    const change = { at: "2026-11-25T18:00", start: "2026-11-24T17:30", end: null };
    expect(changeTimes(doc, id, { ...change, scope: "all" }, today)).toEqual({ ok: true, value: id });
    expect(all(doc)).toEqual([
      "2026-11-03T17:30",
      "2026-11-10T17:30",
      "2026-11-17T17:30",
      "2026-11-24T17:30",
      "2026-12-01T17:30",
      "2026-12-08T17:30",
    ]);
  });
});

test("C14 · what has been keeps its times: a series with exceptions is split, and those ahead move along", () => {
  const { doc, id } = agenda();
  setException(doc, id, "2026-11-11T18:00", { cancelled: true });
  setException(doc, id, "2026-12-02T18:00", { cancelled: true });
  const change = { at: "2026-11-25T18:00", start: "2026-11-26T18:00", end: "2026-11-26T20:00" };
  expect(changeTimes(doc, id, { ...change, scope: "all" }, today).ok).toBe(true);
  expect(all(doc)).toEqual([
    "2026-11-04T18:00",
    "2026-11-11T18:00 out",
    "2026-11-18T18:00",
    "2026-11-26T18:00",
    "2026-12-03T18:00 out",
    "2026-12-10T18:00",
  ]);
});

test("C13 · any of these is one step to undo, and leaves nothing behind", () => {
  const { doc, id } = agenda();
  const before = all(doc);
  const undo = createAgendaUndo(doc);
  setException(doc, id, "2026-12-02T18:00", { cancelled: true });
  const changed = all(doc);
  const change = { at: "2026-11-25T18:00", start: "2026-11-26T19:00", end: "2026-11-26T21:00" };
  for (const scope of ["one", "following", "all"] as const) {
    changeTimes(doc, id, { ...change, scope }, today);
    expect(all(doc)).not.toEqual(changed);
    undo.undo();
    expect(all(doc)).toEqual(changed);
  }
  undo.undo();
  expect(all(doc)).toEqual(before);
});

test("C13 · something that stands once simply moves; what is gone is said", () => {
  const { doc, id } = agenda(null);
  changeTimes(doc, id, { at: "2026-11-04T18:00", scope: "one", start: "2026-11-05", end: null }, today);
  expect(readEntry(doc, id)).toMatchObject({ start: "2026-11-05", end: null });
  expect(splitSeries(doc, id, "2026-11-05")).toMatchObject({ ok: false });
  setRecurrence(doc, id, null);
  expect(
    changeTimes(doc, "11111111-1111-4111-8111-111111111111", { at: "", scope: "all", start: "", end: null }, today),
  ).toMatchObject({ ok: false, refusal: { code: "entry_gone" } });
});
