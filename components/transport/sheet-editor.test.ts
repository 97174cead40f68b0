import { describe, expect, it } from "vitest";
import { Doc } from "yjs";
import { createUndo } from "@/domain/transport/sheet";
import { beforeWhich, createSheetEditor } from "./sheet-editor";
import { SheetStore } from "./sheet-store";

function openSheet() {
  const doc = new Doc();
  const refused: string[] = [];
  const editor = createSheetEditor(doc, createUndo(doc), (code) => refused.push(code));
  const store = new SheetStore(doc);
  const shown = () => store.snapshot().filter((row) => !row.removed);
  return { editor, store, shown, refused };
}

describe("one person's hand on the sheet", () => {
  it("says before which thing another stands after one step", () => {
    expect(beforeWhich(["a", "b", "c"], "b", -1)).toBe("a");
    expect(beforeWhich(["a", "b", "c"], "b", 1)).toBeNull();
    expect(beforeWhich(["a", "b", "c"], "a", 1)).toBe("c");
    expect(beforeWhich(["a", "b", "c"], "a", -1)).toBeUndefined();
    expect(beforeWhich(["a", "b", "c"], "c", 1)).toBeUndefined();
  });

  it("moves a row to the end of its day without passing the rows of another day", () => {
    const { editor, shown } = openSheet();
    const ids = ["x", "x", "y"].map((day) => editor.add(day) ?? "");
    const day = shown().filter((row) => row.departureId === "x");
    editor.move(day, ids[0] ?? "", 1);
    expect(shown().map((row) => row.id)).toEqual([ids[1], ids[0], ids[2]]);
  });

  it("redraws only the row that changed, and undoes one value at a time", () => {
    const { editor, shown } = openSheet();
    const first = editor.add("x") ?? "";
    const second = editor.add("x") ?? "";
    const [before, other] = shown();
    editor.setCell(first, "seats", 51);
    editor.setCell(first, "mode", "coach");
    expect(shown()[1]).toBe(other);
    expect(shown()[0]).not.toBe(before);
    editor.undo();
    expect(shown()[0]).toMatchObject({ seats: 51, mode: null });
    editor.redo();
    expect(shown()[0]).toMatchObject({ seats: 51, mode: "coach" });
    editor.remove(second);
    expect(shown()).toHaveLength(1);
    editor.undo();
    expect(shown()).toHaveLength(2);
  });
});
