import { expect, test } from "vitest";
import * as Y from "yjs";
import { atOnce, inOneStep } from "@/domain/kernel/document-undo";
import {
  addPrice,
  addRow,
  addStop,
  createUndo,
  duplicateRow,
  moveRow,
  moveStop,
  observeRows,
  readAllRows,
  readRow,
  readRows,
  removePrice,
  removeRow,
  removeStop,
  restoreRow,
  setField,
  setPrice,
  setStop,
  setText,
} from "./sheet";

function added(doc: Y.Doc, title: string): string {
  const result = addRow(doc, { title });
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}

function stopAdded(doc: Y.Doc, row: string, place: string): string {
  const result = addStop(doc, row, "outbound", { place });
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}

const titles = (doc: Y.Doc) => readRows(doc).map((row) => row.title);

function twoDevices(): [Y.Doc, Y.Doc, () => void] {
  const a = new Y.Doc();
  const b = new Y.Doc();
  const sync = () => {
    Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
    Y.applyUpdate(a, Y.encodeStateAsUpdate(b));
  };
  return [a, b, sync];
}

test("T1 · a wrong value is stored as typed", () => {
  const doc = new Y.Doc();
  const id = added(doc, "Car");
  expect(setField(doc, id, "seats", "douze").ok).toBe(true);
  expect(readRow(doc, id)?.seats).toBe("douze");
});

test("T4 · rows and stops stand where they were put", () => {
  const doc = new Y.Doc();
  const [a, b, c] = [added(doc, "a"), added(doc, "b"), added(doc, "c")];
  moveRow(doc, c, a);
  expect(titles(doc)).toEqual(["c", "a", "b"]);
  moveRow(doc, c, null);
  moveRow(doc, b, a);
  expect(titles(doc)).toEqual(["b", "a", "c"]);
  const stops = ["Lille", "Lens", "Arras"].map((place) => stopAdded(doc, a, place));
  moveStop(doc, a, "outbound", stops[2] ?? "", stops[0] ?? "");
  removeStop(doc, a, "outbound", stops[1] ?? "");
  expect(readRow(doc, a)?.outbound.map((stop) => stop.place)).toEqual(["Arras", "Lille"]);
});

test("T4 · two people who append at once keep one order, and one may insert between them", () => {
  const [a, b, sync] = twoDevices();
  for (let count = 0; count < 20; count++) {
    added(a, `a${count}`);
    added(b, `b${count}`);
  }
  sync();
  expect(titles(a)).toEqual(titles(b));
  const second = readRows(a)[1]?.id ?? "";
  const last = readRows(a).at(-1)?.id ?? "";
  moveRow(a, last, second);
  expect(readRows(a)[1]?.id).toBe(last);
});

test("T4 · equal places, as a foreign client writes them, are renumbered when one inserts between", () => {
  const doc = new Y.Doc();
  const ids = ["a", "b", "c"].map((title) => added(doc, title)).sort();
  for (const id of ids) doc.getMap<Y.Map<unknown>>("rows").get(id)?.set("order", "V");
  expect(readRows(doc).map((row) => row.id)).toEqual(ids);
  moveRow(doc, ids[2] ?? "", ids[1] ?? "");
  expect(readRows(doc).map((row) => row.id)).toEqual([ids[0], ids[2], ids[1]]);
});

test("T3 · removing keeps the row; what others write meanwhile comes back with it", () => {
  const [a, b, sync] = twoDevices();
  const undo = createUndo(a);
  const id = added(a, "Car");
  sync();
  removeRow(a, id);
  setField(b, id, "seats", 53);
  sync();
  expect(readRows(b)).toEqual([]);
  undo.undo();
  sync();
  expect(readRows(b)[0]).toMatchObject({ title: "Car", seats: 53 });
  removeRow(b, id);
  sync();
  expect(restoreRow(a, id).ok).toBe(true);
  expect(titles(a)).toEqual(["Car"]);
});

test("T3 · undoing an addition deletes no key: what somebody else wrote in it comes back with a redo", () => {
  const [a, b, sync] = twoDevices();
  const undo = createUndo(a);
  const id = added(a, "Car");
  sync();
  setField(b, id, "seats", 53);
  sync();
  undo.undo();
  sync();
  expect(titles(b)).toEqual([]);
  expect(readAllRows(b)).toHaveLength(1);
  undo.redo();
  sync();
  expect(readRows(b)[0]?.seats).toBe(53);
});

test("T5 · each field is its own undo step, and only one's own", () => {
  const [a, b, sync] = twoDevices();
  const id = added(a, "");
  sync();
  const undo = createUndo(a);
  setField(a, id, "seats", 53);
  setField(a, id, "mode", "coach");
  setField(b, id, "organiserSeats", 2);
  sync();
  undo.undo();
  sync();
  expect(readRow(b, id)).toMatchObject({ seats: 53, mode: null, organiserSeats: 2 });
  undo.undo();
  expect(readRow(a, id)).toMatchObject({ seats: null, organiserSeats: 2 });
  expect(undo.canUndo()).toBe(false);
  undo.redo();
  expect(readRow(a, id)?.seats).toBe(53);
});

test("T62 · what belongs together is one step, and a row it added loses nothing of what others wrote there", () => {
  const [a, b, sync] = twoDevices();
  const id = added(a, "Car");
  sync();
  const undo = createUndo(a);
  setField(a, id, "seats", 12);
  const other = inOneStep(a, () => {
    atOnce(a, () => {
      setField(a, id, "seats", 53);
      setText(a, id, "title", "Car n° 1");
    });
    setField(a, id, "mode", "coach");
    return added(a, "Train");
  });
  setText(a, id, "title", "Car n° 12");
  sync();
  setField(b, other, "seats", 30);
  sync();

  undo.undo();
  expect(readRow(a, id)?.title).toBe("Car n° 1");
  undo.undo();
  expect(readRow(a, id)).toMatchObject({ title: "Car", seats: 12, mode: null });
  expect(readRow(a, other)).toMatchObject({ removed: true });
  undo.redo();
  expect(readRow(a, id)).toMatchObject({ title: "Car n° 1", seats: 53, mode: "coach" });
  expect(readRow(a, other)).toMatchObject({ removed: false, title: "Train", seats: 30 });
  undo.undo();
  undo.undo();
  expect(readRow(a, id)?.seats).toBeNull();
});

test("T5 · keystrokes in one text are one step, another text is another", () => {
  const doc = new Y.Doc();
  const id = added(doc, "");
  const undo = createUndo(doc);
  for (const text of ["C", "Ca", "Car"]) setText(doc, id, "title", text);
  for (const text of ["v", "vu"]) setText(doc, id, "notes", text);
  undo.undo();
  expect(readRow(doc, id)).toMatchObject({ title: "Car", notes: "" });
  undo.undo();
  expect(readRow(doc, id)?.title).toBe("");
});

test("T2 · two people who type in one title keep both", () => {
  const [a, b, sync] = twoDevices();
  const id = added(a, "Car Lille");
  sync();
  setText(a, id, "title", "Grand car Lille");
  setText(b, id, "title", "Car Lille – Paris 🚌");
  sync();
  expect(readRow(a, id)?.title).toBe("Grand car Lille – Paris 🚌");
  setText(a, id, "title", "Grand car Lille – Paris 🚍");
  sync();
  expect(readRow(b, id)?.title).toBe("Grand car Lille – Paris 🚍");
});

test("T6 · a duplicated row is a draft with new ids for itself and its stops, right after its model", () => {
  const doc = new Y.Doc();
  const id = added(doc, "Car");
  added(doc, "Train");
  setField(doc, id, "state", "open");
  stopAdded(doc, id, "Lille");
  const copy = duplicateRow(doc, id);
  expect(titles(doc)).toEqual(["Car", "Car", "Train"]);
  const [model, made] = readRows(doc);
  expect(copy).toEqual({ ok: true, value: made?.id });
  expect(made).toMatchObject({ state: "draft", outbound: [{ place: "Lille" }] });
  expect(made?.outbound[0]?.id).not.toBe(model?.outbound[0]?.id);
});

test("T7 · limits are refused: 500 rows, 40 stops a row, 2,000 characters", () => {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (let count = 0; count < 500; count++) addRow(doc, { title: `${count}` });
  });
  expect(addRow(doc)).toMatchObject({ ok: false, refusal: { code: "sheet_rows_full" } });
  const [first, second] = readRows(doc);
  removeRow(doc, first?.id ?? "");
  expect(addRow(doc).ok).toBe(true);
  expect(restoreRow(doc, first?.id ?? "")).toMatchObject({ ok: false, refusal: { code: "sheet_rows_full" } });
  for (let count = 0; count < 40; count++) stopAdded(doc, second?.id ?? "", "x");
  expect(addStop(doc, second?.id ?? "", "return")).toMatchObject({ refusal: { code: "sheet_stops_full" } });
  expect(setText(doc, second?.id ?? "", "notes", "x".repeat(2001))).toMatchObject({
    refusal: { code: "text_too_long" },
  });
});

test("T2 · observers hear which rows changed, however deep", () => {
  const doc = new Y.Doc();
  const [a, b] = [added(doc, "a"), added(doc, "b")];
  const stop = stopAdded(doc, b, "Lille");
  const heard: string[][] = [];
  const stopObserving = observeRows(doc, (ids) => heard.push([...ids]));
  setField(doc, a, "seats", 3);
  setStop(doc, b, "outbound", stop, { at: "2026-12-29T08:30" });
  setText(doc, a, "title", "aa");
  setField(doc, a, "seats", 3);
  expect(heard).toEqual([[a], [b], [a]]);
  stopObserving();
});

test("T25 · a row from before these fields reads as empty, and takes them", () => {
  const doc = new Y.Doc();
  const id = crypto.randomUUID();
  const stop = crypto.randomUUID();
  const stops = new Y.Map([[stop, new Y.Map([["place", "Lille"]])]]);
  doc.getMap("rows").set(id, new Y.Map<unknown>([["outbound", stops]]));
  expect(readRow(doc, id)).toMatchObject({ operator: null, payment: null, bring: "", prices: [] });
  expect(readRow(doc, id)?.outbound).toMatchObject([{ stepFree: false }]);
  setField(doc, id, "operator", "Autocars");
  setText(doc, id, "bring", "De l’eau");
  setStop(doc, id, "outbound", stop, { stepFree: true });
  addPrice(doc, id, "Plein", 2500);
  expect(readRow(doc, id)).toMatchObject({ operator: "Autocars", bring: "De l’eau", prices: [{ amount: 2500 }] });
  expect(readRow(doc, id)?.outbound).toMatchObject([{ place: "Lille", stepFree: true }]);
});

test("T27 · prices: as typed, in order, at most eight, each change one step back; none is ever deleted", () => {
  const doc = new Y.Doc();
  const id = added(doc, "Car");
  const undo = createUndo(doc);
  const amounts = () => readRow(doc, id)?.prices.map((price) => price.amount);
  const first = addPrice(doc, id, "Solidaire");
  if (!first.ok) throw new Error(first.refusal.code);
  addPrice(doc, id, "Plein", 2500);
  setPrice(doc, id, first.value, { amount: "douze" });
  expect(amounts()).toEqual(["douze", 2500]);
  setPrice(doc, id, first.value, { amount: null });
  expect(amounts()).toEqual([null, 2500]);
  undo.undo();
  undo.undo();
  expect(amounts()).toEqual(["", 2500]);
  removePrice(doc, id, first.value);
  expect(amounts()).toEqual([2500]);
  undo.undo();
  expect(amounts()).toEqual(["", 2500]);
  const copy = duplicateRow(doc, id);
  const copied = copy.ok ? (readRow(doc, copy.value)?.prices ?? []) : [];
  expect(copied.map((price) => price.label)).toEqual(["Solidaire", "Plein"]);
  expect(copied.map((price) => price.id)).not.toContain(first.value);
  for (let count = 2; count < 8; count++) expect(addPrice(doc, id).ok).toBe(true);
  expect(addPrice(doc, id)).toMatchObject({ refusal: { code: "sheet_prices_full" } });
});
