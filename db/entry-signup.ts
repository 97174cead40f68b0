import { type SqlBool, sql } from "kysely";
import type { Db, Trx } from "./client";

/** An entry of the agenda as its sign-ups need it. */
export type EntryFacts = {
  id: string;
  coalitionId: string;
  coalitionSlug: string;
  coalitionName: string;
  coalitionPublished: boolean;
  kind: string;
  title: string;
  notes: string;
  bring: string;
  place: string;
  address: string;
  startsLocal: string | null;
  endsLocal: string | null;
  recurrence: unknown;
  helpers: number | null;
  visibility: string;
  /** Of a task: until when, who was given it by name, where it stands. */
  due: string | null;
  ownerId: string | null;
  taskState: string;
  publishedAt: Date | null;
  removedAt: Date | null;
  cancelledAt: Date | null;
  cancelReason: string | null;
  revision: number;
  /** How one registers; null: one helps, or nobody signs up. */
  registration: RegistrationFacts | null;
  exceptions: ExceptionFacts[];
};
export type RegistrationFacts = {
  capacity: number;
  /** Null for a series: each time until it begins. */
  closesAt: Date | null;
  days: string[];
  questions: unknown;
  /** Null for a series: so long after each time. */
  purgeOn: string | null;
};
export type ExceptionFacts = {
  at: string;
  cancelled: boolean;
  startsLocal: string;
  endsLocal: string;
  place: string;
  /** It is cancelled for good. */
  cancelReason: string | null;
};

/** The sign-ups of an entry, of all its occurrences, change one transaction at a time. */
export async function lockEntry(trx: Trx, entryId: string): Promise<void> {
  await trx.selectFrom("agendaEntry").select("id").where("id", "=", entryId).forUpdate().execute();
}

/** Facts of entries, by id; unpublished ones and those of an unpublished coalition included. */
export async function findEntries(db: Db, entryIds: readonly string[]): Promise<EntryFacts[]> {
  if (entryIds.length === 0) return [];
  const rows = await entries(db).where("agendaEntry.id", "in", entryIds).execute();
  const registrations = await db
    .selectFrom("entryRegistration")
    .select(["entryId", "capacity", "closesAt", "days", "questions"])
    .select(sql<string | null>`purge_on::text`.as("purgeOn"))
    .where("entryId", "in", entryIds)
    .execute();
  const exceptions = await db
    .selectFrom("agendaException")
    .select(["entry", "at", "cancelled", "startsLocal", "endsLocal", "place", "cancelReason"])
    .where("entry", "in", entryIds)
    .execute();
  return rows.map((row) => ({
    ...row,
    registration: registrations.find(({ entryId }) => entryId === row.id) ?? null,
    exceptions: exceptions.filter(({ entry }) => entry === row.id),
  }));
}

function entries(db: Db) {
  return db
    .selectFrom("agendaEntry")
    .innerJoin("coalition", "coalition.id", "agendaEntry.coalitionId")
    .select([
      "agendaEntry.id",
      "agendaEntry.coalitionId",
      "coalition.slug as coalitionSlug",
      "coalition.name as coalitionName",
      "agendaEntry.kind",
      "agendaEntry.title",
      "agendaEntry.notes",
      "agendaEntry.bring",
      "agendaEntry.place",
      "agendaEntry.address",
      "agendaEntry.startsLocal",
      "agendaEntry.endsLocal",
      "agendaEntry.recurrence",
      "agendaEntry.helpers",
      "agendaEntry.visibility",
      "agendaEntry.due",
      "agendaEntry.ownerId",
      "agendaEntry.state as taskState",
      "agendaEntry.removedAt",
      "agendaEntry.cancelledAt",
      "agendaEntry.cancelReason",
      "agendaEntry.revision",
      // Nothing of a coalition that is put away takes sign-ups.
      sql<Date | null>`case when coalition.archived_at is null then agenda_entry.published_at end`.as("publishedAt"),
    ])
    .select((eb) => eb("coalition.publishedAt", "is not", null).$castTo<boolean>().as("coalitionPublished"));
}

/** Whether an account has a role in the coalition of an entry, and the coalition is not put away. */
export async function hasRoleFor(db: Db, accountId: string, entryId: string): Promise<boolean> {
  const row = await db
    .selectFrom("agendaEntry")
    .innerJoin("membership", "membership.coalitionId", "agendaEntry.coalitionId")
    .innerJoin("coalition", "coalition.id", "agendaEntry.coalitionId")
    .select("membership.id")
    .where("agendaEntry.id", "=", entryId)
    .where("coalition.archivedAt", "is", null)
    .where("membership.accountId", "=", accountId)
    .where("membership.role", "is not", null)
    .where("membership.removedAt", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}

/** What an account may do that runs the entry's sign-ups: a coordinator, or somebody to whom it was given. */
export async function findEntryRight(
  db: Db,
  accountId: string,
  entryId: string,
): Promise<{ coordinator: boolean } | undefined> {
  const row = await db
    .selectFrom("agendaEntry")
    .innerJoin("coalition", "coalition.id", "agendaEntry.coalitionId")
    .select((eb) => [
      eb
        .exists(
          eb
            .selectFrom("membership")
            .select(sql<number>`1`.as("one"))
            .whereRef("membership.coalitionId", "=", "agendaEntry.coalitionId")
            .where("membership.accountId", "=", accountId)
            .where("membership.role", "=", "coordinator")
            .where("membership.removedAt", "is", null),
        )
        .$castTo<boolean>()
        .as("coordinator"),
      eb
        .exists(
          eb
            .selectFrom("entryOrganiser")
            .select(sql<number>`1`.as("one"))
            .whereRef("entryOrganiser.entryId", "=", "agendaEntry.id")
            .where("entryOrganiser.accountId", "=", accountId),
        )
        .$castTo<boolean>()
        .as("given"),
    ])
    .where("agendaEntry.id", "=", entryId)
    .where("coalition.archivedAt", "is", null)
    .executeTakeFirst();
  return row && (row.coordinator || row.given) ? { coordinator: row.coordinator } : undefined;
}

/** Those to whom a coordinator gave the entry, called as `accountNames` calls them. */
export async function entryOrganisers(
  db: Db,
  entryId: string,
): Promise<{ accountId: string; name: string; email: string }[]> {
  return db
    .selectFrom("entryOrganiser")
    .innerJoin("agendaEntry", "agendaEntry.id", "entryOrganiser.entryId")
    .innerJoin("account", "account.id", "entryOrganiser.accountId")
    .leftJoin("membership as m", (join) =>
      join.onRef("m.accountId", "=", "account.id").onRef("m.coalitionId", "=", "agendaEntry.coalitionId"),
    )
    .select((eb) => [
      "account.id as accountId",
      eb.fn.coalesce("m.shownName", "account.name").as("name"),
      "account.email",
    ])
    .where("entryOrganiser.entryId", "=", entryId)
    .orderBy("account.email")
    .execute();
}

/** Everyone who runs the entry: those to whom it was given, and the coalition's coordinators; each once. */
export async function peopleInChargeOfEntry(
  db: Db,
  entryId: string,
  coalitionId: string,
): Promise<{ email: string; locale: string }[]> {
  return db
    .selectFrom("account")
    .select(["account.email", "account.locale"])
    .where(
      sql<SqlBool>`account.id in (
        select account_id from entry_organiser where entry_id = ${entryId}
        union select account_id from membership
        where coalition_id = ${coalitionId} and role = 'coordinator' and removed_at is null
      )`,
    )
    .orderBy("account.email")
    .execute();
}

export async function giveEntry(
  trx: Trx,
  given: { entryId: string; accountId: string; givenBy: string; givenAt: Date },
): Promise<void> {
  await trx
    .insertInto("entryOrganiser")
    .values(given)
    .onConflict((conflict) => conflict.columns(["entryId", "accountId"]).doNothing())
    .execute();
}

export async function takeEntryBack(trx: Trx, entryId: string, accountId: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom("entryOrganiser")
    .where("entryId", "=", entryId)
    .where("accountId", "=", accountId)
    .executeTakeFirst();
  return Number(numDeletedRows) > 0;
}

/** The occurrences of an entry that somebody has signed up for and that have not ended. */
export async function signedUpOccurrences(db: Db, entryId: string): Promise<(string | null)[]> {
  const rows = await db
    .selectFrom("signup")
    .select("occurrence")
    .distinct()
    .where("entryId", "=", entryId)
    .where("endedAt", "is", null)
    .orderBy("occurrence")
    .execute();
  return rows.map((row) => row.occurrence);
}

export async function writeRegistration(
  trx: Trx,
  registration: Omit<RegistrationFacts, "questions"> & {
    entryId: string;
    questions: string;
    updatedBy: string;
    updatedAt: Date;
  },
): Promise<void> {
  const { entryId, ...set } = registration;
  await trx
    .insertInto("entryRegistration")
    .values({ entryId, ...set })
    .onConflict((conflict) => conflict.column("entryId").doUpdateSet(set))
    .execute();
}

/**
 * Where somebody waits while there is room: a number of helpers, or of places, that was raised and has stood since
 * `before`. Nothing is offered in the last minutes, so what has begun is left out.
 */
export async function entriesWithRoom(
  db: Db,
  now: Date,
  before: Date,
): Promise<{ entryId: string; occurrence: string | null }[]> {
  const { rows } = await sql<{ entryId: string; occurrence: string | null }>`
    select signup.entry_id, signup.occurrence
    from signup join agenda_entry on agenda_entry.id = signup.entry_id
    left join entry_registration on entry_registration.entry_id = signup.entry_id
    where signup.ended_at is null and signup.entry_id is not null and agenda_entry.changed_at <= ${before}
      and agenda_entry.removed_at is null and agenda_entry.cancelled_at is null
      and (agenda_entry.recurrence is not null or agenda_entry.starts_at > ${now}::timestamptz + interval '15 minutes')
      and coalesce(entry_registration.updated_at <= ${before}, true)
    group by signup.entry_id, signup.occurrence, capacity, helpers
    having count(*) filter (where signup.state = 'waiting' and confirmed_at is not null) > 0
      and coalesce(sum(party) filter (where signup.state in ('confirmed', 'offered') or (signup.state = 'pending' and holds)), 0)
        < coalesce(capacity, helpers, 0)
  `.execute(db);
  return rows;
}

/**
 * Live sign-ups of entries, and the most places taken at one of their times; entries without any are left out. Where one
 * registers, the places are not those of the agenda: `taken` is 0.
 */
export async function signedUpFor(
  db: Db,
  entryIds: readonly string[],
): Promise<Map<string, { live: number; taken: number }>> {
  if (entryIds.length === 0) return new Map();
  const { rows } = await sql<{ entryId: string; live: number; taken: number }>`
    with time as (
      select signup.entry_id, count(*)::int as live,
        coalesce(sum(party) filter (where state in ('confirmed', 'offered') or (state = 'pending' and holds)), 0)::int as taken
      from signup where entry_id = any(${entryIds}::uuid[]) and ended_at is null
      group by signup.entry_id, occurrence
    )
    select time.entry_id, sum(live)::int as live,
      case when bool_or(entry_registration.entry_id is not null) then 0 else max(taken) end as taken
    from time left join entry_registration on entry_registration.entry_id = time.entry_id
    group by time.entry_id
  `.execute(db);
  return new Map(rows.map(({ entryId, ...counts }) => [entryId, counts]));
}

/** Which of these entries one registers for, and what somebody holds there: of several times, the soonest. */
export async function ownPlaces(
  db: Db,
  accountId: string | null,
  entryIds: readonly string[],
): Promise<Map<string, { registers: boolean; own: { id: string; state: string } | null }>> {
  if (entryIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("agendaEntry as e")
    .leftJoin("entryRegistration as r", "r.entryId", "e.id")
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom("signup as s")
          .select(["s.id", "s.state"])
          .whereRef("s.entryId", "=", "e.id")
          .where("s.accountId", "=", accountId)
          .where("s.endedAt", "is", null)
          .orderBy("s.occurrence")
          .limit(1)
          .as("own"),
      (join) => join.onTrue(),
    )
    .select(["e.id", "r.entryId as registration", "own.id as ownId", "own.state"])
    .where("e.id", "in", entryIds)
    .execute();
  return new Map(
    rows.map(({ id, registration, ownId, state }) => [
      id,
      { registers: registration !== null, own: ownId && state ? { id: ownId, state } : null },
    ]),
  );
}

/** Entries to come of a coalition that want helpers, or that one registers for, the soonest first. */
export async function entriesThatWant(db: Db, coalitionId: string, now: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom("agendaEntry")
    .leftJoin("entryRegistration", "entryRegistration.entryId", "agendaEntry.id")
    .select("agendaEntry.id")
    .where("agendaEntry.coalitionId", "=", coalitionId)
    .where("agendaEntry.removedAt", "is", null)
    .where("agendaEntry.publishedAt", "is not", null)
    .where("agendaEntry.startsAt", "is not", null)
    .where((eb) => eb.or([eb("agendaEntry.overAt", "is", null), eb("agendaEntry.overAt", ">", now)]))
    .where((eb) => eb.or([eb("agendaEntry.helpers", "is not", null), eb("entryRegistration.entryId", "is not", null)]))
    .orderBy("agendaEntry.startsAt")
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

/** Who took which tasks of a coalition, as it knows them, by the entry's key in the document. */
export async function taskTakers(db: Db, coalitionId: string) {
  return db
    .selectFrom("signup as s")
    .innerJoin("agendaEntry as e", "e.id", "s.entryId")
    .leftJoin("membership as m", (join) =>
      join.onRef("m.accountId", "=", "s.accountId").onRef("m.coalitionId", "=", "s.coalitionId"),
    )
    .select(["e.entryId as key", "s.accountId", "m.shownName as name", "s.firstName"])
    .where("s.coalitionId", "=", coalitionId)
    .where("s.state", "=", "confirmed")
    .where("s.endedAt", "is", null)
    .where("e.kind", "=", "task")
    .where("e.removedAt", "is", null)
    .execute();
}

/** The id of a coalition's task by its key in the agenda; undefined for a removed one. */
export async function findTask(db: Db, coalitionId: string, key: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("agendaEntry")
    .select("id")
    .where("coalitionId", "=", coalitionId)
    .where("entryId", "=", key)
    .where("kind", "=", "task")
    .where("removedAt", "is", null)
    .executeTakeFirst();
  return row?.id;
}
