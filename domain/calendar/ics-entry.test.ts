import ICAL from "ical.js";
import { describe, expect, test } from "vitest";
import { icsFile } from "@/domain/kernel/ics";
import type { EntryValues } from "./entry-issues";
import { icsEntries, occurrenceAt } from "./ics-entry";
import { occurrences, type Recurrence } from "./recurrence";

const facts = {
  uid: "e1@example.org",
  revision: 3,
  changedAt: new Date("2026-11-24T12:00:00Z"),
  cancelled: false,
  url: "https://example.org/lille/agenda/e1",
};
const weekly: Recurrence = { freq: "weekly", interval: 1, days: [], on: "day", until: null };
const values: EntryValues & { start: string } = {
  kind: "meeting",
  title: "Permanence ; à l’étage, \n au fond",
  notes: "Appeler une personne",
  bring: "",
  start: "2026-10-14T18:00",
  end: "2026-10-14T20:00",
  place: "Maison",
  address: "Lille",
  lead: null,
  helpers: null,
  visibility: "public",
  due: null,
  owner: null,
  state: "todo",
  partOf: null,
  recurrence: weekly,
  exceptions: [],
  removed: false,
};

/** What another program reads in the file: each time by the clock in Paris, as ours says it. */
function readBack(entry: EntryValues, from: string, to: string, cancelled = false) {
  const file = icsFile(icsEntries(entry, { ...facts, cancelled }), new Date(), { name: "Lille", everyHours: 4 });
  const calendar = new ICAL.Component(ICAL.parse(file));
  const zone = calendar.getFirstSubcomponent("vtimezone");
  if (zone) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  const all = calendar.getAllSubcomponents("vevent").map((component) => new ICAL.Event(component));
  const [series] = all;
  if (!series) throw new Error("no event in the file");
  for (const one of all.slice(1)) series.relateException(one);
  const words = (time: ICAL.Time) => (time.isDate ? time.toString() : time.toString().slice(0, 16));
  const found: { at: string; start: string; end: string; place: string; cancelled: boolean; instant: number }[] = [];
  const iterator = series.iterator();
  for (let next = iterator.next(), count = 0; next && count < 400; next = iterator.next(), count++) {
    const { item, startDate, endDate, recurrenceId } = series.getOccurrenceDetails(next);
    const start = words(startDate);
    if (start.slice(0, 10) < from || start.slice(0, 10) > to) {
      if (words(next).slice(0, 10) > to) break;
      continue;
    }
    found.push({
      at: words(recurrenceId),
      start,
      end: words(endDate),
      place: item.location,
      cancelled: String(item.component.getFirstPropertyValue("status")) === "CANCELLED",
      instant: startDate.toJSDate().getTime(),
    });
  }
  return { found, series, file };
}

const rules: [string, Partial<EntryValues> & { start: string }][] = [
  ["every week", { start: "2026-10-14T18:00" }],
  ["every other week, on two days", { start: "2026-10-14T18:00", recurrence: { ...weekly, interval: 2, days: [5] } }],
  ["until a day", { start: "2026-10-14T18:00", recurrence: { ...weekly, until: "2026-12-02" } }],
  [
    "on the same day of the month",
    { start: "2026-08-31T18:00", end: null, recurrence: { ...weekly, freq: "monthly" } },
  ],
  [
    "on the second Saturday",
    { start: "2026-10-10T14:00", end: "2026-10-10T16:30", recurrence: { ...weekly, freq: "monthly", on: "weekday" } },
  ],
  [
    "on the last Sunday, in the night of the change of hour",
    { start: "2026-10-25T02:30", end: "2026-10-25T04:00", recurrence: { ...weekly, freq: "monthly", on: "last" } },
  ],
  ["whole days", { start: "2026-10-17", end: "2026-10-18", recurrence: weekly }],
];

describe("C11 · a file read back by another program says the same times, across the change of hour", () => {
  test.each(rules)("%s", (_, change) => {
    const entry = { ...values, ...change };
    const [from, to] = [entry.start.slice(0, 10), "2027-06-30"];
    const ours = occurrences(entry, from, to);
    expect(ours.length).toBeGreaterThan(5);
    const { found } = readBack(entry, from, to);
    expect(found.map(({ start }) => start)).toEqual(ours.map(({ start }) => start));
  });
});

test("C11 · an hour by the clock stays that hour when summer time ends", () => {
  const { found } = readBack(values, "2026-10-21", "2026-10-28");
  expect(found.map(({ start, end }) => [start, end])).toEqual([
    ["2026-10-21T18:00", "2026-10-21T20:00"],
    ["2026-10-28T18:00", "2026-10-28T20:00"],
  ]);
  expect(found.map(({ instant }) => new Date(instant).toISOString())).toEqual([
    "2026-10-21T16:00:00.000Z",
    "2026-10-28T17:00:00.000Z",
  ]);
});

test("C11 · a time that was moved, and one that was taken out, say so", () => {
  const entry = {
    ...values,
    exceptions: [
      { at: "2026-10-21T18:00", cancelled: false, start: "2026-10-22T19:00", end: "2026-10-22T21:00", place: "Mairie" },
      { at: "2026-10-28T18:00", cancelled: true, start: "", end: "", place: "" },
    ],
  };
  const { found } = readBack(entry, "2026-10-14", "2026-11-04");
  expect(found.map(({ start, place, cancelled }) => [start, place, cancelled])).toEqual([
    ["2026-10-14T18:00", "Maison, Lille", false],
    ["2026-10-22T19:00", "Mairie", false],
    ["2026-10-28T18:00", "Maison, Lille", true],
    ["2026-11-04T18:00", "Maison, Lille", false],
  ]);
  expect(occurrenceAt(entry, "2026-10-21T18:00")?.start).toBe("2026-10-22T19:00");
});

test("C12 · a file keeps its id, counts its changes, and says what is cancelled; no word that members wrote below the title", () => {
  const { series, file } = readBack(values, "2026-10-14", "2026-10-20");
  expect([series.uid, series.sequence, series.summary]).toEqual(["e1@example.org", 3, values.title]);
  expect(String(series.component.getFirstPropertyValue("last-modified"))).toBe("2026-11-24T12:00:00Z");
  expect(file).not.toContain("Appeler");
  for (const line of ["REFRESH-INTERVAL;VALUE=DURATION:PT4H", "X-PUBLISHED-TTL:PT4H"]) expect(file).toContain(line);
  expect(readBack(values, "2026-10-14", "2026-10-20", true).file).toContain("STATUS:CANCELLED");
});

test("C12 · whole days end, in the file, when the next one begins; a task stands on the day it is due", () => {
  const days = icsFile(
    icsEntries({ ...values, recurrence: null, start: "2026-11-28", end: "2026-11-29" }, facts),
    new Date(),
  );
  expect(days).toContain("DTSTART;VALUE=DATE:20261128");
  expect(days).toContain("DTEND;VALUE=DATE:20261130");
  const task = icsFile(icsEntries({ ...values, kind: "task", due: "2026-11-28" }, facts), new Date());
  expect(task).toContain("DTSTART;VALUE=DATE:20261128");
});
