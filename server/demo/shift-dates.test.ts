import { expect, test } from "vitest";
import { shiftFrom } from "./shift-dates";

const at = (text: string) => shiftFrom(new Date(text));

test("T24 · the main weekend is the first one at least 28 days ahead", () => {
  expect(at("2026-11-24T12:00:00Z").day("2015-11-28")).toBe("2026-12-26");
  expect(at("2026-11-28T12:00:00Z").day("2015-11-28")).toBe("2026-12-26");
  expect(at("2026-11-29T12:00:00Z").day("2015-11-28")).toBe("2027-01-02");
  // Just past midnight in Paris, still the day before in UTC.
  expect(at("2026-11-28T23:30:00Z").day("2015-11-28")).toBe("2027-01-02");
});

test("T24 · days of the week stay, and so do the hours on the clock on both sides of a change of hour", () => {
  for (const now of ["2026-01-15T12:00:00Z", "2026-02-25T12:00:00Z", "2026-05-01T12:00:00Z", "2026-09-20T12:00:00Z"]) {
    const shift = at(now);
    expect(new Date(`${shift.day("2015-11-28")}T12:00Z`).getUTCDay()).toBe(6);
    expect(shift.wallClock("2015-11-29T08:30:00+01:00").slice(10)).toBe("T08:30");
    expect(shift.wallClock("2015-10-03T09:30:00+02:00").slice(10)).toBe("T09:30");
    const ahead = Date.parse(`${shift.day("2015-11-28")}T12:00Z`) - Date.parse(now);
    expect(ahead / 86_400_000).toBeGreaterThanOrEqual(28);
    expect(ahead / 86_400_000).toBeLessThan(35);
  }
});

test("T24 · dates in texts are written out, a range once", () => {
  const shift = at("2026-11-24T12:00:00Z");
  expect(shift.text("Car n° 1 ({{2015-11-29}})")).toBe("Car n° 1 (27 décembre)");
  expect(shift.text("Car de nuit {{2015-11-28/2015-11-29}}")).toMatch(/^Car de nuit 26.27 décembre$/u);
  expect(shift.text("{{2015-11-29/2015-11-30}}, {{2015-12-12}}")).toMatch(/^27.28 décembre, 9 janvier$/u);
  expect(shift.text("sans date")).toBe("sans date");
});
