import { expect, test } from "vitest";
import * as Y from "yjs";
import { rowChanges, sheetDifference } from "./difference";
import { addRow, addStop, moveStop, readAllRows, readRow, removeRow, setField, setStop, setText } from "./sheet";
import { id, row, stops } from "./testing-rows";

test("T57 · fields, stops that came, went and changed, each with from and to", () => {
  const before = row({
    outbound: stops([id("2"), "Lille", "2026-12-29T08:30"], [id("3"), "Arras", "2026-12-29T09:35"]),
  });
  const after = row({
    seats: 51,
    notes: "Midi",
    outbound: stops([id("2"), "Lille", "2026-12-29T08:45"], [id("7"), "Douai", ""]),
  });
  expect(
    rowChanges(before, after).map(({ what, list, partName, field, before: from, after: to }) => ({
      what,
      list,
      partName,
      field,
      from,
      to,
    })),
  ).toEqual(
    expect.arrayContaining([
      { what: "changed", list: null, partName: "", field: "seats", from: "53", to: "51" },
      { what: "changed", list: null, partName: "", field: "notes", from: null, to: "Midi" },
      {
        what: "changed",
        list: "outbound",
        partName: "Lille",
        field: "at",
        from: "2026-12-29T08:30",
        to: "2026-12-29T08:45",
      },
      { what: "added", list: "outbound", partName: "Douai", field: null, from: null, to: null },
      { what: "removed", list: "outbound", partName: "Arras", field: null, from: null, to: null },
    ]),
  );
  expect(rowChanges(before, after)).toHaveLength(5);
});

test("T57 · what stands elsewhere in the list, and a number typed as text, is no change", () => {
  const before = row();
  expect(rowChanges(before, row({ order: "a", outbound: [...before.outbound].reverse() }))).toEqual([]);
  expect(rowChanges(row({ seats: "" }), row({ seats: null }))).toEqual([]);
});

test("T57 · a field that the sheet gets later is compared without being named", () => {
  const before = { ...row(), operator: null };
  const after = { ...row(), operator: "Cars du Nord", tiers: [{ id: id("8"), label: "Solidaire", amount: 1000 }] };
  expect(
    rowChanges({ ...before, ...{ tiers: [{ id: id("8"), label: "Solidaire", amount: 800 }] } }, after),
  ).toMatchObject([
    { field: "operator", before: null, after: "Cars du Nord" },
    { list: "tiers", partName: "Solidaire", field: "amount", before: "800", after: "1000" },
  ]);
});

test("T54 · a value keeps 2,000 characters, and no half of one", () => {
  const long = `${"a".repeat(1999)}🚌`;
  const [change] = rowChanges(row(), row({ notes: long }));
  expect(change?.after).toBe("a".repeat(1999));
});

test("T57 · two states: what is removed in both is passed over, of what comes or goes only that is said", () => {
  const doc = new Y.Doc();
  const [kept, gone, back, never] = ["Car 1", "Car 2", "Car 3", "Car 4"].map((title) => {
    const added = addRow(doc, { title, seats: 50 });
    return added.ok ? added.value : "";
  });
  for (const rowId of [gone, never]) removeRow(doc, rowId ?? "");
  const then = readAllRows(doc);
  setField(doc, kept ?? "", "seats", 49);
  removeRow(doc, back ?? "");
  setField(doc, back ?? "", "seats", 12);
  const since = addRow(doc, { title: "Car 5" });
  const differences = sheetDifference(readAllRows(doc), then);
  expect(differences.map(({ thingTitle, what, field }) => [thingTitle, what, field])).toEqual([
    ["Car 1", "changed", "seats"],
    ["Car 3", "restored", null],
    ["Car 5", "removed", null],
  ]);
  expect(since.ok && differences.at(-1)?.thingId === since.value).toBe(true);
  expect(sheetDifference(then, then)).toEqual([]);
});

test("T57 · reads what the sheet's own functions write", () => {
  const doc = new Y.Doc();
  const added = addRow(doc, { title: "Car", outbound: [{ place: "Lille", at: "2026-12-29T08:30" }] });
  const rowId = added.ok ? added.value : "";
  const stop = readRow(doc, rowId)?.outbound[0]?.id ?? "";
  const last = readRow(doc, rowId);
  setStop(doc, rowId, "outbound", stop, { at: "2026-12-29T08:45" });
  const arras = addStop(doc, rowId, "outbound", { place: "Arras" });
  moveStop(doc, rowId, "outbound", stop, null);
  setText(doc, rowId, "title", "Car n° 1");
  const now = readRow(doc, rowId);
  expect(now && rowChanges(last, now).map(({ partId, field }) => [partId, field])).toEqual([
    [null, "title"],
    [arras.ok && arras.value, null],
    [stop, "at"],
  ]);
});
