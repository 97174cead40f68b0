import { type SqlBool, sql } from "kysely";
import type { Db, Trx } from "./client";
import type { EntryKey } from "./signup-thing";

/** When and where one time of an entry is; a wall-clock time, or a day. */
export type EntryMoment = { start: string; end: string | null; place: string };
export type EntryChange = { key: EntryKey; before: EntryMoment; changedAt: Date };

/**
 * A time that people signed up for changed. What they know stays the old value however often it changes; the time it
 * must stand for begins anew; changed back, there is nothing to tell. `after` null: it does not stand at present.
 */
export async function noteEntryChange(
  trx: Trx,
  { entryId, occurrence }: EntryKey,
  before: EntryMoment,
  after: EntryMoment | null,
  now: Date,
): Promise<void> {
  const key = { entryId, occurrence: occurrence ?? "" };
  await trx
    .insertInto("entryChange")
    .values({ ...key, oldStart: before.start, oldEnd: before.end, oldPlace: before.place, changedAt: now })
    .onConflict((conflict) => conflict.columns(["entryId", "occurrence"]).doUpdateSet({ changedAt: now }))
    .execute();
  if (after === null) return;
  await trx
    .deleteFrom("entryChange")
    .where("entryId", "=", entryId)
    .where("occurrence", "=", key.occurrence)
    .where("oldStart", "=", after.start)
    .where("oldPlace", "=", after.place)
    .where(sql<SqlBool>`old_end is not distinct from ${after.end}::text`)
    .execute();
}

/** What people know of a time, where it has changed and they are not told yet. */
export async function pendingChange(trx: Trx, { entryId, occurrence }: EntryKey): Promise<EntryMoment | undefined> {
  return trx
    .selectFrom("entryChange")
    .select(["oldStart as start", "oldEnd as end", "oldPlace as place"])
    .where("entryId", "=", entryId)
    .where("occurrence", "=", occurrence ?? "")
    .executeTakeFirst();
}

/** Changes that have stood since `before` and that somebody is to hear of. A removed entry may come back. */
export async function dueEntryChanges(db: Db, before: Date): Promise<EntryChange[]> {
  const rows = await db
    .selectFrom("entryChange")
    .innerJoin("agendaEntry", "agendaEntry.id", "entryChange.entryId")
    .select(["entryChange.entryId", "occurrence", "oldStart", "oldEnd", "oldPlace", "entryChange.changedAt"])
    .where("entryChange.changedAt", "<=", before)
    .where("agendaEntry.removedAt", "is", null)
    .where("agendaEntry.cancelledAt", "is", null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom("signup")
          .select("signup.id")
          .whereRef("signup.entryId", "=", "entryChange.entryId")
          .where(sql<SqlBool>`coalesce(signup.occurrence, '') = entry_change.occurrence`)
          .where("signup.endedAt", "is", null),
      ),
    )
    .orderBy("entryChange.entryId")
    .orderBy("occurrence")
    .execute();
  return rows.map(({ entryId, occurrence, oldStart, oldEnd, oldPlace, changedAt }) => ({
    key: { entryId, occurrence: occurrence || null },
    before: { start: oldStart, end: oldEnd, place: oldPlace },
    changedAt,
  }));
}

/** Takes a change out, if it is still the one that was read. Call under the entry's lock. */
export async function takeEntryChange(trx: Trx, { key, changedAt }: EntryChange): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom("entryChange")
    .where("entryId", "=", key.entryId)
    .where("occurrence", "=", key.occurrence ?? "")
    .where("changedAt", "=", changedAt)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Who signed up for that time before it changed, and has an address: later ones know the new value. */
export async function peopleOfTime(
  db: Db,
  { key, changedAt }: EntryChange,
): Promise<{ email: string; locale: string }[]> {
  return db
    .selectFrom("signup")
    .leftJoin("account", "account.id", "signup.accountId")
    .select((eb) => [eb.fn.coalesce("signup.email", "account.email").$notNull().as("email"), "signup.locale"])
    .where("signup.entryId", "=", key.entryId)
    .where(sql<SqlBool>`coalesce(signup.occurrence, '') = ${key.occurrence ?? ""}`)
    .where("signup.endedAt", "is", null)
    .where("signup.createdAt", "<=", changedAt)
    .where((eb) => eb(eb.fn.coalesce("signup.email", "account.email"), "is not", null))
    .orderBy("signup.createdAt")
    .orderBy("signup.id")
    .execute();
}

/**
 * The sign-ups of one time go to another, with what they are still to be told, and those who run the one run the other.
 * Call under the locks of both entries. False, and nothing moves, where somebody signed up there already: queue numbers
 * are of one time.
 */
export async function moveSignups(
  trx: Trx,
  from: EntryKey & { occurrence: string },
  to: EntryKey & { occurrence: string },
): Promise<boolean> {
  const there = await trx
    .selectFrom("signup")
    .select("id")
    .where("entryId", "=", to.entryId)
    .where("occurrence", "=", to.occurrence)
    .limit(1)
    .executeTakeFirst();
  if (there) return false;
  for (const table of ["signup", "entryChange"] as const)
    await trx
      .updateTable(table)
      .set(to)
      .where("entryId", "=", from.entryId)
      .where("occurrence", "=", from.occurrence)
      .execute();
  if (from.entryId !== to.entryId)
    await trx
      .insertInto("entryOrganiser")
      .columns(["entryId", "accountId", "givenBy", "givenAt"])
      .expression((eb) =>
        eb
          .selectFrom("entryOrganiser")
          .select((each) => [each.val(to.entryId).as("entryId"), "accountId", "givenBy", "givenAt"])
          .where("entryId", "=", from.entryId),
      )
      .onConflict((conflict) => conflict.columns(["entryId", "accountId"]).doNothing())
      .execute();
  return true;
}
