import type { EntryValues } from "./entry-issues";
import { occurrenceAt } from "./ics-entry";
import { dayNumber, isStart, moved, occurrences, type Recurrence } from "./recurrence";

/** When and where one time of an entry is. `occurrence`: of a series, which; null for what stands once. */
export function momentOf(
  values: EntryValues,
  occurrence: string | null,
): { start: string; end: string | null; place: string } | null {
  const { start, end, recurrence, place, address } = values;
  if (start === null) return null;
  const where = (name: string) => [name, address].filter(Boolean).join(", ");
  if (recurrence === null) return occurrence === null ? { start, end, place: where(place) } : null;
  // Asked for before it came back.
  if (occurrence === null) return { start, end, place: where(place) };
  const one = isStart({ ...values, start }, occurrence) && occurrenceAt({ ...values, start }, occurrence);
  if (!one || one.cancelled) return null;
  return { start: one.start, end: one.end, place: one.place ?? where(place) };
}

/** Whether the series itself has that time, called off or not. */
export function hasTime(values: EntryValues, occurrence: string): boolean {
  return values.start !== null && isStart({ ...values, start: values.start }, occurrence);
}

/** Whether two series come back in the same way, wherever they begin and end. */
export function sameRule(one: Recurrence | null, other: Recurrence | null): boolean {
  const rule = (recurrence: Recurrence | null) =>
    recurrence && JSON.stringify([recurrence.freq, recurrence.interval, recurrence.days, recurrence.on]);
  return one !== null && rule(one) === rule(other);
}

/**
 * Which time of a series that was moved by `days` is what used to begin at `occurrence`: the one nearest to where it would
 * stand. « The first Saturday » that became a Sunday may go back or forth by some days; null: there is none near.
 */
export function followedTime(values: EntryValues, occurrence: string, days: number): string | null {
  const { start, recurrence } = values;
  if (start === null || recurrence === null) return null;
  const wanted = moved(occurrence.slice(0, 10), days);
  const reach = recurrence.freq === "monthly" ? 15 : 3;
  const far = (at: string) => Math.abs(dayNumber(at) - dayNumber(wanted));
  const near = occurrences({ ...values, start, exceptions: [] }, moved(wanted, -reach), moved(wanted, reach), 50)
    .map(({ at }) => at)
    .filter((at) => far(at) <= reach)
    .sort((a, b) => far(a) - far(b));
  return near[0] ?? null;
}
