import { sql } from "kysely";
import type { Db, Trx } from "./client";
import { type ThingKey, thingOf } from "./signup-thing";

/** What people have signed up for in a coalition and is not over, by title. Tasks are not dates. */
export async function bookedAhead(db: Db, coalitionId: string, now: Date): Promise<{ title: string; key: ThingKey }[]> {
  const { rows } = await sql<{ title: string } & Parameters<typeof thingOf>[0]>`
    select distinct coalesce(t.title, e.title) as title, s.trip_id as "tripId", s.entry_id as "entryId", s.occurrence
    from signup s left join trip t on t.id = s.trip_id left join agenda_entry e on e.id = s.entry_id
    where s.coalition_id = ${coalitionId} and s.ended_at is null
      and (t.cancelled_at is null and exists (select 1 from trip_stop p where p.trip_id = t.id and p.at > ${now})
        or e.cancelled_at is null and e.kind <> 'task' and (e.over_at is null or e.over_at > ${now}))
    order by title, "tripId", "entryId", s.occurrence
  `.execute(db);
  return rows.map(({ title, ...columns }) => ({ title, key: thingOf(columns) }));
}

/** Nobody signs up for anything of a coalition while this transaction lasts. */
export async function lockThings(trx: Trx, coalitionId: string): Promise<void> {
  await trx.selectFrom("trip").select("id").where("coalitionId", "=", coalitionId).orderBy("id").forUpdate().execute();
  await trx
    .selectFrom("agendaEntry")
    .select("id")
    .where("coalitionId", "=", coalitionId)
    .orderBy("id")
    .forUpdate()
    .execute();
}

/** Takes it out of sight, and everybody's role down to reading. Answers with whose access changed. */
export async function putAway(trx: Trx, coalitionId: string, now: Date): Promise<string[]> {
  await trx
    .updateTable("coalition")
    .set((eb) => ({ archivedAt: now, publishedBefore: eb.ref("publishedAt"), publishedAt: null }))
    .where("id", "=", coalitionId)
    .execute();
  await trx
    .updateTable("invitation")
    .set({ revokedAt: now, emailSealed: null })
    .where("coalitionId", "=", coalitionId)
    .where("revokedAt", "is", null)
    .execute();
  // What was sent and has not left is told to nobody, also when it is opened again.
  await trx
    .deleteFrom("newsDelivery")
    .where("newsId", "in", (eb) => eb.selectFrom("news").select("id").where("coalitionId", "=", coalitionId))
    .execute();
  const people = await trx
    .updateTable("membership")
    .set((eb) => ({ keptRole: eb.ref("role"), role: "participant" }))
    .where("coalitionId", "=", coalitionId)
    .where("role", "is not", null)
    .where("removedAt", "is", null)
    .returning("accountId")
    .execute();
  return people.flatMap(({ accountId }) => accountId ?? []);
}

/** The reverse; it is confirmed to be active by that. */
export async function takeOut(trx: Trx, coalitionId: string, now: Date): Promise<string[]> {
  await trx
    .updateTable("coalition")
    .set((eb) => ({ archivedAt: null, publishedAt: eb.ref("publishedBefore"), publishedBefore: null, activeAt: now }))
    .where("id", "=", coalitionId)
    .execute();
  const people = await trx
    .updateTable("membership")
    .set((eb) => ({ role: eb.ref("keptRole"), keptRole: null }))
    .where("coalitionId", "=", coalitionId)
    .where("keptRole", "is not", null)
    .where("removedAt", "is", null)
    .returning("accountId")
    .execute();
  return people.flatMap(({ accountId }) => accountId ?? []);
}

/** A coalition that is put away, and who would coordinate it again. */
export async function findArchived(
  db: Db,
  slug: string,
): Promise<{ id: string; name: string; archivedAt: Date; coordinators: string[] } | undefined> {
  const row = await db
    .selectFrom("coalition")
    .select(["id", "name", "archivedAt"])
    .where("slug", "=", slug)
    .where("archivedAt", "is not", null)
    .$narrowType<{ archivedAt: Date }>()
    .executeTakeFirst();
  if (!row) return undefined;
  const people = await db
    .selectFrom("membership")
    .select("accountId")
    .where("coalitionId", "=", row.id)
    .where("keptRole", "=", "coordinator")
    .where("removedAt", "is", null)
    .execute();
  return { ...row, coordinators: people.flatMap(({ accountId }) => accountId ?? []) };
}
