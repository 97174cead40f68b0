import { type Change, difference, thingChanges } from "@/domain/kernel/change";
import { isMoment, type Recurrence, readRecurrence } from "./recurrence";
import type { AgendaEntry, EntryException } from "./schema";

/** What became of one entry, in the order of its fields; `before` null: it was not there. */
export function entryChanges(before: AgendaEntry | null, after: AgendaEntry): Change[] {
  return thingChanges(before && spoken(before, after.exceptions), spoken(after, before?.exceptions ?? []));
}

/** What would change if an agenda that reads `now` read `then` instead. What is removed in both is passed over. */
export function agendaDifference(now: readonly AgendaEntry[], then: readonly AgendaEntry[]): Change[] {
  return difference(now, then, entryChanges);
}

/** What an exception says of a time of which it says nothing. */
export function blankException(at: string): EntryException {
  return { at, cancelled: false, start: "", end: "", place: "" };
}

/** A rule as a change tells it; null for what is cut, or none. */
export function toldRecurrence(text: string | null): Recurrence | null {
  try {
    return readRecurrence(JSON.parse(text ?? "null"));
  } catch {
    return null;
  }
}

/** A rule is one value; a time of a series is as the series says until an exception says otherwise: none comes or goes. */
function spoken({ exceptions, recurrence, ...entry }: AgendaEntry, others: readonly EntryException[]) {
  const rule = readRecurrence(recurrence);
  const known = new Map([...others.map(({ at }) => blankException(at)), ...exceptions].map((one) => [one.at, one]));
  return {
    ...entry,
    recurrence: rule && JSON.stringify(rule),
    // What stands there may be no time at all, and SQL does not take everything.
    exceptions: [...known.values()].filter(({ at }) => isMoment(at)).map((one) => ({ ...one, id: one.at })),
  };
}
