import { z } from "zod";
import type { EntryFacts, EntryValues } from "@/domain/calendar/entry-issues";
import { lastDay, moved, readRecurrence } from "@/domain/calendar/recurrence";
import { type EntryException, entryKinds, taskStates, visibilities } from "@/domain/calendar/schema";
import { toInstant } from "@/domain/kernel/local-time";
import type { Db, Trx } from "./client";
import { signedUpFor } from "./entry-signup";

export type Agenda = { documentId: string; coalitionId: string; generation: number };

/** An entry as SQL holds it. */
export type StoredEntry = {
  /** Its id for addresses. */
  id: string;
  /** Its key in the document. */
  entryId: string;
  coalitionId: string;
  values: EntryValues;
  facts: EntryFacts;
  cancelReason: string | null;
  publishedAt: Date | null;
  revision: number;
  changedAt: Date;
};

const kindSchema = z.enum(entryKinds);
const visibilitySchema = z.enum(visibilities);
const taskStateSchema = z.enum(taskStates);

export async function findAgenda(db: Db, documentId: string): Promise<Agenda | undefined> {
  return db
    .selectFrom("document")
    .select(["id as documentId", "coalitionId", "generation"])
    .where("id", "=", documentId)
    .where("kind", "=", "agenda")
    .executeTakeFirst();
}

export async function findAgendaOf(db: Db, coalitionId: string): Promise<Agenda | undefined> {
  return db
    .selectFrom("document")
    .select(["id as documentId", "coalitionId", "generation"])
    .where("coalitionId", "=", coalitionId)
    .where("kind", "=", "agenda")
    .executeTakeFirst();
}

const entryColumns = [
  "id",
  "entryId",
  "coalitionId",
  "kind",
  "title",
  "notes",
  "bring",
  "startsLocal",
  "endsLocal",
  "place",
  "address",
  "leadId",
  "helpers",
  "visibility",
  "due",
  "ownerId",
  "state",
  "partOf",
  "recurrence",
  "publishedAt",
  "removedAt",
  "cancelledAt",
  "cancelReason",
  "revision",
  "changedAt",
] as const;

/** What to choose entries by; all are met. */
export type EntryFilter = {
  coalitionIds?: readonly string[];
  documentId?: string;
  ids?: readonly string[];
  entryIds?: readonly string[];
  /** Events that may stand on these days, and tasks due on them. */
  days?: { from: string; to: string };
  /** What everybody may see. */
  publicOnly?: boolean;
  tasks?: boolean;
  /** Removed ones as well. */
  removed?: boolean;
  limit?: number;
};

/** Entries by when they first stand, the undated last, with what is promised on them. */
export async function storedEntries(db: Db, filter: EntryFilter): Promise<StoredEntry[]> {
  let query = db.selectFrom("agendaEntry").select(entryColumns).orderBy("startsAt").orderBy("id");
  if (filter.coalitionIds) {
    if (filter.coalitionIds.length === 0) return [];
    query = query.where("coalitionId", "in", filter.coalitionIds);
  }
  if (filter.documentId !== undefined) query = query.where("documentId", "=", filter.documentId);
  for (const [column, ids] of [
    ["id", filter.ids],
    ["entryId", filter.entryIds],
  ] as const) {
    if (!ids) continue;
    if (ids.length === 0) return [];
    query = query.where(column, "in", ids);
  }
  if (!filter.removed) query = query.where("removedAt", "is", null);
  if (filter.publicOnly)
    query = query.where("visibility", "=", "public").where("publishedAt", "is not", null).where("kind", "<>", "task");
  if (filter.tasks !== undefined) query = query.where("kind", filter.tasks ? "=" : "<>", "task");
  if (filter.days) {
    const { from, to } = filter.days;
    const [begin, end] = [toInstant(`${from}T00:00`), toInstant(`${moved(to, 1)}T00:00`)];
    query = query.where((eb) =>
      eb.or([
        eb.and([eb("startsAt", "<", end), eb.or([eb("overAt", "is", null), eb("overAt", ">", begin)])]),
        // Moved out of the series' own days.
        eb.and([eb("recurrence", "is not", null), eb("startsAt", ">=", end)]),
        eb.and([eb("due", ">=", from), eb("due", "<=", to)]),
      ]),
    );
  }
  if (filter.limit !== undefined) query = query.limit(filter.limit);
  const rows = await query.execute();
  const exceptions = await exceptionsOf(
    db,
    rows.filter((row) => row.recurrence !== null).map((row) => row.id),
  );
  const signedUp = await signedUpFor(
    db,
    rows.map((row) => row.id),
  );
  return rows.map(
    ({ id, entryId, coalitionId, cancelledAt, cancelReason, publishedAt, revision, changedAt, ...row }) => ({
      id,
      entryId,
      coalitionId,
      values: {
        kind: kindSchema.parse(row.kind),
        title: row.title,
        notes: row.notes,
        bring: row.bring,
        start: row.startsLocal,
        end: row.endsLocal,
        place: row.place,
        address: row.address,
        lead: row.leadId,
        helpers: row.helpers,
        visibility: visibilitySchema.parse(row.visibility),
        due: row.due,
        owner: row.ownerId,
        state: taskStateSchema.parse(row.state),
        partOf: row.partOf,
        recurrence: readRecurrence(row.recurrence),
        exceptions: exceptions.get(id) ?? [],
        removed: row.removedAt !== null,
      },
      facts: { cancelled: cancelledAt !== null, ...(signedUp.get(id) ?? { live: 0, taken: 0 }) },
      cancelReason,
      publishedAt,
      revision,
      changedAt,
    }),
  );
}

async function exceptionsOf(db: Db, ids: readonly string[]): Promise<Map<string, EntryException[]>> {
  const found = new Map<string, EntryException[]>();
  if (ids.length === 0) return found;
  const rows = await db.selectFrom("agendaException").selectAll().where("entry", "in", ids).orderBy("at").execute();
  for (const { entry, at, cancelled, startsLocal: start, endsLocal: end, place, cancelReason } of rows) {
    const one = { at, cancelled, start, end, place, ...(cancelReason === null ? {} : { reason: cancelReason }) };
    found.set(entry, [...(found.get(entry) ?? []), one]);
  }
  return found;
}

/** Locks entries, in id order. */
export async function lockEntries(trx: Trx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await trx.selectFrom("agendaEntry").select("id").where("id", "in", ids).orderBy("id").forUpdate().execute();
}

export type EntryWrite = {
  documentId: string;
  entryId: string;
  coalitionId: string;
  values: EntryValues;
  published: boolean;
};

/** Makes an entry; undefined when another server has. */
export async function insertEntry(trx: Trx, write: EntryWrite, now: Date): Promise<string | undefined> {
  const { documentId, entryId, coalitionId, values, published } = write;
  const row = await trx
    .insertInto("agendaEntry")
    .values({
      documentId,
      entryId,
      coalitionId,
      ...columnsOf(values),
      publishedAt: published ? now : null,
      publicAt: published && values.visibility === "public" ? now : null,
      removedAt: values.removed ? now : null,
      changedAt: now,
    })
    .onConflict((conflict) => conflict.columns(["documentId", "entryId"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (row) await writeExceptions(trx, row.id, values.exceptions);
  return row?.id;
}

export async function updateEntry(trx: Trx, id: string, write: EntryWrite, now: Date): Promise<void> {
  const { values, published } = write;
  await trx
    .updateTable("agendaEntry")
    .set((eb) => ({
      ...columnsOf(values),
      publishedAt: published ? eb.fn.coalesce("publishedAt", eb.val(now)) : null,
      publicAt: published && values.visibility === "public" ? eb.fn.coalesce("publicAt", eb.val(now)) : null,
      removedAt: values.removed ? eb.fn.coalesce("removedAt", eb.val(now)) : null,
      revision: eb("revision", "+", 1),
      changedAt: now,
    }))
    .where("id", "=", id)
    .execute();
  await writeExceptions(trx, id, values.exceptions);
}

function columnsOf({ start, end, lead, owner, recurrence, exceptions, removed: _, ...values }: EntryValues) {
  const day = (moment: string) => toInstant(moment.length === 10 ? `${moment}T00:00` : moment);
  const last = start === null ? null : lastDay({ start, end, recurrence, exceptions });
  return {
    ...values,
    startsLocal: start,
    endsLocal: end,
    startsAt: start === null ? null : day(start),
    overAt: last === null ? null : day(moved(last, 1)),
    leadId: lead,
    ownerId: owner,
    recurrence: recurrence === null ? null : JSON.stringify(recurrence),
  };
}

async function writeExceptions(trx: Trx, entry: string, exceptions: readonly EntryException[]): Promise<void> {
  await trx.deleteFrom("agendaException").where("entry", "=", entry).where("cancelReason", "is", null).execute();
  if (exceptions.length === 0) return;
  await trx
    .insertInto("agendaException")
    .values(
      exceptions.map(({ at, cancelled, start, end, place }) => ({
        entry,
        at,
        cancelled,
        startsLocal: start,
        endsLocal: end,
        place,
      })),
    )
    // What stands there was cancelled for good: its reason stays.
    .onConflict((conflict) =>
      conflict.columns(["entry", "at"]).doUpdateSet((eb) => ({
        startsLocal: eb.ref("excluded.startsLocal"),
        endsLocal: eb.ref("excluded.endsLocal"),
        place: eb.ref("excluded.place"),
      })),
    )
    .execute();
}

/** Ends one time of a series for good, with a reason; false when it had ended already, which keeps its own. */
export async function cancelTime(
  trx: Trx,
  { id, at }: { id: string; at: string },
  reason: string,
  now: Date,
): Promise<boolean> {
  const ended = await trx
    .insertInto("agendaException")
    .values({ entry: id, at, cancelled: true, startsLocal: "", endsLocal: "", place: "", cancelReason: reason })
    .onConflict((conflict) =>
      conflict
        .columns(["entry", "at"])
        .doUpdateSet({ cancelled: true, cancelReason: reason })
        .where("agendaException.cancelReason", "is", null),
    )
    .returning("at")
    .executeTakeFirst();
  if (!ended) return false;
  await trx
    .updateTable("agendaEntry")
    .set((eb) => ({ revision: eb("revision", "+", 1), changedAt: now }))
    .where("id", "=", id)
    .execute();
  return true;
}

/** Ends an entry for good, with a reason; false when it had ended already, which keeps its own. */
export async function cancelEntry(trx: Trx, id: string, reason: string, now: Date): Promise<boolean> {
  const result = await trx
    .updateTable("agendaEntry")
    .set((eb) => ({ cancelledAt: now, cancelReason: reason, revision: eb("revision", "+", 1), changedAt: now }))
    .where("id", "=", id)
    .where("cancelledAt", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
