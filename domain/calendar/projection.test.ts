import { expect, test } from "vitest";
import { type EntryContext, examineEntry } from "./entry-issues";
import { entriesBeyondLimit, isPublished, projectEntry } from "./projection";
import { agendaLimits } from "./schema";
import { personId, testEntry } from "./testing-entries";

const context: EntryContext = { people: new Set([personId]), facts: null, beyondLimit: false };
const codes = (change: Parameters<typeof testEntry>[0], facts: EntryContext["facts"] = null) =>
  examineEntry(testEntry(change), { ...context, facts }).issues.map(({ field, code }) => `${field} ${code}`);

test("C9 · what is wrong is named by field", () => {
  expect(codes({})).toEqual([]);
  expect(codes({ title: " " })).toEqual(["title missing"]);
  expect(codes({ title: "x".repeat(201) })).toEqual(["title too_long"]);
  expect(codes({ kind: "party" })).toEqual(["kind kind_unknown"]);
  expect(codes({ start: null })).toEqual(["start missing"]);
  expect(codes({ start: "demain" })).toEqual(["start time_wrong"]);
  expect(codes({ end: "2026-11-28" })).toEqual(["end time_wrong"]);
  expect(codes({ end: "2026-11-28T09:00" })).toEqual(["end end_before_start"]);
  expect(codes({ end: "2027-11-28T09:00" })).toEqual(["end too_many_days"]);
  expect(codes({ helpers: "six" })).toEqual(["helpers not_a_number"]);
  expect(codes({ lead: "somebody" })).toEqual(["lead person_unknown"]);
  expect(codes({ visibility: "all" })).toEqual(["visibility visibility_unknown"]);
  expect(codes({ kind: "task", state: "later", due: "demain" })).toEqual(["state state_unknown", "due time_wrong"]);
  expect(codes({ recurrence: { freq: "yearly" } })).toEqual(["recurrence recurrence_wrong"]);
  expect(codes({ helpers: 2 }, { cancelled: false, live: 3, taken: 3 })).toEqual(["helpers helpers_below_taken"]);
  expect(codes({ removed: true }, { cancelled: false, live: 3, taken: 3 })).toEqual(["entry removed_with_helpers"]);
});

test("C8 · in SQL with a title, published with a date; a task needs a title only", () => {
  expect(projectEntry(testEntry({ title: "" }), context, null)).toBeNull();
  const draft = projectEntry(testEntry({ start: null, end: null }), context, null);
  expect(draft && isPublished(draft)).toBe(false);
  const task = projectEntry(testEntry({ kind: "task", start: null, end: null }), context, null);
  expect(task && isPublished(task)).toBe(true);
  const whole = projectEntry(testEntry(), context, null);
  expect(whole && isPublished(whole)).toBe(true);
  expect(projectEntry(null, context, null)).toBeNull();
});

test("C9 · a wrong field keeps its last good value; start, end and recurrence stay together", () => {
  const last = projectEntry(testEntry(), context, null);
  const next = projectEntry(
    testEntry({ title: "", start: "2026-12-05T10:00", end: "2026-12-05T09:00", place: "Ailleurs", helpers: "six" }),
    context,
    last,
  );
  expect(next).toMatchObject({
    title: "Tractage au marché",
    start: "2026-11-28T10:00",
    end: "2026-11-28T12:30",
    place: "Ailleurs",
    helpers: 6,
  });
  expect(projectEntry(testEntry({ lead: null, helpers: 0 }), context, last)).toMatchObject({
    lead: null,
    helpers: null,
  });
});

test("C7 · exceptions of times at which the series stands no more are lost, and that is said", () => {
  const weekly = { freq: "weekly", interval: 1, days: [], on: "day", until: null };
  const at = (day: string) => ({ at: `${day}T10:00`, cancelled: true, start: "", end: "", place: "" });
  const entry = testEntry({ recurrence: weekly, exceptions: [at("2026-12-05"), at("2026-12-06")] });
  const { issues, good } = examineEntry(entry, context);
  expect(issues).toEqual([{ field: "recurrence", code: "exception_lost", data: { count: 1 } }]);
  expect(good.exceptions).toEqual([at("2026-12-05")]);
});

test("C4 · beyond the limit the entries in SQL count first", () => {
  const entries = Array.from({ length: agendaLimits.entries + 2 }, (_, n) =>
    testEntry({ id: `${String(n).padStart(8, "0")}-1111-4111-8111-111111111111` }),
  );
  const known = entries.at(-1)?.id ?? "";
  const beyond = entriesBeyondLimit(entries, new Set([known]));
  expect(beyond.size).toBe(2);
  expect(beyond.has(known)).toBe(false);
});

test("C10 · what is cancelled or removed keeps its values", () => {
  const last = projectEntry(testEntry(), context, null);
  const cancelled = { ...context, facts: { cancelled: true, live: 0, taken: 0 } };
  expect(projectEntry(testEntry({ title: "Autre", removed: true }), cancelled, last)).toEqual(last);
  expect(projectEntry(testEntry({ removed: true, title: "Autre" }), context, last)).toEqual({ ...last, removed: true });
  expect(projectEntry(null, context, last)).toEqual({ ...last, removed: true });
});
