import { expect, test } from "vitest";
import type { SheetRow } from "@/domain/transport/schema";
import { id, row, stops } from "@/domain/transport/testing-rows";
import type { SheetDay } from "./sheet-days";
import { type SheetSort, sortDays } from "./sheet-sort";

const rows = [
  row({ id: id("1"), title: "Car 10", seats: 9, state: "closed" }),
  row({ id: id("2"), title: "car 2", seats: "douze", state: "open" }),
  row({ id: id("3"), title: "Écluse", seats: null, state: "draft", outbound: [] }),
  row({ id: id("4"), title: "Dunes", seats: 53, outbound: stops([id("5"), "Lens", "2026-12-28T23:00"]) }),
];
const day = { departure: null, rows, totals: { trips: 0, seats: 0, taken: 0, free: 0, waiting: 0 } } satisfies SheetDay;
const context = { figures: new Map(), choicesOf: () => [], locale: "fr" };

function sorted(sort: SheetSort | null, given: readonly SheetRow[] = rows): string {
  return sortDays([{ ...day, rows: given }], sort, context)
    .flatMap((each) => each.rows.map((one) => one.id[0]))
    .join("");
}

test("T67 · names by the alphabet, numbers as numbers, times by the clock, states in their order", () => {
  expect(sorted({ by: "title", down: false })).toBe("2143");
  expect(sorted({ by: "seats", down: false })).toBe("1423");
  expect(sorted({ by: "departs", down: false })).toBe("4123");
  expect(sorted({ by: "state", down: false })).toBe("3241");
});

test("T67 · what is empty or wrong stays last when reversed, and equal rows keep the sheet's order", () => {
  expect(sorted({ by: "seats", down: true })).toBe("4123");
  expect(sorted({ by: "place", down: true })).toBe("1243");
  expect(sorted({ by: "mode", down: false })).toBe("1234");
});

test("T67 · unsorted days are the very same", () => {
  const days = [day];
  expect(sortDays(days, null, context)).toBe(days);
});
