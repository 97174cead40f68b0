import { expect, test } from "vitest";
import { projectRow } from "./projection";
import { rowOfTrip } from "./row-of-trip";
import { context, id, row, stops } from "./testing-rows";

test("T71 · a published trip reads as its row does: what SQL holds of it would be projected to the very same", () => {
  const written = row({
    notes: "Présence à 8 h 15",
    bring: "Un pique-nique",
    luggage: "small",
    prices: [{ id: id("6"), label: "Plein", amount: 2500, order: "1" }],
    return: stops([id("7"), "Paris", "2026-12-29T18:00"], [id("8"), "Lille", "2026-12-29T21:30"]),
  });
  const { values } = projectRow(written, context, null);
  if (!values) throw new Error("the model row is public");
  const read = rowOfTrip(written.id, values);
  expect(projectRow(read, context, null).values).toEqual(values);
  expect(read).toMatchObject({ title: written.title, notes: written.notes, bring: written.bring, state: "open" });
  expect(read.outbound.map(({ place, at }) => [place, at])).toEqual(
    written.outbound.map(({ place, at }) => [place, at]),
  );
});
