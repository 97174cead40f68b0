import { expect, test } from "vitest";
import * as Y from "yjs";
import { rowChanges, sheetDifference } from "./difference";
import {
  addPrice,
  addRow,
  addStop,
  createUndo,
  moveRow,
  moveStop,
  readAllRows,
  readRow,
  readRows,
  removePrice,
  removeRow,
  removeStop,
  setField,
  setPrice,
  setStop,
  setText,
} from "./sheet";
import { restoreSheet, takeBack } from "./sheet-restore";

function must<T>(result: { ok: true; value: T } | { ok: false }): T {
  if (!result.ok) throw new Error("refused");
  return result.value;
}

/** Three trips, and what became of them. */
function sheet() {
  const doc = new Y.Doc();
  const [first, second, third] = ["Car 1", "Car 2", "Car 3"].map((title) =>
    must(
      addRow(doc, {
        title,
        seats: 53,
        notes: "Midi",
        outbound: [
          { place: "Lille", at: "2026-12-29T08:30" },
          { place: "Arras", at: "2026-12-29T09:35" },
        ],
        prices: [{ label: "Plein", amount: 2000 }],
      }),
    ),
  ) as [string, string, string];
  const past = readAllRows(doc);
  const stops = readRow(doc, first)?.outbound.map((stop) => stop.id) ?? [];
  return { doc, first, second, third, past, lille: stops[0] ?? "", arras: stops[1] ?? "" };
}

function edit({ doc, first, second, third, lille, arras }: ReturnType<typeof sheet>): string {
  setField(doc, first, "seats", "douze");
  setText(doc, first, "notes", "À midi juste");
  setStop(doc, first, "outbound", lille, { at: "2026-12-29T08:45", stepFree: true });
  removeStop(doc, first, "outbound", arras);
  addStop(doc, first, "outbound", { place: "Douai" });
  moveStop(doc, first, "outbound", lille, null);
  const price = readRow(doc, first)?.prices[0]?.id ?? "";
  setPrice(doc, first, price, { amount: null });
  addPrice(doc, first, "Solidaire", 500);
  removeRow(doc, second);
  moveRow(doc, third, first);
  return must(addRow(doc, { title: "Venu après" }));
}

test("T58 · the sheet reads as it did; rows and stops added since are marked, no key is deleted", () => {
  const at = sheet();
  const fresh = edit(at);
  const keys = (doc: Y.Doc) => JSON.stringify([...doc.getMap("rows").keys()].sort());
  const stops = at.doc.getMap<Y.Map<unknown>>("rows").get(at.first)?.get("outbound");
  const before = [keys(at.doc), stops instanceof Y.Map && stops.size];
  restoreSheet(at.doc, at.past);
  expect(readRows(at.doc)).toEqual(at.past);
  expect(readRow(at.doc, fresh)).toMatchObject({ title: "Venu après", removed: true });
  expect([keys(at.doc), stops instanceof Y.Map && stops.size]).toEqual(before);
  expect(sheetDifference(readAllRows(at.doc), at.past)).toEqual([]);
});

test("T58 · it is one update and one step to undo, after which all is as it was; redo restores again", () => {
  const at = sheet();
  const undo = createUndo(at.doc);
  edit(at);
  const edited = readAllRows(at.doc);
  undo.cut();
  let updates = 0;
  at.doc.on("update", () => updates++);
  restoreSheet(at.doc, at.past);
  expect(updates).toBe(1);
  undo.undo();
  expect(readAllRows(at.doc)).toEqual(edited);
  undo.redo();
  expect(readRows(at.doc)).toEqual(at.past);
});

test("T58 · what differs not is not written: somebody else's edit of another row at the same time stays", () => {
  const at = sheet();
  setField(at.doc, at.first, "seats", 12);
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(at.doc));
  setField(other, at.third, "seats", 40);
  setText(other, at.third, "notes", "Midi pile");
  restoreSheet(at.doc, at.past);
  Y.applyUpdate(at.doc, Y.encodeStateAsUpdate(other));
  expect(readRow(at.doc, at.first)?.seats).toBe(53);
  expect(readRow(at.doc, at.third)).toMatchObject({ seats: 40, notes: "Midi pile" });
});

test("T58 · a row whose key a client deleted comes back with its stops' ids, and undo hides it without deleting", () => {
  const at = sheet();
  const undo = createUndo(at.doc);
  at.doc.getMap("rows").delete(at.first);
  expect(readRow(at.doc, at.first)).toBeNull();
  restoreSheet(at.doc, at.past);
  expect(readRows(at.doc)).toEqual(at.past);
  undo.undo();
  expect(readRow(at.doc, at.first)).toMatchObject({ removed: true, title: "Car 1" });
});

test("T58 · rows that were removed then and are now stay as they are", () => {
  const at = sheet();
  removeRow(at.doc, at.second);
  const past = readAllRows(at.doc);
  setField(at.doc, at.second, "seats", 9);
  restoreSheet(at.doc, past);
  expect(readRow(at.doc, at.second)).toMatchObject({ seats: 9, removed: true });
});

test("T58 · each change that the history tells can be taken back on its own", () => {
  const at = sheet();
  edit(at);
  removePrice(at.doc, at.third, readRow(at.doc, at.third)?.prices[0]?.id ?? "");
  const changes = at.past.flatMap((row) => rowChanges(row, readRow(at.doc, row.id) ?? row));
  expect(changes.length).toBeGreaterThan(8);
  for (const change of changes) must(takeBack(at.doc, change));
  const plain = (rows: typeof at.past) =>
    rows.map((row) => ({ ...row, order: "", outbound: row.outbound.map((stop) => stop.id).sort() }));
  const again = at.past.map((row) => readRow(at.doc, row.id) ?? row);
  expect(at.past.flatMap((row, index) => rowChanges(row, again[index] ?? row))).toEqual([]);
  expect(plain(again)).toEqual(plain(at.past));
  const added = must(addRow(at.doc, { title: "Ajouté" }));
  const shown = readRow(at.doc, added);
  for (const change of shown ? rowChanges(null, shown) : []) must(takeBack(at.doc, change));
  expect(readRow(at.doc, added)?.removed).toBe(true);
});
