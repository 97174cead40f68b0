import { expect, test } from "vitest";
import { icsFile } from "./ics";

const entry = {
  uid: "b1@example.org",
  start: new Date("2026-12-12T06:15:00Z"),
  end: new Date("2026-12-12T09:45:00Z"),
  title: "Car n° 2, Lille ; Paris\nALARME",
  place: "Lille, Grand Palais",
  url: "https://example.org/lille",
};

test("a title cannot bring a line of its own into the file", () => {
  const lines = icsFile([entry], new Date("2026-11-24T12:00:00Z")).split("\r\n");
  expect(lines).toContain("SUMMARY:Car n° 2\\, Lille \\; Paris\\nALARME");
  expect(lines).toContain("DTSTART:20261212T061500Z");
  expect(lines.some((line) => line.startsWith("ALARME"))).toBe(false);
});

test("lines are folded at 75 bytes, between signs", () => {
  const text = icsFile([{ ...entry, title: "é".repeat(200) }], new Date());
  for (const line of text.split("\r\n")) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  expect(text.replaceAll("\r\n ", "")).toContain("é".repeat(200));
});
