import type { Cell, SheetRow } from "@/domain/transport/schema";
import type { Issue } from "@/domain/transport/trip-facts";
import type { GridColumn } from "./grid-keys";

/** A mistake where it is: in words, with the likely repair. */
export type ShownIssue = {
  readonly key: string;
  /** The grid's column that shows the field; null when only the panel does. */
  readonly column: GridColumn | null;
  readonly field: Issue["field"];
  readonly stopId: string | null;
  readonly priceId: string | null;
  readonly text: string;
  /** False for what is only to be known: the value counts all the same. */
  readonly wrong: boolean;
  /** A person has to decide something about people: a link leads to who is on board. */
  readonly decide: boolean;
  readonly repair: { readonly label: string; readonly apply: () => void } | null;
};

export const noIssues: readonly ShownIssue[] = [];

const ownColumns: Partial<Record<Issue["field"], GridColumn>> = { title: "title", seats: "seats", state: "state" };

/** Which cell of the grid an issue belongs to. */
export function issueColumn(issue: Issue, row: SheetRow): GridColumn | null {
  if (issue.field !== "outbound") return ownColumns[issue.field] ?? null;
  if (issue.stopId === undefined) return "place";
  const index = row.outbound.findIndex((stop) => stop.id === issue.stopId);
  if (index === 0) return issue.part === "at" ? "departs" : "place";
  return index === row.outbound.length - 1 && issue.part === "at" ? "arrives" : null;
}

/** The value that was probably meant, when the rule that found the issue could tell. */
export function likelyRepair(issue: Issue): Cell {
  const repair = issue.data?.repair;
  return typeof repair === "number" ? repair : null;
}
