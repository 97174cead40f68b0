import type * as Y from "yjs";
import type { SheetRow } from "../schema";
import { readRows } from "../sheet";
import { id } from "../testing-rows";
import { applyImport } from "./apply-import";
import { columnsOf, headerLine } from "./columns";
import type { ImportContext } from "./import-types";
import { type ImportChoices, planImport } from "./plan-import";
import { frenchWords } from "./testing-words";

export const march = { id: id("a"), title: "Marche pour le climat", place: "Paris, République", day: "2026-11-29" };
export const closing = { id: id("b"), title: "Clôture", place: "Lille", day: "2026-12-05" };
export const roster = [
  { id: id("c"), name: "Référent·e transports" },
  { id: id("d"), name: "Référent·e logistique" },
];

export function contextOf(doc: Y.Doc, words = frenchWords): ImportContext {
  return { departures: [march, closing], roster, words, rows: readRows(doc), today: "2026-11-24" };
}

export function choicesFor(rows: string[][], change: Partial<ImportChoices> = {}): ImportChoices {
  const header = headerLine(rows);
  const width = Math.max(...rows.map((row) => row.length));
  const columns = columnsOf(rows, header);
  return {
    header,
    targets: Array.from({ length: width }, (_, n) => columns.find((column) => column.index === n)?.target ?? null),
    departureId: march.id,
    known: "update",
    written: new Map(),
    left: new Set(),
    ...change,
  };
}

export function imported(doc: Y.Doc, rows: string[][], change: Partial<ImportChoices> = {}, words = frenchWords) {
  const plan = planImport(rows, choicesFor(rows, change), contextOf(doc, words));
  return { plan, done: applyImport(doc, plan.lines) };
}

/** All that a row says, but for its ids and its place among the others. */
export function content(row: SheetRow) {
  const { id: _, order: __, outbound, return: back, prices, ...rest } = row;
  const stop = ({ place, at, stepFree }: SheetRow["outbound"][number]) => ({ place, at, stepFree });
  return {
    ...rest,
    outbound: outbound.map(stop),
    return: back.map(stop),
    prices: prices.map(({ label, amount }) => ({ label, amount })),
  };
}
