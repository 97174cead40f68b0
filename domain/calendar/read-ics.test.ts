import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { icsFile } from "@/domain/kernel/ics";
import { createAgendaUndo, readEntries } from "./agenda";
import { icsEntries } from "./ics-entry";
import { importDates, isThere } from "./import-dates";
import { projectEntry } from "./projection";
import { readIcs } from "./read-ics";
import { occurrences } from "./recurrence";
import { personId, testEntry } from "./testing-entries";

const file = (...lines: string[]) =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "UID:a", ...lines, "END:VEVENT", "END:VCALENDAR"].join("\r\n");
const read = (...lines: string[]) => readIcs(file(...lines))?.[0];

describe("C34 · a calendar file of elsewhere is read as our agenda would say it", () => {
  test.each([
    [
      "a time without zone",
      ["DTSTART:20261128T100000", "DTEND:20261128T120000"],
      "2026-11-28T10:00",
      "2026-11-28T12:00",
    ],
    ["the hour of Greenwich", ["DTSTART:20260714T080000Z", "DURATION:PT90M"], "2026-07-14T10:00", "2026-07-14T11:30"],
    ["whole days", ["DTSTART;VALUE=DATE:20261128", "DTEND;VALUE=DATE:20261130"], "2026-11-28", "2026-11-29"],
    ["one whole day", ["DTSTART;VALUE=DATE:20261128"], "2026-11-28", null],
  ])("%s", (_, lines, start, end) => {
    expect(read(...lines)).toMatchObject({ start, end, recurrence: null });
  });

  test.each([
    ["RRULE:FREQ=WEEKLY;BYDAY=SA,WE", { freq: "weekly", days: [3, 6] }],
    ["RRULE:FREQ=MONTHLY;BYDAY=4SA", { freq: "monthly", on: "weekday" }],
    ["RRULE:FREQ=MONTHLY;BYDAY=-1SA", { freq: "monthly", on: "last" }],
    ["RRULE:FREQ=WEEKLY;COUNT=3", { freq: "weekly", until: "2026-12-12" }],
    ["RRULE:FREQ=DAILY;UNTIL=20261201T225900Z", { freq: "weekly", until: "2026-12-01" }],
  ])("%s", (rule, recurrence) => {
    expect(read("DTSTART:20261128T100000", rule)).toMatchObject({ recurrence, onlyFirst: false });
  });

  test("of a rule that we cannot say, the first time only, and that is said", () => {
    expect(read("DTSTART:20261128T100000", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=-1SA")).toMatchObject({
      recurrence: null,
      onlyFirst: true,
    });
  });

  test("a file of ours comes back as it was: series, moved and cancelled times", () => {
    const entry = testEntry({
      recurrence: { freq: "weekly", interval: 2, days: [], on: "day", until: "2027-04-30" },
      exceptions: [
        {
          at: "2026-12-12T10:00",
          cancelled: false,
          start: "2026-12-13T11:00",
          end: "2026-12-13T12:00",
          place: "Mairie",
        },
        { at: "2026-12-26T10:00", cancelled: true, start: "", end: "", place: "" },
      ],
    });
    const values = projectEntry(entry, { people: new Set([personId]), facts: null, beyondLimit: false }, null);
    if (!values?.start) throw new Error("no values");
    const facts = { uid: "e@x", revision: 1, changedAt: new Date(0), cancelled: false, url: "https://x" };
    const [back] = readIcs(icsFile(icsEntries(values, facts), new Date(0))) ?? [];
    if (!back) throw new Error("nothing read");
    const times = (series: Parameters<typeof occurrences>[0]) =>
      occurrences(series, "2026-11-01", "2027-06-01").map(({ at, start, end, cancelled }) => [
        at,
        start,
        end,
        cancelled,
      ]);
    expect(times(back)).toEqual(times({ ...values, start: values.start }));
  });
});

test("C34 · what is no calendar file is none; what is wrong in one is left out", () => {
  for (const text of ["", "<html>", "BEGIN:VCALENDAR", "BEGIN:VEVENT\r\nEND:VEVENT", "x".repeat(1_000_001)])
    expect(readIcs(text), text.slice(0, 20)).toBeNull();
  expect(readIcs(file("DTSTART:demain", "SUMMARY:x"))).toEqual([]);
  expect(readIcs(file("SUMMARY:sans date"))).toEqual([]);
  const long = read("DTSTART:20261128T100000", `SUMMARY:${"é".repeat(5000)}`);
  expect(long?.title.length).toBe(200);
});

test("C35 · what is imported is one step to undo, stands for members only, and is known the next time", () => {
  const doc = new Y.Doc();
  const undo = createAgendaUndo(doc);
  const events =
    readIcs(
      file("DTSTART:20261128T100000", "SUMMARY:Marché", "RRULE:FREQ=WEEKLY", "EXDATE:20261205T100000").replace(
        "END:VCALENDAR",
        "BEGIN:VEVENT\r\nUID:b\r\nDTSTART:20261129T100000\r\nSUMMARY:Fête\r\nEND:VEVENT\r\nEND:VCALENDAR",
      ),
    ) ?? [];
  expect(events.map((event) => isThere(event, readEntries(doc)))).toEqual([false, false]);
  expect(importDates(doc, events)).toEqual({ ok: true, value: 2 });
  expect(readEntries(doc).map(({ title, visibility, exceptions }) => [title, visibility, exceptions.length])).toEqual([
    ["Marché", "members", 1],
    ["Fête", "members", 0],
  ]);
  expect(events.map((event) => isThere(event, readEntries(doc)))).toEqual([true, true]);
  undo.undo();
  expect(readEntries(doc)).toEqual([]);
});
