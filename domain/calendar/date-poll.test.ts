import { expect, test } from "vitest";
import { best, pollOptionsIn, replySchema, tally } from "./date-poll";

test("D3 · words are counted, and the dates that suit most are named: by yes, then by « si besoin »", () => {
  expect(tally(["yes", "no", "maybe", "yes"])).toEqual({ yes: 2, maybe: 1, no: 1 });
  const option = (id: string, yes: number, maybe: number) => ({ id, tally: { yes, maybe, no: 0 } });
  const named = (...options: ReturnType<typeof option>[]) => best(options).map(({ id }) => id);
  expect(named(option("a", 2, 5), option("b", 3, 0))).toEqual(["b"]);
  expect(named(option("a", 3, 1), option("b", 3, 0))).toEqual(["a"]);
  expect(named(option("a", 3, 1), option("b", 3, 1), option("c", 0, 9))).toEqual(["a", "b"]);
  expect(named(option("a", 0, 0), option("b", 0, 0))).toEqual([]);
});

test("D1 · empty rows of the form count for nothing, the same date once, half a date is none", () => {
  const rows = { day0: "2027-04-02", time0: "18:30", day3: "2027-04-01", time3: "20:00", day4: "", time4: "" };
  expect(pollOptionsIn(rows)).toEqual(["2027-04-01T20:00", "2027-04-02T18:30"]);
  expect(pollOptionsIn({ ...rows, day5: "2027-04-01", time5: "20:00" })).toHaveLength(2);
  expect(pollOptionsIn({ ...rows, day5: "2027-04-01" })).toBeNull();
  expect(pollOptionsIn({ ...rows, day5: "2027-02-30", time5: "20:00" })).toBeNull();
  // Clocks go from 2 to 3 that night.
  expect(pollOptionsIn({ ...rows, day5: "2027-03-28", time5: "02:30" })).toBeNull();
});

test("D2 · each date wants its word", () => {
  const schema = replySchema(["one", "two"]);
  expect(schema.safeParse({ firstName: "Ada", one: "yes", two: "maybe" }).success).toBe(true);
  expect(schema.safeParse({ firstName: "Ada", one: "yes" }).success).toBe(false);
  expect(schema.safeParse({ firstName: "Ada", one: "yes", two: "perhaps" }).success).toBe(false);
  expect(schema.safeParse({ firstName: " ", one: "yes", two: "no" }).success).toBe(false);
});
