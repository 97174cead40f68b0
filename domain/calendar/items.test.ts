import { expect, test } from "vitest";
import { byDay, capDays, clashes, itemsOf, monthAfter, monthOf, weeksOf } from "./items";
import { projectEntry } from "./projection";
import type { AgendaEntry } from "./schema";
import { personId, testEntry } from "./testing-entries";

const context = { people: new Set([personId]), facts: null, beyondLimit: false };
function dated(key: string, change: Partial<AgendaEntry>, cancelled = false) {
  const values = projectEntry(testEntry(change), context, null);
  if (!values) throw new Error("no values");
  return { key, values, cancelled };
}

test("C15 · a month shows whole weeks from Monday, and each thing on its days: series, tasks on the day they are due", () => {
  const weeks = weeksOf("2026-11");
  expect([weeks[0]?.[0], weeks.at(-1)?.[6], weeks.length]).toEqual(["2026-10-26", "2026-12-06", 6]);
  const weekly = { freq: "weekly", interval: 1, days: [], on: "day", until: null };
  const items = itemsOf(
    [
      dated("a", { start: "2026-11-14T10:00", end: null, recurrence: weekly }),
      dated("b", { kind: "task", due: "2026-11-21", start: null, end: null, state: "done" }),
      dated("c", { start: "2026-11-21", end: "2026-11-22" }, true),
      dated("d", { start: null, end: null }),
    ],
    "2026-11-15",
    "2026-11-28",
  );
  expect(items.map(({ key, start, cancelled, done }) => [key, start, cancelled, done])).toEqual([
    ["b", "2026-11-21", false, true],
    ["c", "2026-11-21", true, false],
    ["a", "2026-11-21T10:00", false, false],
    ["a", "2026-11-28T10:00", false, false],
  ]);
  expect([...byDay(items, "2026-11-15").keys()]).toEqual(["2026-11-21", "2026-11-28"]);
});

test("C15 · a month in an address is a month, or none", () => {
  expect([monthOf("2026-12"), monthOf("2026-13"), monthOf("../.."), monthOf(undefined)]).toEqual([
    "2026-12",
    null,
    null,
    null,
  ]);
  expect([monthAfter("2026-12"), monthAfter("2026-01", -1), monthAfter("2026-11", 15)]).toEqual([
    "2027-01",
    "2025-12",
    "2028-02",
  ]);
});

test("C16 · two dates meet when they share a day or an hour", () => {
  const weekend = { start: "2026-11-28", end: "2026-11-29" };
  expect(clashes({ start: "2026-11-29T14:00", end: null }, [weekend])).toEqual([weekend]);
  expect(clashes({ start: "2026-11-30T14:00", end: null }, [weekend])).toEqual([]);
  const morning = { start: "2026-11-28T09:00", end: "2026-11-28T10:00" };
  expect(clashes({ start: "2026-11-28T09:30", end: "2026-11-28T11:00" }, [morning])).toEqual([morning]);
  expect(clashes({ start: "2026-11-28T10:30", end: "2026-11-28T11:00" }, [morning])).toEqual([]);
});

test("C15 · a day of a full month shows the first of what is on it, and says how many more there are", () => {
  const at = (day: string, hour: number) => ({ start: `2026-12-${day}T${String(hour).padStart(2, "0")}:00` });
  const full = [at("05", 18), at("05", 9), at("05", 12), at("05", 20)];
  expect(capDays([...full, at("06", 10)], 3)).toEqual({
    kept: [at("05", 9), at("05", 12), at("06", 10)],
    more: [{ day: "2026-12-05", count: 2 }],
  });
  expect(capDays(full, 4)).toMatchObject({ kept: { length: 4 }, more: [] });
});
