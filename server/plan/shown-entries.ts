import type { StoredEntry } from "@/db/agenda";
import { type ShownEntry, shownValues } from "@/domain/plan/shown-entry";

/** Entries by their keys in the agenda, with the names of who leads and who takes them. */
export function shownEntries(
  stored: readonly StoredEntry[],
  people: readonly { id: string; name: string }[],
): Record<string, ShownEntry> {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return Object.fromEntries(
    stored.map(({ entryId, values, facts }) => [
      entryId,
      shownValues(values, facts.cancelled, (id) => names.get(id) ?? null),
    ]),
  );
}
