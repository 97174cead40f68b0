import type { Cell } from "@/domain/kernel/document-values";
import type { SheetRow } from "@/domain/transport/schema";
import type { Issue } from "@/domain/transport/trip-facts";
import { allColumns, type GridColumn, sourceOf } from "./grid-columns";

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

/** Which column of the grid an issue belongs to, shown or not. */
export function issueColumn(issue: Issue, row: SheetRow): GridColumn | null {
  const { field } = issue;
  if (field !== "outbound" && field !== "return") return allColumns.find((column) => column === field) ?? null;
  const stops = row[field];
  const index = issue.stopId === undefined ? 0 : stops.findIndex((stop) => stop.id === issue.stopId);
  const end = index === 0 ? "first" : index === stops.length - 1 ? "last" : null;
  const part = issue.part === "at" ? "at" : "place";
  return (
    allColumns.find((column) => {
      const source = sourceOf(column);
      return source.at === "stop" && source.direction === field && source.end === end && source.part === part;
    }) ?? null
  );
}

/** The value that was probably meant, when the rule that found the issue could tell. */
export function likelyRepair(issue: Issue): Cell {
  const repair = issue.data?.repair;
  return typeof repair === "number" ? repair : null;
}
