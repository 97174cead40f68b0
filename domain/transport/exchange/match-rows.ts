import type { SheetRow } from "../schema";
import { plain } from "./plain";
import type { ReadLine } from "./read-line";
import { readDay } from "./read-value";
import { departureText, type ExchangeDeparture } from "./write-rows";

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

/** The departure that a text names: by its name, name and day, or a day that only it has. */
export function departureNamed(
  text: string,
  { departures, today }: { departures: readonly ExchangeDeparture[]; today: string },
  preferred: string | null,
): ExchangeDeparture | null {
  const said = plain(text);
  if (said === "") return null;
  const exact = departures.filter((each) => plain(departureText(each)) === said || plain(each.title) === said);
  const among = (list: readonly ExchangeDeparture[]) =>
    list.length > 1 ? (list.find(({ id }) => id === preferred) ?? nearest(list, today)) : (list[0] ?? null);
  if (exact.length > 0) return among(exact);
  const day = readDay(text, today);
  const onDay = "value" in day ? departures.filter((each) => each.day === day.value) : [];
  if (onDay.length > 0) return among(onDay);
  return among(departures.filter((each) => ` ${said} `.includes(` ${plain(each.title)} `)));
}

/** The first that is still ahead. */
function nearest(list: readonly ExchangeDeparture[], today: string): ExchangeDeparture | null {
  const sorted = [...list].sort((a, b) => a.day.localeCompare(b.day));
  return sorted.find(({ day }) => day >= today) ?? sorted.at(-1) ?? null;
}
