import fc from "fast-check";
import { expect, test } from "vitest";
import { toInstant } from "@/domain/kernel/local-time";
import { isDay, lastDay, nextOccurrence, occurrences, type Recurrence, readRecurrence } from "./recurrence";
import type { EntryException } from "./schema";

const weekly: Recurrence = { freq: "weekly", interval: 1, days: [], on: "day", until: null };
const monthly = (on: Recurrence["on"], interval = 1): Recurrence => ({ ...weekly, freq: "monthly", on, interval });
const series = (start: string, recurrence: Recurrence | null, exceptions: EntryException[] = [], end = "") => ({
  start,
  end: end || null,
  recurrence,
  exceptions,
});
const starts = (...[of, from, to, most]: Parameters<typeof occurrences>) =>
  occurrences(of, from, to, most).map((one) => one.start);
const exception = (at: string, change: Partial<EntryException>): EntryException => ({
  at,
  cancelled: false,
  start: "",
  end: "",
  place: "",
  ...change,
});

test("C5 · at the same time by the clock across both changes of hour", () => {
  const sundays = series("2026-10-18T10:00", weekly, [], "2026-10-18T12:00");
  expect(starts(sundays, "2026-10-18", "2026-11-01")).toEqual([
    "2026-10-18T10:00",
    "2026-10-25T10:00",
    "2026-11-01T10:00",
  ]);
  const hours = ["2026-10-18T10:00", "2026-10-25T10:00"].map((at) => toInstant(at).toISOString().slice(11, 13));
  expect(hours).toEqual(["08", "09"]);
  expect(starts(series("2027-03-27T02:30", { ...weekly, days: [7] }), "2027-03-27", "2027-03-28")).toHaveLength(2);
});

test("C6 · weekly on more days, every second week, until a day", () => {
  const of = series("2026-11-25T18:00", { ...weekly, interval: 2, days: [1, 5], until: "2026-12-11" });
  expect(starts(of, "2026-11-01", "2027-01-31").map((at) => at.slice(5, 10))).toEqual([
    "11-25",
    "11-27",
    "12-07",
    "12-09",
    "12-11",
  ]);
  expect(lastDay(of)).toBe("2026-12-11");
});

test("C6 · monthly on that day, that weekday of that week, or the last one", () => {
  const days = (start: string, on: Recurrence["on"], interval = 1) =>
    starts(series(start, monthly(on, interval)), "2027-01-01", "2027-06-30").map((at) => at.slice(5, 10));
  expect(days("2026-12-31", "day")).toEqual(["01-31", "03-31", "05-31"]);
  expect(days("2026-12-12T14:00", "weekday")).toEqual(["01-09", "02-13", "03-13", "04-10", "05-08", "06-12"]);
  expect(days("2026-12-30T20:30", "last")).toEqual(["01-27", "02-24", "03-31", "04-28", "05-26", "06-30"]);
  expect(days("2026-12-29", "weekday", 2)).toEqual(["06-29"]);
});

test("C7 · one time is moved, cancelled or held elsewhere; it is found where it was moved to, and known as before", () => {
  const of = series(
    "2026-11-25T18:00",
    weekly,
    [
      exception("2026-12-02T18:00", { start: "2026-12-20T15:00" }),
      exception("2026-12-09T18:00", { cancelled: true }),
      exception("2026-12-16T18:00", { place: "Ailleurs" }),
      exception("2026-12-17T18:00", { cancelled: true }),
    ],
    "2026-11-25T20:00",
  );
  expect(occurrences(of, "2026-11-30", "2026-12-21")).toEqual([
    { at: "2026-12-09T18:00", start: "2026-12-09T18:00", end: "2026-12-09T20:00", place: null, cancelled: true },
    { at: "2026-12-16T18:00", start: "2026-12-16T18:00", end: "2026-12-16T20:00", place: "Ailleurs", cancelled: false },
    { at: "2026-12-02T18:00", start: "2026-12-20T15:00", end: "2026-12-20T17:00", place: null, cancelled: false },
  ]);
  expect(nextOccurrence(of, "2026-12-03")?.start).toBe("2026-12-16T18:00");
});

test("C7 · what lasts for days is found on each of them", () => {
  const camp = series("2026-12-07", null, [], "2026-12-11");
  for (const day of ["2026-12-07", "2026-12-09", "2026-12-11"]) expect(starts(camp, day, day)).toEqual(["2026-12-07"]);
  for (const day of ["2026-12-06", "2026-12-12"]) expect(starts(camp, day, day)).toEqual([]);
});

test("C6 · whatever the series and the window: in order, inside, at its own time, and the same as counted day by day", () => {
  const day = fc.integer({ min: 20_454, max: 21_500 }).map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
  const recurrence = fc.record({
    freq: fc.constantFrom("weekly" as const, "monthly" as const),
    interval: fc.integer({ min: 1, max: 6 }),
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 3 }),
    on: fc.constantFrom("day" as const, "weekday" as const, "last" as const),
    until: fc.option(day),
  });
  fc.assert(
    fc.property(day, recurrence, day, fc.integer({ min: 0, max: 90 }), (start, rule, from, length) => {
      const of = series(`${start}T09:30`, rule);
      const to = new Date(Date.parse(from) + length * 86_400_000).toISOString().slice(0, 10);
      const whole = starts(of, from, to);
      expect(whole).toEqual([...new Set(whole)].sort());
      const each: string[] = [];
      for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) {
        const one = new Date(at).toISOString().slice(0, 10);
        each.push(...starts(of, one, one));
      }
      expect(each).toEqual(whole);
      for (const at of whole) {
        expect(at.slice(10)).toBe("T09:30");
        expect(at.slice(0, 10) >= start && (rule.until === null || at.slice(0, 10) <= rule.until)).toBe(true);
      }
    }),
  );
});

test("C3 · whatever stands in its place, a recurrence is read or is none", () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      const read = readRecurrence(value);
      if (read) expect(readRecurrence(JSON.parse(JSON.stringify(read)))).toEqual(read);
    }),
  );
  for (const value of [
    { ...weekly, interval: 0 },
    { ...weekly, days: [8] },
    { ...weekly, until: "2026-02-30" },
  ])
    expect(readRecurrence(value)).toBeNull();
  expect(isDay("2026-02-29")).toBe(false);
});
