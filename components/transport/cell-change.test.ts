import { describe, expect, it } from "vitest";
import { Doc } from "yjs";
import type { SheetRow } from "@/domain/transport/schema";
import { addRow, createUndo, readRow } from "@/domain/transport/sheet";
import { id, march, owner, row, stops } from "@/domain/transport/testing-rows";
import { applyChanges, blankRow, changeOf, filledRow } from "./cell-change";
import { type CellContext, copiedText, typedMoment } from "./cell-text";
import { allColumns, concerns, type GridColumn } from "./grid-columns";
import { createSheetEditor } from "./sheet-editor";

const day = "2026-12-29";
const context: CellContext = {
  figures: undefined,
  day,
  choicesOf: (column) =>
    column === "state"
      ? [
          { value: "draft", label: "Brouillon" },
          { value: "open", label: "Ouvert" },
          { value: "closed", label: "Complet" },
        ]
      : column === "mode"
        ? [
            { value: "coach", label: "Car" },
            { value: "bike", label: "Vélo" },
          ]
        : column === "departureId"
          ? [{ value: march, label: "29 décembre, Marche", also: ["Marche", day] }]
          : column === "ownerId"
            ? [{ value: owner, label: "Référent·e" }]
            : [],
};

const wrote = (column: GridColumn, text: string, from: SheetRow = row()) => {
  const change = changeOf(from, column, text, context);
  return change === null ? null : change.value;
};

function inSheet(fields: Parameters<typeof addRow>[1]) {
  const doc = new Doc();
  const added = addRow(doc, fields);
  if (!added.ok) throw new Error(added.refusal.code);
  const read = () => {
    const found = readRow(doc, added.value);
    if (found === null) throw new Error("no row");
    return found;
  };
  const editor = createSheetEditor(doc, createUndo(doc), () => undefined);
  return { read, editor };
}

describe("what a cell writes", () => {
  it("T63 · numbers, times and choices are understood as people write them", () => {
    expect(wrote("seats", " 51 ")).toBe(51);
    expect(wrote("departs", "9h10")).toBe("2026-12-29T09:10");
    expect(wrote("departs", "09:10:00")).toBe("2026-12-29T09:10");
    expect(wrote("departs", "28/12/2026 7 h 05")).toBe("2026-12-28T07:05");
    expect(wrote("state", "complet")).toBe("closed");
    expect(wrote("mode", "VELO")).toBe("bike");
    expect(wrote("departureId", "marche", row({ departureId: null }))).toBe(march);
    expect(wrote("bookingDeadline", "20/12/2026, 18h")).toBe("2026-12-20T18:00");
  });

  it("T63 · what is wrong is kept as typed, in every kind of cell", () => {
    expect(wrote("seats", "douze")).toBe("douze");
    expect(wrote("departs", "tôt")).toBe("tôt");
    expect(wrote("state", "presque")).toBe("presque");
    expect(wrote("departureId", "ailleurs")).toBe("ailleurs");
    expect(wrote("bookingDeadline", "bientôt")).toBe("bientôt");
    expect(typedMoment("31/12/2026 25:00", day)).toBe("31/12/2026 25:00");
  });

  it("T63 · the same value again is no change, nor is a figure, nor emptying the state", () => {
    expect(wrote("seats", "53")).toBeNull();
    expect(wrote("departs", "8 h 30")).toBeNull();
    expect(wrote("taken", "12")).toBeNull();
    expect(wrote("state", "")).toBeNull();
    expect(wrote("seats", "")).toBeNull();
    expect(changeOf(row(), "seats", "", context)).toEqual({ to: "cell", field: "seats", value: null });
  });

  it("T63 · a mode's cells only: a bicycle has no operator to write", () => {
    expect(concerns("bike", "operator")).toBe(false);
    expect(wrote("operator", "Cars du Nord", row({ mode: "bike" }))).toBeNull();
    expect(wrote("operator", "Cars du Nord")).toBe("Cars du Nord");
    expect(copiedText(row({ mode: "bike", operator: "x" }), "operator", context)).toBe("");
  });

  it("T64 · every cell gives a text that, pasted, means what it held", () => {
    const odd = row({
      seats: "douze",
      outbound: stops([id("2"), "Lille", "2026-12-27T07:00"], [id("3"), "Paris", "vers midi"]),
      operator: "Cars du Nord",
      wheelchairSpaces: 1,
    });
    for (const from of [row(), odd])
      for (const column of allColumns)
        expect(wrote(column, copiedText(from, column, context), from), column).toBeNull();
  });

  it("T63 · a row pasted anew is made of its cells, the wrong ones too", () => {
    const columns: GridColumn[] = ["title", "seats", "arrives", "place", "mode"];
    const texts = ["Car", "douze", "12:00", "Lille", "car"];
    const blank = blankRow(march);
    const changes = columns.flatMap((column, index) => changeOf(blank, column, texts[index] ?? "", context) ?? []);
    const { read } = inSheet(filledRow(march, changes));
    expect(read()).toMatchObject({ title: "Car", seats: "douze", mode: "coach", departureId: march, state: "draft" });
    expect(read().outbound).toMatchObject([
      { place: "Lille", at: "" },
      { place: "", at: "2026-12-29T12:00" },
    ]);
    expect(read().return).toEqual([]);
  });

  it("T63 · a stop that is not there yet is added, each once, whatever the order of the cells", () => {
    const { read, editor } = inSheet({ title: "Car", departureId: march });
    const columns: GridColumn[] = ["arrives", "place", "departs", "arrivalPlace", "returnArrives"];
    const texts = ["12:00", "Lille", "8:30", "Paris", "21:00"];
    const changes = columns.flatMap((column, index) => changeOf(read(), column, texts[index] ?? "", context) ?? []);
    applyChanges(editor, read(), changes);
    expect(read().outbound.map(({ place, at }) => [place, at])).toEqual([
      ["Lille", "2026-12-29T08:30"],
      ["Paris", "2026-12-29T12:00"],
    ]);
    expect(read().return.map(({ at }) => at)).toEqual(["", "2026-12-29T21:00"]);
    const again = changeOf(read(), "place", "Lens", context);
    applyChanges(editor, read(), again === null ? [] : [again]);
    expect(read().outbound.map(({ place }) => place)).toEqual(["Lens", "Paris"]);
  });
});
