import type { Change } from "@/domain/kernel/change";
import { rowChanges } from "./difference";
import { cellFields, type SheetRow, textFields } from "./schema";
import { readAllRows, type SheetDoc } from "./sheet";

/** What one device's document holds beyond what the server had acknowledged. Of a new row, all that is in it. */
export function unsentChanges(acknowledged: SheetDoc, present: SheetDoc): Change[] {
  const known = new Map(readAllRows(acknowledged).map((row) => [row.id, row]));
  return readAllRows(present).flatMap((row) => {
    const before = known.get(row.id) ?? null;
    if (before !== null) return rowChanges(before, row);
    return row.removed ? [] : [...rowChanges(null, row), ...rowChanges(blankLike(row), row)];
  });
}

/** The rows in which these places of the document lie; a place is a path of keys, `rows/<id>/seats`. */
export function rowsAmong(places: readonly string[]): ReadonlySet<string> {
  const paths = places.map((place) => place.split("/"));
  return new Set(paths.flatMap(([root, rowId]) => (root === "rows" && rowId !== undefined ? [rowId] : [])));
}

function blankLike(row: SheetRow): SheetRow {
  const blank: SheetRow = { ...row, outbound: [], return: [], prices: [] };
  for (const field of cellFields) blank[field] = null;
  for (const field of textFields) blank[field] = "";
  return blank;
}
