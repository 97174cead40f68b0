import { plain } from "./plain";
import { readDay } from "./read-value";
import { departureText, type ExchangeDeparture } from "./write-rows";

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
