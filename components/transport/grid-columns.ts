import type { Cell } from "@/domain/kernel/document-values";
import { type CellField, type Direction, hasField, type TextField } from "@/domain/transport/schema";

export type ColumnGroup =
  | "trip"
  | "seats"
  | "outbound"
  | "followUp"
  | "return"
  | "rest"
  | "money"
  | "access"
  | "aboard"
  | "operator";

/** Where a column's value lies in its row; a `figure` is counted by the server or summed up, and never edited here. */
export type ColumnSource =
  | { readonly at: "figure" }
  | { readonly at: "text"; readonly field: TextField }
  | { readonly at: "cell"; readonly field: CellField; readonly kind: "number" | "choice" | "moment" | "words" }
  | {
      readonly at: "stop";
      readonly direction: Direction;
      readonly end: "first" | "last";
      readonly part: "place" | "at";
    };

type Column = {
  readonly group: ColumnGroup;
  readonly source: ColumnSource;
  /** In rem. */
  readonly width: number;
  /** Stands to the right, as numbers do. */
  readonly right?: true;
};

const number = (field: CellField): ColumnSource => ({ at: "cell", field, kind: "number" });
const choice = (field: CellField): ColumnSource => ({ at: "cell", field, kind: "choice" });
const words = (field: CellField): ColumnSource => ({ at: "cell", field, kind: "words" });
const stop = (direction: Direction, end: "first" | "last", part: "place" | "at"): ColumnSource => ({
  at: "stop",
  direction,
  end,
  part,
});

/** Every column there is, in the order in which they stand. */
export const columnFacts = {
  title: { group: "trip", source: { at: "text", field: "title" }, width: 11 },
  taken: { group: "seats", source: { at: "figure" }, width: 6 },
  seats: { group: "seats", source: number("seats"), width: 3.5, right: true },
  organiserSeats: { group: "seats", source: number("organiserSeats"), width: 5, right: true },
  departs: { group: "outbound", source: stop("outbound", "first", "at"), width: 4.75 },
  place: { group: "outbound", source: stop("outbound", "first", "place"), width: 8.5 },
  arrives: { group: "outbound", source: stop("outbound", "last", "at"), width: 4.75 },
  arrivalPlace: { group: "outbound", source: stop("outbound", "last", "place"), width: 8.5 },
  state: { group: "followUp", source: choice("state"), width: 8 },
  waiting: { group: "followUp", source: { at: "figure" }, width: 4.5, right: true },
  bookingDeadline: {
    group: "followUp",
    source: { at: "cell", field: "bookingDeadline", kind: "moment" },
    width: 9.5,
  },
  returnDeparts: { group: "return", source: stop("return", "first", "at"), width: 4.75 },
  returnPlace: { group: "return", source: stop("return", "first", "place"), width: 8.5 },
  returnArrives: { group: "return", source: stop("return", "last", "at"), width: 4.75 },
  mode: { group: "rest", source: choice("mode"), width: 7 },
  departureId: { group: "rest", source: choice("departureId"), width: 12 },
  ownerId: { group: "rest", source: choice("ownerId"), width: 11 },
  notes: { group: "rest", source: { at: "text", field: "notes" }, width: 16 },
  prices: { group: "money", source: { at: "figure" }, width: 8 },
  payment: { group: "money", source: choice("payment"), width: 7 },
  paymentLink: { group: "money", source: words("paymentLink"), width: 10 },
  wheelchairSpaces: { group: "access", source: number("wheelchairSpaces"), width: 5.5, right: true },
  quietSeat: { group: "access", source: choice("quietSeat"), width: 6 },
  luggage: { group: "aboard", source: choice("luggage"), width: 8 },
  animals: { group: "aboard", source: choice("animals"), width: 8 },
  bring: { group: "aboard", source: { at: "text", field: "bring" }, width: 14 },
  operator: { group: "operator", source: words("operator"), width: 10 },
  operatorPhone: { group: "operator", source: words("operatorPhone"), width: 9 },
} as const satisfies Record<string, Column>;

export type GridColumn = keyof typeof columnFacts;

export const allColumns = Object.keys(columnFacts) as readonly GridColumn[];

/** What everyone sees until they choose: eight columns, as look.md says. */
export const defaultColumns: readonly GridColumn[] = [
  "title",
  "taken",
  "seats",
  "departs",
  "place",
  "arrives",
  "state",
  "waiting",
];

export function sourceOf(column: GridColumn): ColumnSource {
  return columnFacts[column].source;
}

export function factsOf(column: GridColumn): Column {
  return columnFacts[column];
}

/** The columns that `chosen` names, in their order; the trip's name always stands first. */
export function columnsOf(chosen: readonly string[]): readonly GridColumn[] {
  const wanted = new Set(chosen);
  return allColumns.filter((column) => column === "title" || wanted.has(column));
}

/** Whether another group begins here: a thicker line stands before it. */
export function startsGroup(columns: readonly GridColumn[], index: number): boolean {
  const [column, before] = [columns[index], columns[index - 1]];
  return column !== undefined && before !== undefined && columnFacts[column].group !== columnFacts[before].group;
}

/** Groups in their order: from which column on, and how many are shown. */
export function columnGroups(
  columns: readonly GridColumn[],
): readonly { group: ColumnGroup; from: number; count: number }[] {
  const groups: { group: ColumnGroup; from: number; count: number }[] = [];
  columns.forEach((column, from) => {
    const { group } = columnFacts[column];
    const last = groups[groups.length - 1];
    if (last?.group === group) last.count += 1;
    else groups.push({ group, from, count: 1 });
  });
  return groups;
}

/** Whether the cell means anything in this row: a mode has only its own fields. */
export function concerns(mode: Cell, column: GridColumn): boolean {
  const source = sourceOf(column);
  if (column === "prices") return hasField(mode, "prices");
  return source.at === "text" || source.at === "cell" ? hasField(mode, source.field) : true;
}

/** Whether a column can be written at all: figures are counted by the server. */
export function editable(column: GridColumn | undefined): boolean {
  return column !== undefined && sourceOf(column).at !== "figure";
}
