import { expect, test } from "vitest";
import * as Y from "yjs";
import { writeCsv } from "@/domain/kernel/csv";
import { addRow, readRows } from "../sheet";
import { parseCsv } from "./csv";
import { content, contextOf, imported, march } from "./testing-import";
import { englishWords, frenchWords } from "./testing-words";
import { writeRows } from "./write-rows";

test("T45 · stops without a time or a place, step-free ones and prices come back, also in the other language", () => {
  const doc = new Y.Doc();
  addRow(doc, {
    title: "Car Lille",
    mode: "coach",
    departureId: march.id,
    outbound: [
      { place: "Lille, quai A", at: "", stepFree: true },
      { place: "", at: "2026-11-29T09:35" },
      { place: "", at: "", stepFree: true },
    ],
    return: [
      { place: "Paris", at: "2026-11-29T18:00", stepFree: true },
      { place: "Lille", at: "" },
      { place: "", at: "" },
    ],
    prices: [
      { label: "", amount: null },
      { label: "Tarif à venir", amount: "" },
      { label: "Plein tarif", amount: 1250 },
    ],
  });
  const rows = readRows(doc);
  for (const [written, read] of [
    [frenchWords, frenchWords],
    [frenchWords, englishWords],
    [englishWords, frenchWords],
  ] as const) {
    const table = parseCsv(writeCsv(writeRows(rows, contextOf(doc, written))));
    expect(imported(doc, table, {}, read).done).toEqual({ added: 0, updated: 0 });
    const empty = new Y.Doc();
    expect(imported(empty, table, {}, read).plan.lines.flatMap(({ problems }) => problems)).toEqual([]);
    expect(readRows(empty).map(content)).toEqual(rows.map(content));
  }
});

test("T46 · a list of stops from elsewhere does not say that a stop has steps", () => {
  const doc = new Y.Doc();
  addRow(doc, {
    title: "Car Lille",
    departureId: march.id,
    outbound: [
      { place: "Lille", at: "2026-11-29T08:30", stepFree: true },
      { place: "Paris", at: "2026-11-29T12:00" },
    ],
  });
  const stepFree = () => readRows(doc)[0]?.outbound.map((stop) => stop.stepFree);
  imported(doc, [
    ["Trajet", "Arrêts à l’aller"],
    ["Car Lille", "8h00 Lille\n9h00 Arras · plain-pied\n12h00 Paris"],
  ]);
  expect(stepFree()).toEqual([true, true, false]);
  // Our own export says it of each stop: taken out there, it goes.
  const table = writeRows(readRows(doc), contextOf(doc));
  imported(
    doc,
    table.map((row) => row.map((cell) => cell.replace(`Lille · ${frenchWords.stepFree}`, "Lille"))),
  );
  expect(stepFree()).toEqual([false, true, false]);
});
