import type { StoredEntry } from "@/db/agenda";
import type { Db } from "@/db/client";
import { ownPlaces, taskTakers } from "@/db/entry-signup";
import { type ShownEntry, type ShownHelp, shownValues } from "@/domain/plan/shown-entry";
import { signupStates } from "@/domain/signup/state";

/** Who took the tasks of a coalition: the name by the task's key in the agenda. */
export async function takersOf(db: Db, coalitionId: string): Promise<Map<string, string>> {
  return new Map((await taskTakers(db, coalitionId)).map(({ key, name, firstName }) => [key, name || firstName]));
}

/**
 * Entries by their keys in the agenda, with the names of who leads and who takes them, and how many help. `accountId`: who
 * may sign up from here; null: nobody.
 */
export async function shownEntries(
  db: Db,
  stored: readonly StoredEntry[],
  {
    people,
    takers,
    accountId,
    today,
  }: {
    people: readonly { id: string; name: string }[];
    takers: ReadonlyMap<string, string>;
    accountId: string | null;
    today: string;
  },
): Promise<Record<string, ShownEntry>> {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const wanting = stored.filter(({ values }) => values.kind !== "task" && values.helpers !== null);
  const places = await ownPlaces(
    db,
    accountId,
    wanting.map(({ id }) => id),
  );
  const helpAt = ({ id, values, facts, publishedAt }: StoredEntry): ShownHelp | null => {
    const place = places.get(id);
    if (!place) return null;
    const isSeries = values.recurrence !== null;
    const isAhead = isSeries || (values.start !== null && (values.end ?? values.start).slice(0, 10) >= today);
    const isOpen = accountId !== null && publishedAt !== null && !facts.cancelled && isAhead;
    const state = signupStates.find((known) => known === place.own?.state);
    const own = place.own && state ? { id: place.own.id, state } : null;
    return { taken: isSeries || place.registers ? null : facts.taken, signUp: isOpen ? id : null, own };
  };
  return Object.fromEntries(
    stored.map((entry) => {
      const shown = shownValues(entry.values, entry.facts.cancelled, (id) => names.get(id) ?? null);
      const owner = shown.owner ?? takers.get(entry.entryId) ?? null;
      return [entry.entryId, { ...shown, owner, help: helpAt(entry) }];
    }),
  );
}
