import type { SheetRow } from "../schema";
import type { ReadLine } from "./import-types";
import { plain } from "./plain";

export type ExistingRows = {
  /** The row that a line is about, once: two lines alike are two rows alike. */
  take(line: ReadLine): SheetRow | null;
};

/** Recognises rows by the id of our own export, else by title and departure (and among several, by the time). */
export function existingRows(rows: readonly SheetRow[]): ExistingRows {
  const free = new Map(rows.map((row) => [row.id, row]));
  const key = (title: string, departure: unknown) => `${plain(title)} ${String(departure)}`;
  return {
    take(line) {
      const { title = "", departureId = null, outbound } = line.values;
      const alike = [...free.values()].filter((row) => key(row.title, row.departureId) === key(title, departureId));
      const at = outbound?.[0]?.at;
      const found =
        free.get(line.rowId ?? "") ??
        (plain(title) === "" ? undefined : (alike.find((row) => row.outbound[0]?.at === at) ?? alike[0]));
      if (!found) return null;
      free.delete(found.id);
      return found;
    },
  };
}
