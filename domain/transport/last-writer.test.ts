import { expect, test } from "vitest";
import * as Y from "yjs";
import { lastWriter } from "./last-writer";
import { addRow, readRow, setField, setPrice, setStop, setText } from "./sheet";

test("T70 · a value is of whoever wrote it last, whoever wrote others around it; a text is of nobody alone", () => {
  const [anna, ben] = [new Y.Doc(), new Y.Doc()];
  const meet = () => {
    Y.applyUpdate(ben, Y.encodeStateAsUpdate(anna));
    Y.applyUpdate(anna, Y.encodeStateAsUpdate(ben));
  };
  const prices = [{ label: "Plein", amount: 2500 }];
  const added = addRow(anna, {
    title: "Car",
    seats: 53,
    outbound: [{ place: "Douai", at: "2026-12-29T06:30" }],
    prices,
  });
  if (!added.ok) throw new Error(added.refusal.code);
  const row = added.value;
  meet();
  const [stop, price] = [readRow(ben, row)?.outbound[0]?.id ?? "", readRow(ben, row)?.prices[0]?.id ?? ""];
  setField(ben, row, "seats", 51);
  setStop(ben, row, "outbound", stop, { at: "2026-12-29T06:45" });
  setPrice(ben, row, price, { amount: 3000 });
  setText(ben, row, "title", "Car n° 1");
  meet();
  for (const doc of [anna, ben]) {
    expect(lastWriter(doc, row, null, "seats")).toBe(ben.clientID);
    expect(lastWriter(doc, row, null, "state")).toBe(anna.clientID);
    expect(lastWriter(doc, row, stop, "at")).toBe(ben.clientID);
    expect(lastWriter(doc, row, stop, "place")).toBe(anna.clientID);
    expect(lastWriter(doc, row, price, "amount")).toBe(ben.clientID);
    expect(lastWriter(doc, row, null, "title")).toBeNull();
    expect(lastWriter(doc, row, "nowhere", "at")).toBeNull();
    expect(lastWriter(doc, "nowhere", null, "seats")).toBeNull();
  }
  setField(anna, row, "seats", 53);
  expect(lastWriter(anna, row, null, "seats")).toBe(anna.clientID);
});
