import { expect, test } from "vitest";
import {
  dayAndMonth,
  daySpan,
  daysBetween,
  parisDay,
  shortDay,
  spokenDay,
  spokenSpan,
  spokenTime,
} from "./spoken-date";

const at = new Date("2026-12-12T06:15:00Z");

test("hours are said as in French, with hard spaces", () => {
  expect(spokenTime(at, "fr")).toBe("7\u00a0h\u00a015");
  expect(spokenTime(new Date("2026-12-12T13:00:00Z"), "fr")).toBe("14\u00a0h");
  expect(spokenTime(at, "en")).toBe("7:15");
});

test("days are those of Paris", () => {
  expect(spokenDay(at, "fr")).toBe("samedi 12 décembre");
  expect(dayAndMonth(at, "fr")).toBe("12\u00a0décembre");
  expect(parisDay(new Date("2026-12-11T23:30:00Z"))).toBe("2026-12-12");
});

test("days between are counted by the calendar, across the change of hour", () => {
  expect(daysBetween(new Date("2026-10-24T21:59:00Z"), new Date("2026-10-26T00:00:00Z"))).toBe(2);
  expect(daysBetween(at, at)).toBe(0);
});

test("a stretch of days names each month once", () => {
  expect(daySpan("2026-11-28", "2026-11-29", "fr")).toEqual({ days: "28–29", month: "nov." });
  expect(daySpan("2026-12-12", "2026-12-12", "fr", "long")).toEqual({ days: "12", month: "décembre" });
  expect(daySpan("2026-11-30", "2026-12-02", "fr")).toEqual({ days: "30–2", month: "nov.–déc." });
});

test("in a line each end of a stretch has its own month, and the first day of a month is said so in French", () => {
  expect(spokenSpan("2026-12-26", "2026-12-27", "fr")).toBe("26–27\u00a0décembre");
  expect(spokenSpan("2026-10-31", "2026-11-01", "fr")).toBe("31\u00a0octobre – 1er\u00a0novembre");
  expect(spokenSpan("2026-10-31", "2026-11-01", "en")).toBe("31\u00a0October – 1\u00a0November");
  expect(spokenSpan("2027-01-01", "2027-01-01", "fr")).toBe("1er\u00a0janvier");
  expect(shortDay(new Date("2027-01-01T12:00:00Z"), "fr")).toBe("1er\u00a0janv.");
  expect(shortDay(at, "en")).toBe("12\u00a0Dec");
  expect(spokenDay(new Date("2027-01-01T12:00:00Z"), "fr")).toBe("vendredi 1er janvier");
  expect(spokenDay(new Date("2027-01-11T12:00:00Z"), "fr")).toBe("lundi 11 janvier");
});
