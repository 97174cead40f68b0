import { expect, test } from "vitest";
import { lastDigest } from "./digest";

test.each([
  ["2026-11-27T06:00:00Z", "2026-11-27T06:00:00Z"],
  ["2026-11-27T05:59:59Z", "2026-11-26T06:00:00Z"],
  ["2026-07-14T05:00:00Z", "2026-07-14T05:00:00Z"],
  // Clocks go back in the night of the 25th of October, forward in that of the 28th of March.
  ["2026-10-25T05:30:00Z", "2026-10-24T05:00:00Z"],
  ["2026-10-25T06:00:00Z", "2026-10-25T06:00:00Z"],
  ["2027-03-28T05:00:00Z", "2027-03-28T05:00:00Z"],
  ["2027-01-01T00:30:00Z", "2026-12-31T06:00:00Z"],
])("N11 · at %s daily mails were last due at %s: seven by the clock in Paris", (until, due) => {
  expect(lastDigest(new Date(until))).toEqual(new Date(due));
});
