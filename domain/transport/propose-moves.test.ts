import { describe, expect, test } from "vitest";
import { proposeMoves } from "./propose-moves";

const rider = (id: string, party: number, hour: number) => ({ id, party, askedAt: new Date(2026, 10, 1, hour) });

describe("whom to ask to take another trip", () => {
  test("T16 · the last to have asked come first, and no more than are too many", () => {
    const riders = [rider("first", 1, 8), rider("third", 1, 12), rider("second", 2, 10)];
    const moves = proposeMoves(riders, [{ id: "car", free: 9 }], 2);
    expect(moves.map((move) => [move.rider.id, move.to?.id])).toEqual([
      ["third", "car"],
      ["second", "car"],
    ]);
  });

  test("T16 · a party goes where all of it fits, and a seat is proposed once", () => {
    const riders = [rider("pair", 2, 12), rider("one", 1, 11), rider("other", 1, 10)];
    const trips = [
      { id: "car", free: 1 },
      { id: "minibus", free: 2 },
    ];
    const moves = proposeMoves(riders, trips, 4);
    expect(moves.map((move) => move.to?.id ?? null)).toEqual(["minibus", "car", null]);
  });

  test("T16 · nothing is proposed while nobody is too many", () => {
    expect(proposeMoves([rider("one", 1, 8)], [{ id: "car", free: 3 }], 0)).toEqual([]);
  });
});
