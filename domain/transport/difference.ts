import { type Change, difference, thingChanges } from "@/domain/kernel/change";
import type { SheetRow } from "./schema";

/** How a change names the amount "pay what you can". */
export const freeAmount = "free";

/** What became of one row, in the order of its fields; `before` null: it was not there. */
export function rowChanges(before: SheetRow | null, after: SheetRow): Change[] {
  return thingChanges(before && spoken(before), spoken(after));
}

/** What would change if a sheet that reads `now` read `then` instead. What is removed in both is passed over. */
export function sheetDifference(now: readonly SheetRow[], then: readonly SheetRow[]): Change[] {
  return difference(now, then, rowChanges);
}

/** An amount that is null says something: pay what you can. */
function spoken(row: SheetRow) {
  return { ...row, prices: row.prices.map((price) => ({ ...price, amount: price.amount ?? freeAmount })) };
}
