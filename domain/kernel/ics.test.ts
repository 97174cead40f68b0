import { expect, test } from "vitest";
import { type IcsEntry, icsFile } from "./ics";

const entry: IcsEntry = {
  uid: "b1@example.org",
  sequence: 4,
  cancelled: false,
  start: new Date("2026-12-12T06:15:00Z"),
  end: new Date("2026-12-12T09:45:00Z"),
  title: "Car n° 2, Lille ; Paris\nALARME",
  place: "Lille, Grand Palais",
  url: "https://example.org/lille",
};
const linesOf = (change: Partial<IcsEntry> = {}, now = new Date("2026-11-24T12:00:00Z")) =>
  icsFile([{ ...entry, ...change }], now).split("\r\n");

test("S34 · an entry keeps its id, carries its number, and says when it is cancelled", () => {
  expect(linesOf()).toEqual(expect.arrayContaining(["UID:b1@example.org", "SEQUENCE:4", "STATUS:CONFIRMED"]));
  expect(linesOf({ cancelled: true, sequence: 5 })).toEqual(
    expect.arrayContaining(["UID:b1@example.org", "SEQUENCE:5", "STATUS:CANCELLED"]),
  );
  const head = linesOf().slice(0, 5);
  expect(head).toEqual([
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Cortege//FR",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
  ]);
});

test("S34 · times are those of Paris, whose rules come with the file", () => {
  const lines = linesOf();
  expect(lines).toContain("DTSTART;TZID=Europe/Paris:20261212T071500");
  expect(lines).toContain("DTEND;TZID=Europe/Paris:20261212T104500");
  expect(lines.indexOf("END:VTIMEZONE")).toBeLessThan(lines.indexOf("BEGIN:VEVENT"));
  expect(linesOf({ start: new Date("2027-07-14T06:15:00Z") })).toContain("DTSTART;TZID=Europe/Paris:20270714T081500");
  expect(lines).toContain("DTSTAMP:20261124T120000Z");
});

test("S34 · in the hour that comes twice, the second one is not taken for the first", () => {
  expect(linesOf({ start: new Date("2027-10-31T00:30:00Z") })).toContain("DTSTART;TZID=Europe/Paris:20271031T023000");
  expect(linesOf({ start: new Date("2027-10-31T01:30:00Z") })).toContain("DTSTART:20271031T013000Z");
});

test("S34 · a title cannot bring a line of its own into the file", () => {
  const lines = linesOf();
  expect(lines).toContain("SUMMARY:Car n° 2\\, Lille \\; Paris\\nALARME");
  expect(lines.some((line) => line.startsWith("ALARME"))).toBe(false);
  expect(linesOf({ title: "a\\b\u0000\u0007\rc\u0085" })).toContain("SUMMARY:a\\\\b\\nc");
});

test("S34 · lines are folded at 75 bytes, between signs", () => {
  const text = icsFile([{ ...entry, title: "é".repeat(200), place: "🚲".repeat(60) }], new Date());
  for (const line of text.split("\r\n")) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  expect(text.replaceAll("\r\n ", "")).toContain("é".repeat(200));
  expect(text.replaceAll("\r\n ", "")).toContain("🚲".repeat(60));
  expect(text.endsWith("END:VCALENDAR\r\n")).toBe(true);
});
