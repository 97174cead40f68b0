import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { isWallClock, toWallClock, zone } from "./wall-clock";

test("wall-clock times are those that clocks in Paris show, through the changes to summer time and back", () => {
  let [shown, wrong] = [0, 0];
  const end = Date.UTC(2028, 0, 1);
  for (let at = Date.UTC(2026, 0, 1); at < end; at += 30 * 60_000) {
    const read = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime();
    if (toWallClock(new Date(at)) !== read.toString({ smallestUnit: "minute" })) wrong += 1;
    const typed = new Date(at).toISOString().slice(0, 16);
    const exists = Temporal.PlainDateTime.from(typed)
      .toZonedDateTime(zone)
      .toPlainDateTime()
      .toString()
      .startsWith(typed);
    if (isWallClock(typed) !== exists) wrong += 1;
    if (exists) shown += 1;
  }
  expect(wrong).toBe(0);
  // Two years, each with one hour that no clock shows.
  expect(shown).toBe(48 * 365 * 2 - 2 * 2);
});

test("what no calendar and no clock has is no wall-clock time", () => {
  const none = ["2026-02-30T08:00", "2026-13-01T08:00", "2026-12-29T24:00", "1999-12-29T08:00", "8 h 30", "", null, 8];
  for (const value of none) expect(isWallClock(value), String(value)).toBe(false);
});
