import { sql } from "kysely";
import type { Db } from "./client";

/** Makes the secret calendar of an account; the one before ends. */
export async function setFeed(db: Db, accountId: string, tokenHash: string, now: Date): Promise<void> {
  await db
    .insertInto("calendarFeed")
    .values({ accountId, tokenHash, madeAt: now })
    .onConflict((conflict) => conflict.column("accountId").doUpdateSet({ tokenHash, madeAt: now }))
    .execute();
}

export async function deleteFeed(db: Db, accountId: string): Promise<void> {
  await db.deleteFrom("calendarFeed").where("accountId", "=", accountId).execute();
}

/** Since when an account has a secret calendar; null: it has none. */
export async function feedMadeAt(db: Db, accountId: string): Promise<Date | null> {
  const row = await db
    .selectFrom("calendarFeed")
    .select("madeAt")
    .where("accountId", "=", accountId)
    .executeTakeFirst();
  return row?.madeAt ?? null;
}

export type FeedPlace = { coalitionId: string; slug: string; name: string; memberId: string };

/** Whose secret address it is; undefined for one that nobody has. */
export async function feedHolder(db: Db, tokenHash: string): Promise<string | undefined> {
  const feed = await db
    .selectFrom("calendarFeed")
    .select("accountId")
    .where("tokenHash", "=", tokenHash)
    .executeTakeFirst();
  return feed?.accountId;
}

/** Where somebody has a role now. */
export async function feedPlaces(db: Db, accountId: string): Promise<FeedPlace[]> {
  return db
    .selectFrom("membership")
    .innerJoin("coalition", "coalition.id", "membership.coalitionId")
    .select(["coalition.id as coalitionId", "coalition.slug", "coalition.name", "membership.id as memberId"])
    .where("membership.accountId", "=", accountId)
    .where("membership.removedAt", "is", null)
    .where("membership.role", "is not", null)
    .orderBy("coalition.id")
    .execute();
}

/** A live sign-up of an account: for entries of the agenda `entryId`, for trips where and when one gets on and off. */
export type FeedSignup = {
  id: string;
  state: string;
  /** Grows with each change of the sign-up, and of its trip. */
  revision: number;
  entryId: string | null;
  occurrence: string | null;
  trip: { title: string } | null;
  legs: { way: "outbound" | "return"; from: string; at: Date; to: string; until: Date }[];
};

export async function feedSignups(db: Db, accountId: string): Promise<FeedSignup[]> {
  const { rows } = await sql<{
    id: string;
    state: string;
    revision: number;
    entryId: string | null;
    occurrence: string | null;
    title: string | null;
    way: "outbound" | "return" | null;
    from: string | null;
    at: Date | null;
    to: string | null;
    until: Date | null;
  }>`
    select s.id, s.state, s.revision + coalesce(trip.revision, 0) as revision, s.entry_id, s.occurrence, trip.title,
      leg.way, a.place as "from", a.at, b.place as "to", b.at as until
    from signup as s
    left join trip on trip.id = s.trip_id
    left join lateral (values ('outbound', s.outbound_from, s.outbound_to), ('return', s.return_from, s.return_to))
      as leg (way, first, last) on trip.id is not null and leg.first is not null
    left join trip_stop as a on a.trip_id = trip.id and a.id = leg.first
    left join trip_stop as b on b.trip_id = trip.id and b.id = leg.last
    where s.account_id = ${accountId} and s.ended_at is null
    order by s.id, leg.way
  `.execute(db);
  const found = new Map<string, FeedSignup>();
  for (const { id, state, revision, entryId, occurrence, title, way, from, at, to, until } of rows) {
    const trip = title === null ? null : { title };
    const known = found.get(id) ?? { id, state, revision, entryId, occurrence, trip, legs: [] };
    if (way && from !== null && at && to !== null && until) known.legs.push({ way, from, at, to, until });
    found.set(id, known);
  }
  return [...found.values()];
}
