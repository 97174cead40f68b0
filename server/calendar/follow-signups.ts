import { type EntryWrite, lockEntries, type StoredEntry, storedEntries } from "@/db/agenda";
import type { Database, Trx } from "@/db/client";
import { moveSignups, noteEntryChange, pendingChange } from "@/db/entry-change";
import { signedUpOccurrences } from "@/db/entry-signup";
import { notify } from "@/db/notify";
import { transact } from "@/db/transact";
import { splitOf } from "@/domain/calendar/agenda";
import type { EntryValues } from "@/domain/calendar/entry-issues";
import { followedTime, hasTime, momentOf, sameRule } from "@/domain/calendar/follow-times";
import { dayNumber } from "@/domain/calendar/recurrence";
import type { AgendaEntry } from "@/domain/calendar/schema";
import type { Clock } from "@/domain/kernel/clock";

/**
 * Before an entry is written: whose time changes will be told, once that has stood. Those who signed up for times of a
 * series that moves as a whole go along.
 */
export async function noteTimes(trx: Trx, last: StoredEntry, write: EntryWrite, now: Date): Promise<void> {
  if (last.facts.live === 0 || write.values.kind === "task") return;
  const [was, is] = [last.values, write.values];
  for (const occurrence of await signedUpOccurrences(trx, last.id)) {
    const before = momentOf(was, occurrence);
    let key = { entryId: last.id, occurrence };
    const goesAlong = was.start !== is.start && sameRule(was.recurrence, is.recurrence);
    if (occurrence !== null && before && goesAlong && !hasTime(is, occurrence)) {
      const next = followedTime(is, occurrence, daysFrom(was.start, is.start));
      const to = next !== null && { entryId: last.id, occurrence: next };
      if (to && (await moveSignups(trx, { entryId: last.id, occurrence }, to))) key = to;
    }
    await note(trx, key, before, is, now);
  }
}

/**
 * A series that was split: who signed up for a time that it does not have any more goes to the same time of the series
 * that goes on instead; back again when that one is taken out and the first has the time.
 */
export async function followSplits(
  { db, clock }: { db: Database["db"]; clock: Clock },
  documentId: string,
  entries: readonly AgendaEntry[],
): Promise<void> {
  const splits = entries.flatMap((entry) => {
    const split = splitOf(entry);
    return split === null ? [] : [{ entry, split }];
  });
  if (splits.length === 0) return;
  const signedUp = new Set<string>();
  for (const { entryId, facts } of await storedEntries(db, { documentId, removed: true }))
    if (facts.live > 0) signedUp.add(entryId);
  for (const { entry, split } of splits) {
    if (!signedUp.has(split.from) && !signedUp.has(entry.id)) continue;
    await transact(db, async (trx) => {
      const both = { documentId, entryIds: [split.from, entry.id], removed: true };
      await lockEntries(trx, (await storedEntries(trx, both)).map(({ id }) => id).sort());
      const stored = await storedEntries(trx, both);
      const first = stored.find(({ entryId }) => entryId === split.from);
      const second = stored.find(({ entryId }) => entryId === entry.id);
      if (!first || !second || !sameRule(first.values.recurrence, second.values.recurrence)) return;
      const days = daysFrom(split.at, second.values.start);
      const now = clock.now();
      if (!second.values.removed) await follow(trx, first, second, days, split.at, now);
      else if (!first.values.removed) await follow(trx, second, first, -days, "", now);
    });
  }
}

async function follow(
  trx: Trx,
  from: StoredEntry,
  to: StoredEntry,
  days: number,
  since: string,
  now: Date,
): Promise<void> {
  // From a removed series everybody goes; else only whose time is gone from it.
  const stays = (at: string) => at < since || (!from.values.removed && hasTime(from.values, at));
  let followed = false;
  for (const occurrence of await signedUpOccurrences(trx, from.id)) {
    if (occurrence === null || stays(occurrence)) continue;
    const next = followedTime(to.values, occurrence, days);
    const key = next === null ? null : { entryId: to.id, occurrence: next };
    if (key === null || !(await moveSignups(trx, { entryId: from.id, occurrence }, key))) continue;
    followed = true;
    await note(trx, key, momentOf(from.values, occurrence), to.values, now);
  }
  if (!followed) return;
  for (const { id: entryId, coalitionId } of [from, to])
    await notify(trx, { kind: "entry_signups", coalitionId, entryId });
}

async function note(
  trx: Trx,
  key: { entryId: string; occurrence: string | null },
  before: ReturnType<typeof momentOf>,
  values: EntryValues,
  now: Date,
): Promise<void> {
  const after = momentOf(values, key.occurrence);
  // What did not stand stands again: perhaps where people know it.
  const known = before ?? (await pendingChange(trx, key));
  if (known && JSON.stringify(before) !== JSON.stringify(after)) await noteEntryChange(trx, key, known, after, now);
}

function daysFrom(one: string | null, other: string | null): number {
  return one === null || other === null ? 0 : dayNumber(other) - dayNumber(one);
}
