import { describe, expect, test } from "vitest";
import { drawSeats, inTenUnits, type SeatKind } from "./seats-drawing";

const marks = (path: string) => path.split("M").length - 1;

describe("the drawing of seats", () => {
  test.each([
    ["coach", 51, 37, 131.5],
    ["coach", 49, 0, 122.5],
    ["coach", 57, 57, 140.5],
    ["coach", 53, 40, 131.5],
    ["train", 30, 18, 94.5],
    ["train", 50, 18, 151.5],
    ["file", 40, 17, 103.5],
  ] as const)("%s of %i with %i taken is as wide as in the catalogue", (kind, total, taken, width) => {
    const drawing = drawSeats(kind, { total, taken });
    expect(drawing.view.width).toBe(width);
    expect(marks(drawing.paths.taken)).toBe(taken);
    expect(marks(drawing.paths.free)).toBe(total - taken);
  });

  test("up to nine, each chair is drawn, whatever the vehicle", () => {
    for (const kind of ["coach", "train", "file"] satisfies SeatKind[]) {
      const drawing = drawSeats(kind, { total: 4, taken: 1, mine: 2 });
      expect(drawing.view).toEqual({ x: 0, y: 0, width: 92, height: 21 });
      // A chair is two strokes: its back and its seat.
      expect([drawing.paths.taken, drawing.paths.mine, drawing.paths.free].map(marks)).toEqual([2, 4, 2]);
    }
  });

  test("seats fill from the rear: taken, mine, offered, free", () => {
    const { paths } = drawSeats("coach", { total: 10, taken: 5, mine: 1, held: 1 });
    expect(marks(paths.taken)).toBe(5);
    expect(paths.taken.startsWith("M0.75 0.75h5")).toBe(true);
    expect(paths.mine).toBe("M9.75 0.75h5v5h-5z");
    expect(paths.held).toBe("M9.75 9.25h5v5h-5z");
    expect(marks(paths.free)).toBe(3);
  });

  test("every seat is drawn once, at a place of its own, for every number up to sixty", () => {
    for (const kind of ["coach", "train", "file"] satisfies SeatKind[]) {
      for (let total = 10; total <= 60; total++) {
        const { paths, view } = drawSeats(kind, { total, taken: 0 });
        const places = paths.free.match(/M[\d.]+ [\d.]+/g) ?? [];
        expect(new Set(places).size).toBe(total);
        for (const place of places) expect(Number(place.slice(1).split(" ")[0])).toBeLessThan(view.x + view.width);
      }
    }
  });

  test("ten units are never empty once one is taken, never full while one is left", () => {
    expect(inTenUnits({ total: 150, taken: 0 }).taken).toBe(0);
    expect(inTenUnits({ total: 150, taken: 1 }).taken).toBe(1);
    expect(inTenUnits({ total: 150, taken: 149 }).taken).toBe(9);
    expect(inTenUnits({ total: 150, taken: 150 }).taken).toBe(10);
    expect(inTenUnits({ total: 2, taken: 0, mine: 1 })).toMatchObject({ taken: 0, mine: 5 });
    expect(inTenUnits({ total: 1000, taken: 3, mine: 1 })).toMatchObject({ taken: 0, mine: 1 });
  });

  test("above sixty, and when room is short, ten units stand for all", () => {
    expect(drawSeats("coach", { total: 61, taken: 12 }).view.width).toBe(79);
    expect(marks(drawSeats("coach", { total: 51, taken: 37 }, true).paths.taken)).toBe(7);
    expect(marks(drawSeats("coach", { total: 0, taken: 0 }).paths.free)).toBe(0);
  });
});
