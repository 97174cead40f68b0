import { describe, expect, it } from "vitest";
import type { TripFigures } from "./trip-figures";
import { rereadIn, withNumbers } from "./use-live-figures";

const trip: TripFigures = {
  rowId: "r",
  tripId: "t",
  seats: 51,
  taken: 50,
  free: 1,
  waiting: 0,
  cancelReason: null,
  publicHref: "/x",
  aboardHref: null,
  bookable: true,
  mine: null,
  brief: null,
  facts: null,
};
const numbers = { total: 51, free: 1, outbound: 1, return: 1, partly: 0, waiting: 0, status: "open" } as const;

describe("numbers heard while the sheet is open", () => {
  it("keeps the trip itself while nothing moved", () => {
    expect(withNumbers(trip, numbers)).toBe(trip);
    expect(withNumbers(trip, undefined)).toBe(trip);
  });

  it("counts a seat that goes, and who waits", () => {
    expect(withNumbers(trip, { ...numbers, free: 0, waiting: 2 })).toMatchObject({ taken: 51, free: 0, waiting: 2 });
  });

  it("judges seats by what was just heard", () => {
    const facts = { taken: 50, waiting: 0 } as NonNullable<TripFigures["facts"]>;
    const heard = withNumbers({ ...trip, facts }, { ...numbers, free: 0, waiting: 2 });
    expect(heard.facts).toMatchObject({ taken: 51, waiting: 2 });
  });

  it("T73 · reads the page again soon for a trip that comes, closes or is called off, and late for a seat that goes", () => {
    const later = rereadIn([trip], { t: { ...numbers, free: 0 } }) ?? 0;
    expect(later).toBeGreaterThanOrEqual(30_000);
    expect(rereadIn([trip], { t: { ...numbers, free: 0 }, other: numbers })).toBeLessThan(later / 5);
    expect(rereadIn([trip], { t: { ...numbers, status: "cancelled" } })).toBeLessThan(later / 5);
    expect(rereadIn([trip], { t: { ...numbers, status: "closed" } })).toBeLessThan(later / 5);
    expect(rereadIn([trip], { t: numbers })).toBeNull();
  });

  it("does not forget that more are taken than there are seats", () => {
    const over = { ...trip, taken: 53, free: 0 };
    expect(withNumbers(over, { ...numbers, free: 0 })).toBe(over);
  });
});
