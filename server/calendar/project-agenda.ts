import {
  type EntryWrite,
  findAgenda,
  insertEntry,
  lockEntries,
  type StoredEntry,
  storedEntries,
  updateEntry,
} from "@/db/agenda";
import type { Database } from "@/db/client";
import { setProjected } from "@/db/document";
import { roster } from "@/db/membership";
import { notify } from "@/db/notify";
import { transact } from "@/db/transact";
import { type AgendaDoc, readAllEntries } from "@/domain/calendar/agenda";
import { entriesBeyondLimit, isPublished, projectEntry } from "@/domain/calendar/projection";
import type { Clock } from "@/domain/kernel/clock";
import { followSplits, noteTimes } from "./follow-signups";

/** More in one transaction would keep everyone else waiting on the embedded engine. */
const entriesAtOnce = 25;

export type ProjectAgendaDeps = {
  db: Database["db"];
  clock: Clock;
  /** Looks into the committed state of a document; null for an unknown one. `seq` is how far its log goes. */
  read<T>(documentId: string, look: (doc: AgendaDoc) => T): Promise<{ value: T; seq: number } | null>;
  /** Tells whoever keeps the document in memory how far its projection got. */
  projected?(documentId: string, seq: number): void;
};

/**
 * Writes to SQL what an agenda says. Reads the whole of it, compares, then locks and writes only the entries that
 * differ: after a crash the same call catches up. It touches entries of this document only. Answers with the number of
 * entries written.
 */
export async function projectAgenda(deps: ProjectAgendaDeps, documentId: string): Promise<number> {
  const { db } = deps;
  const agenda = await findAgenda(db, documentId);
  const read = agenda && (await deps.read(documentId, readAllEntries));
  if (!agenda || !read) return 0;
  const { coalitionId } = agenda;
  const entries = new Map(read.value.map((entry) => [entry.id, entry]));
  const all = { documentId, removed: true } as const;
  const stored = new Map((await storedEntries(db, all)).map((entry) => [entry.entryId, entry]));
  const people = new Set((await roster(db, coalitionId)).map(({ id }) => id));
  const beyond = entriesBeyondLimit(read.value, new Set(stored.keys()));
  const wanted = (entryId: string, last: StoredEntry | null): EntryWrite | null => {
    const context = { people, facts: last?.facts ?? null, beyondLimit: beyond.has(entryId) };
    const values = projectEntry(entries.get(entryId) ?? null, context, last?.values ?? null);
    return values && { documentId, entryId, coalitionId, values, published: isPublished(values) };
  };

  const changed = [...stored.values()]
    .filter((last) => differs(last, wanted(last.entryId, last)))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const fresh = [...entries.keys()].filter((entryId) => !stored.has(entryId) && wanted(entryId, null)).sort();
  for (const batch of batches(changed)) {
    await transact(db, async (trx) => {
      const ids = batch.map(({ id }) => id);
      await lockEntries(trx, ids);
      // What was promised may have changed before the lock: decide again on what holds now.
      for (const last of await storedEntries(trx, { ...all, ids })) {
        const write = wanted(last.entryId, last);
        if (!write || !differs(last, write)) continue;
        await noteTimes(trx, last, write, deps.clock.now());
        await updateEntry(trx, last.id, write, deps.clock.now());
        await notify(trx, { kind: "entry", coalitionId, entryId: last.id });
      }
    });
  }
  for (const batch of batches(fresh)) {
    await transact(db, async (trx) => {
      for (const entryId of batch) {
        const write = wanted(entryId, null);
        const id = write && (await insertEntry(trx, write, deps.clock.now()));
        if (!id) continue;
        await notify(trx, { kind: "entry", coalitionId, entryId: id });
        // From now on one can sign up for it.
        await notify(trx, { kind: "entry_signups", coalitionId, entryId: id });
      }
    });
  }
  await followSplits(deps, documentId, read.value);
  await setProjected(db, agenda, read.seq);
  deps.projected?.(documentId, read.seq);
  return changed.length + fresh.length;
}

function differs(last: StoredEntry, write: EntryWrite | null): boolean {
  return write !== null && !last.facts.cancelled && JSON.stringify(last.values) !== JSON.stringify(write.values);
}

function batches<T>(list: readonly T[]): T[][] {
  const count = Math.ceil(list.length / entriesAtOnce);
  return Array.from({ length: count }, (_, index) => list.slice(index * entriesAtOnce, (index + 1) * entriesAtOnce));
}
