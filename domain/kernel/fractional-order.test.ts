import fc from "fast-check";
import { expect, test } from "vitest";
import { isOrder, orderBetween, spreadOrders } from "./fractional-order";

test("T4 · between any two places there is a third, wherever one inserts", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 300 }), (picks) => {
      const orders: string[] = [];
      for (const pick of picks) {
        const at = pick % (orders.length + 1);
        const order = orderBetween(orders[at - 1] ?? "", orders[at] ?? "");
        expect(order).not.toBeNull();
        orders.splice(at, 0, order ?? "");
      }
      expect(orders).toEqual([...new Set(orders)].sort());
      expect(orders.every(isOrder)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test("T4 · appending 500 times keeps the values short", () => {
  let last = "";
  for (let count = 0; count < 500; count++) last = orderBetween(last, "") ?? "";
  expect(last.length).toBeLessThan(8);
});

test("T4 · nothing is invented between equal or foreign values", () => {
  expect(orderBetween("V", "V")).toBeNull();
  expect(orderBetween("W", "V")).toBeNull();
  expect(orderBetween("é", "")).toBeNull();
  expect(orderBetween("0", "")).toBeNull();
});

test("T4 · a spread list is in order and leaves room", () => {
  const orders = spreadOrders(500);
  expect(orders).toEqual([...new Set(orders)].sort());
  for (const [index, order] of orders.entries()) expect(orderBetween(orders[index - 1] ?? "", order)).not.toBeNull();
});
