import { describe, expect, it } from "vitest";
import { blockBetween, cellsIn, planPaste } from "./grid-block";

const size = { rows: 4, columns: 5 };
const one = (row: number, column: number) => blockBetween({ row, column }, { row, column });
const shown = (plan: ReturnType<typeof planPaste>) =>
  plan.writes.map((each) => `${each.row},${each.column}=${each.text}`);

describe("blocks of cells", () => {
  it("T61 · a block lies between its corners, whichever was first", () => {
    const block = blockBetween({ row: 3, column: 1 }, { row: 1, column: 4 });
    expect(block).toEqual({ top: 1, bottom: 3, left: 1, right: 4 });
    expect(cellsIn(block)).toBe(12);
  });

  it("T63 · a paste begins at the block's first corner", () => {
    expect(shown(planPaste([["a", "b"], ["c"]], one(1, 2), size))).toEqual(["1,2=a", "1,3=b", "2,2=c"]);
  });

  it("T63 · one cell, or what fits a whole number of times, fills the block", () => {
    const block = blockBetween({ row: 0, column: 1 }, { row: 1, column: 2 });
    expect(shown(planPaste([["x"]], block, size))).toEqual(["0,1=x", "0,2=x", "1,1=x", "1,2=x"]);
    expect(shown(planPaste([["a", "b"]], block, size))).toEqual(["0,1=a", "0,2=b", "1,1=a", "1,2=b"]);
    expect(shown(planPaste([["a"], ["b"], ["c"]], block, size))).toEqual(["0,1=a", "1,1=b", "2,1=c"]);
  });

  it("T63 · rows past the last and columns past the edge are told, never dropped unsaid; blank lines are nothing", () => {
    const plan = planPaste([["a", "b", "c"], ["d", "e", "f"], ["g"], [" ", ""]], one(3, 3), size);
    expect(shown(plan)).toEqual(["3,3=a", "3,4=b"]);
    expect(plan).toMatchObject({ beyond: [["d", "e"], ["g"]], left: 3, cutColumns: 1 });
  });
});
