import type { Cell } from "@/domain/kernel/document-values";
import type { TripValues } from "./projection";
import { type CellField, cellFields, type SheetRow, type SheetStop } from "./schema";

/** A published trip as the page carries it to be read: what a ticket shows and a search looks at, and no ids but these. */
export type BriefRow = Pick<
  TripValues,
  "departureId" | "mode" | "title" | "seats" | "state" | "ownerId" | "notes" | "sortOrder"
> & { outbound: BriefStop[]; return: BriefStop[] };
type BriefStop = readonly [at: string, place: string];

export function briefRow(values: TripValues): BriefRow {
  const { departureId, mode, title, seats, state, ownerId, notes, sortOrder } = values;
  const brief = (stops: TripValues["outbound"]) => stops.map(({ at, place }) => [at, place] as const);
  return {
    ...{ departureId, mode, title, seats, state, ownerId, notes, sortOrder },
    outbound: brief(values.outbound),
    return: brief(values.return),
  };
}

/** The same as a row of the sheet, to be shown by what shows rows until the document itself is there. */
export function rowOfBrief(rowId: string, brief: BriefRow): SheetRow {
  const empty = Object.fromEntries(cellFields.map((field) => [field, null])) as Record<CellField, Cell>;
  const { sortOrder, outbound, return: back, ...cells } = brief;
  return {
    ...empty,
    ...cells,
    id: rowId,
    bring: "",
    prices: [],
    outbound: stopsOf(outbound),
    return: stopsOf(back),
    order: sortOrder,
    removed: false,
  };
}

function stopsOf(list: readonly BriefStop[]): SheetStop[] {
  return list.map(([at, place]) => ({ id: "", at, place, stepFree: false, order: "" }));
}
