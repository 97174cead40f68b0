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
  columns: 8,
  block: false,
  editing: false,
  canWrite: true,
  editable: true,
  ...more,
});

const move = (row: number, column: number, extend = false) => ({ kind: "move", to: { row, column }, extend });

describe("keys of the transport grid", () => {
  it("T61 · moves with the arrows and stops at the edges", () => {
    expect(gridIntent(press("ArrowRight"), at(0, 0))).toEqual(move(0, 1));
    expect(gridIntent(press("ArrowLeft"), at(0, 0))).toEqual(move(0, 0));
    expect(gridIntent(press("ArrowDown"), at(2, 4))).toEqual(move(2, 4));
    expect(gridIntent(press("End"), at(1, 0))).toEqual(move(1, 7));
    expect(gridIntent(press("Home", { ctrl: true }), at(2, 5))).toEqual(move(0, 0));
  });

  it("T61 · Shift and a movement keep the other corner; Ctrl goes to the edge; Ctrl+A takes all", () => {
    expect(gridIntent(press("ArrowDown", { shift: true }), at(0, 2))).toEqual(move(1, 2, true));
    expect(gridIntent(press("End", { ctrl: true, shift: true }), at(0, 2))).toEqual(move(2, 7, true));
    expect(gridIntent(press("ArrowDown", { ctrl: true }), at(0, 2))).toEqual(move(2, 2));
    expect(gridIntent(press("ArrowLeft", { ctrl: true }), at(1, 5))).toEqual(move(1, 0));
    expect(gridIntent(press("PageDown"), at(0, 2, { rows: 40 }))).toEqual(move(10, 2));
    expect(gridIntent(press("a", { ctrl: true }), at(1, 5))).toEqual({ kind: "all" });
    expect(gridIntent(press("Escape"), at(1, 5, { block: true }))).toEqual(move(1, 5));
    expect(gridIntent(press("Escape"), at(1, 5))).toEqual({ kind: "none" });
  });

  it("T61 · Enter on the trip's name opens the trip, F2 and letters write the name; Delete empties", () => {
    expect(gridIntent(press("Enter"), at(0, 0))).toEqual({ kind: "open" });
    expect(gridIntent(press("F2"), at(0, 0))).toEqual({ kind: "edit", typed: null });
    expect(gridIntent(press("C"), at(0, 0))).toEqual({ kind: "edit", typed: "C" });
    expect(gridIntent(press("Delete"), at(0, 1, { editable: false, block: true }))).toEqual({ kind: "clear" });
  });

  it("T61 · edits by Enter, F2 or a letter, but not the figures of the server", () => {
    expect(gridIntent(press("Enter"), at(0, 2))).toEqual({ kind: "edit", typed: null });
    expect(gridIntent(press("F2"), at(0, 0))).toEqual({ kind: "edit", typed: null });
    expect(gridIntent(press("5"), at(0, 2))).toEqual({ kind: "edit", typed: "5" });
    for (const key of ["Enter", "F2", "5"])
      expect(gridIntent(press(key), at(0, 1, { editable: false }))).toEqual({ kind: "none" });
  });

  it("T61 · commits downwards by Enter and sideways by Tab, gives up by Escape", () => {
    const editing = at(1, 2, { editing: true });
    expect(gridIntent(press("Enter"), editing)).toEqual({ kind: "commit", to: { row: 2, column: 2 } });
    expect(gridIntent(press("Tab"), editing)).toEqual({ kind: "commit", to: { row: 1, column: 3 } });
    expect(gridIntent(press("Tab", { shift: true }), editing)).toEqual({ kind: "commit", to: { row: 1, column: 1 } });
    const atEnd = at(1, 7, { editing: true });
    expect(gridIntent(press("Tab"), atEnd)).toEqual({ kind: "commit", to: { row: 2, column: 0 } });
    const atStart = at(1, 0, { editing: true });
    expect(gridIntent(press("Tab", { shift: true }), atStart)).toEqual({ kind: "commit", to: { row: 0, column: 7 } });
    expect(gridIntent(press("Escape"), editing)).toEqual({ kind: "cancel" });
    expect(gridIntent(press("z", { ctrl: true }), editing)).toEqual({ kind: "none" });
    expect(gridIntent(press("ArrowLeft"), editing)).toEqual({ kind: "none" });
  });

  it("T61 · undoes and redoes outside a cell", () => {
    expect(gridIntent(press("z", { ctrl: true }), at(0, 0))).toEqual({ kind: "undo" });
    expect(gridIntent(press("Z", { ctrl: true, shift: true }), at(0, 0))).toEqual({ kind: "redo" });
    expect(gridIntent(press("y", { ctrl: true }), at(0, 0))).toEqual({ kind: "redo" });
  });

  it("T61 · lets a reader move and open a trip, nothing else", () => {
    const reader = at(1, 2, { canWrite: false });
    expect(gridIntent(press("ArrowDown"), reader).kind).toBe("move");
    expect(gridIntent(press(" "), reader).kind).toBe("open");
    expect(gridIntent(press("x"), reader).kind).toBe("none");
    expect(gridIntent(press("z", { ctrl: true }), reader).kind).toBe("none");
    expect(gridIntent(press("Enter"), reader).kind).toBe("none");
    expect(gridIntent(press("Delete"), reader).kind).toBe("none");
  });
});
