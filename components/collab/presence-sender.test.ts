import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PresenceSender } from "./presence-sender";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function sender() {
  const sent: string[] = [];
  const hand = new PresenceSender(({ rowId, field }) => sent.push(`${rowId}.${field} at ${Date.now() - start}`));
  const start = Date.now();
  return { sent, hand };
}

test("T66 · positions leave at most once a second, and the last one always arrives", () => {
  const { sent, hand } = sender();
  for (let step = 0; step <= 24; step++) {
    hand.move({ rowId: "r", field: `f${step}` });
    vi.advanceTimersByTime(100);
  }
  vi.advanceTimersByTime(5000);
  expect(sent).toEqual(["r.f0 at 0", "r.f9 at 1000", "r.f19 at 2000", "r.f24 at 3000"]);
});

test("T66 · after a second of rest the next move leaves at once; standing still sends nothing", () => {
  const { sent, hand } = sender();
  hand.move({ rowId: "r", field: "seats" });
  vi.advanceTimersByTime(1500);
  hand.move({ rowId: "r", field: "seats" });
  hand.move({ rowId: "r", field: "place" });
  hand.move({ rowId: "r", field: "seats" });
  hand.move({ rowId: "r", field: "place" });
  vi.advanceTimersByTime(3000);
  expect(sent).toEqual(["r.seats at 0", "r.place at 1500"]);
});

test("T66 · who has left the page sends nothing any more", () => {
  const { sent, hand } = sender();
  hand.move({ rowId: "r", field: "seats" });
  hand.move({ rowId: "r", field: "place" });
  hand.destroy();
  vi.advanceTimersByTime(5000);
  expect(sent).toHaveLength(1);
});
