import { expect, test } from "vitest";
import { projectRow } from "./projection";
import { briefRow, rowOfBrief } from "./row-of-trip";
import { filterRows, noFilter } from "./sheet-filter";
import { context, id, owner, row, stops } from "./testing-rows";

test("T71 · a published trip reads, and is found, as its row is; of its ids only those of the row and its people go out", () => {
  const written = row({
    notes: "Présence à 8 h 15",
    return: stops([id("7"), "Paris", "2026-12-29T18:00"], [id("8"), "Béthune", "2026-12-29T21:30"]),
  });
  const { values } = projectRow(written, context, null);
  if (!values) throw new Error("the model row is public");
  const brief = briefRow(values);
  expect(JSON.stringify(brief)).not.toContain(id("7"));
  const read = rowOfBrief(written.id, brief);
  const { title, notes, seats, mode, state, departureId, ownerId, order } = written;
  expect(read).toMatchObject({ id: written.id, title, notes, seats, mode, state, departureId, ownerId, order });
  const line = (stop: { at: string; place: string }) => [stop.at, stop.place];
  expect(read.outbound.map(line)).toEqual(written.outbound.map(line));
  expect(read.return.map(line)).toEqual(written.return.map(line));
  for (const text of ["bethune", "presence"])
    expect(filterRows([read], new Map(), { ...noFilter, text }, owner)).toEqual([read]);
});
