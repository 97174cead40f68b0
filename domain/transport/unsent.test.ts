import { expect, test } from "vitest";
import * as Y from "yjs";
import { addRow, setField, setStop } from "./sheet";
import { unsentChanges } from "./unsent";

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

test("R52 · only what was not acknowledged is told: row, field, from and to; of a new row all that is in it", () => {
  const acknowledged = new Y.Doc();
  const stop = { id: "3f0c7c1e-6a83-4f55-9b7a-0c1f0a6c2d11", place: "Lens", at: "2026-12-29T09:10" };
  const row = addRow(acknowledged, { title: "Car n° 1", seats: 53, outbound: [stop] });
  addRow(acknowledged, { title: "Car n° 2", seats: 40 });
  const present = copyOf(acknowledged);
  if (!row.ok) throw new Error("no row");
  setField(present, row.value, "seats", 49);
  setStop(present, row.value, "outbound", stop.id, { at: "2026-12-29T09:20" });
  addRow(present, { title: "Voiture", seats: 3 });

  const told = unsentChanges(acknowledged, present).map(({ thingTitle, partName, what, field, before, after }) =>
    [thingTitle, partName, what, field, before, after].filter((part) => part !== null && part !== ""),
  );
  expect(told).toEqual([
    ["Car n° 1", "changed", "seats", "53", "49"],
    ["Car n° 1", "Lens", "changed", "at", "2026-12-29T09:10", "2026-12-29T09:20"],
    ["Voiture", "added"],
    ["Voiture", "changed", "seats", "3"],
    ["Voiture", "changed", "state", "draft"],
    ["Voiture", "changed", "title", "Voiture"],
  ]);
  expect(unsentChanges(acknowledged, acknowledged)).toEqual([]);
});
