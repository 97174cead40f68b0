import type { Peer } from "@/components/collab/presence";
import type { SheetRow } from "@/domain/transport/schema";
import { allColumns, type GridColumn, sourceOf } from "./grid-columns";

/**
 * In which cell the people in a row are seen: where they write, or at the trip's name when that field has no column.
 * Several connections of one person count once.
 */
export function peersByColumn(
  peers: readonly Peer[],
  row: SheetRow,
  columns: readonly GridColumn[],
): ReadonlyMap<GridColumn, readonly Peer[]> {
  const cells = new Map<GridColumn, Peer[]>();
  const seen = new Set<string>();
  for (const peer of peers) {
    if (peer.userId === null) continue;
    const column = columnOfField(peer.field, row);
    const shown = column !== null && columns.includes(column) ? column : "title";
    if (seen.has(`${peer.userId} ${shown}`)) continue;
    seen.add(`${peer.userId} ${shown}`);
    cells.set(shown, [...(cells.get(shown) ?? []), peer]);
  }
  return cells;
}

/** The grid sends a column's name; the panel a field's, or a direction, the id of a stop and which part of it. */
function columnOfField(field: string | null, row: SheetRow): GridColumn | null {
  if (field === null) return null;
  const column = allColumns.find((each) => each === field);
  if (column !== undefined) return column;
  const [direction, stopId, part] = field.split(".");
  if (direction !== "outbound" && direction !== "return") return null;
  const stops = row[direction];
  const at = stops.findIndex((stop) => stop.id === stopId);
  if (at !== 0 && (at === -1 || at !== stops.length - 1)) return null;
  return (
    allColumns.find((each) => {
      const source = sourceOf(each);
      return (
        source.at === "stop" &&
        source.direction === direction &&
        source.part === (part === "at" ? "at" : "place") &&
        source.end === (at === 0 ? "first" : "last")
      );
    }) ?? null
  );
}

const nobody: readonly Peer[] = [];

/** The people of each row; a row where nobody moved keeps its list, so that it is not drawn again. */
export function peersByRow(
  peers: readonly Peer[],
  before: ReadonlyMap<string, readonly Peer[]>,
): ReadonlyMap<string, readonly Peer[]> {
  const rows = new Map<string, Peer[]>();
  for (const peer of peers) {
    if (peer.rowId === null || peer.userId === null) continue;
    rows.set(peer.rowId, [...(rows.get(peer.rowId) ?? []), peer]);
  }
  return new Map(
    [...rows].map(([rowId, list]) => {
      const known = before.get(rowId) ?? nobody;
      const same =
        known.length === list.length &&
        known.every((peer, index) => peer.clientId === list[index]?.clientId && peer.field === list[index]?.field);
      return [rowId, same ? known : list];
    }),
  );
}
