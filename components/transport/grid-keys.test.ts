import { describe, expect, it } from "vitest";
import { type GridKey, type GridSituation, gridIntent } from "./grid-keys";

const press = (key: string, more: Partial<GridKey> = {}): GridKey => ({
  key,
  ctrl: false,
  shift: false,
  alt: false,
  ...more,
});
const at = (row: number, column: number, more: Partial<GridSituation> = {}): GridSituation => ({
  at: { row, column },
  rows: 3,
  editing: false,
  canWrite: true,
  ...more,
});

describe("keys of the transport grid", () => {
  it("moves with the arrows and stops at the edges", () => {
    expect(gridIntent(press("ArrowRight"), at(0, 0))).toEqual({ kind: "move", to: { row: 0, column: 1 } });
    expect(gridIntent(press("ArrowLeft"), at(0, 0))).toEqual({ kind: "move", to: { row: 0, column: 0 } });
    expect(gridIntent(press("ArrowDown"), at(2, 4))).toEqual({ kind: "move", to: { row: 2, column: 4 } });
    expect(gridIntent(press("End"), at(1, 0))).toEqual({ kind: "move", to: { row: 1, column: 7 } });
    expect(gridIntent(press("Home", { ctrl: true }), at(2, 5))).toEqual({ kind: "move", to: { row: 0, column: 0 } });
  });

  it("edits by Enter, F2 or a letter, but not the figures of the server", () => {
    expect(gridIntent(press("Enter"), at(0, 2))).toEqual({ kind: "edit", typed: null });
    expect(gridIntent(press("F2"), at(0, 0))).toEqual({ kind: "edit", typed: null });
    expect(gridIntent(press("5"), at(0, 2))).toEqual({ kind: "edit", typed: "5" });
    expect(gridIntent(press("Enter"), at(0, 1))).toEqual({ kind: "none" });
    expect(gridIntent(press("Enter"), at(0, 7))).toEqual({ kind: "none" });
  });

  it("commits downwards by Enter and sideways by Tab, gives up by Escape", () => {
    const editing = at(1, 2, { editing: true });
    expect(gridIntent(press("Enter"), editing)).toEqual({ kind: "commit", to: { row: 2, column: 2 } });
    expect(gridIntent(press("Tab"), editing)).toEqual({ kind: "commit", to: { row: 1, column: 3 } });
    expect(gridIntent(press("Tab", { shift: true }), editing)).toEqual({ kind: "commit", to: { row: 1, column: 1 } });
    expect(gridIntent(press("Escape"), editing)).toEqual({ kind: "cancel" });
    expect(gridIntent(press("z", { ctrl: true }), editing)).toEqual({ kind: "none" });
    expect(gridIntent(press("ArrowLeft"), editing)).toEqual({ kind: "none" });
  });

  it("undoes and redoes outside a cell", () => {
    expect(gridIntent(press("z", { ctrl: true }), at(0, 0))).toEqual({ kind: "undo" });
    expect(gridIntent(press("Z", { ctrl: true, shift: true }), at(0, 0))).toEqual({ kind: "redo" });
    expect(gridIntent(press("y", { ctrl: true }), at(0, 0))).toEqual({ kind: "redo" });
  });

  it("lets a reader move and open a trip, nothing else", () => {
    const reader = at(1, 2, { canWrite: false });
    expect(gridIntent(press("ArrowDown"), reader).kind).toBe("move");
    expect(gridIntent(press(" "), reader).kind).toBe("open");
    expect(gridIntent(press("x"), reader).kind).toBe("none");
    expect(gridIntent(press("z", { ctrl: true }), reader).kind).toBe("none");
    expect(gridIntent(press("Enter"), reader).kind).toBe("none");
  });
});
