import { expect, test } from "vitest";
import { mayEditSheet, mayRunEveryTrip, maySeeSheet } from "./access";

test("T23 · members and coordinators edit the sheet, participants see it, others do neither", () => {
  const given = [null, "participant", "member", "coordinator"] as const;
  expect(given.map(mayEditSheet)).toEqual([false, false, true, true]);
  expect(given.map(maySeeSheet)).toEqual([false, true, true, true]);
  expect(given.map(mayRunEveryTrip)).toEqual([false, false, false, true]);
});
