import { type ExpressionBuilder, type SqlBool, sql } from "kysely";
import type { Point } from "@/domain/coalition/place";
import { silence } from "@/domain/coalition/still-active";
import type { Db } from "./client";
import type { DB } from "./schema";

export type CoalitionSummary = {
  id: string;
  slug: string;
  name: string;
  town: string;
  postcode: string;
  departement: string;
  region: string;
};
export type CoalitionRow = CoalitionSummary & {
  scope: string;
  description: string;
  forecast: string;
  organisations: string[];
  website: string | null;
  /** Since when it is put away. */
  archivedAt: Date | null;
};
export type ContactRow = { role: string; organisation: string | null; email: string | null; phone: string | null };
/** Days without time, `2026-12-28`. */
export type KeyDateRow = {
  id: string;
  title: string;
  startsOn: string;
  endsOn: string;
  scope: string;
  /** It stays to be seen, with the reason. */
  cancelledAt: Date | null;
  cancelReason: string;
  /** Grows each time it is moved, cancelled or restored. */
  revision: number;
  changedAt: Date;
};
/** Wall-clock times of `zone`, `2026-12-29T14:00`. */
export type DepartureRow = {
  id: string;
  title: string;
  kind: string;
  startsAtLocal: string;
  endsAtLocal: string;
  zone: string;
  place: string;
  address: string;
  description: string;
  national: boolean;
};

const summary = ["id", "slug", "name", "town", "postcode", "departement", "region"] as const;

export type ListedCoalition = CoalitionSummary & {
  /** Kilometres as the crow flies from where one looks; null where that or its own place is not known. */
  km: number | null;
};

/** Which of the published coalitions; all are met. */
export type CoalitionFilter = {
  /**
   * Those whose name or town holds the words (accents and case aside), or whose postcode starts so; with `near` and
   * `withinKm` too, also those so near. With a place alone, those that have one.
   */
  search: string;
  near?: Point;
  withinKm?: number;
  among?: readonly string[];
  region?: string;
  departement?: string;
  /** Those that do something for everybody before then. */
  actingBefore?: Date;
  now: Date;
};

/** One page of the published coalitions, the nearest to `near` first; else those that act first, then by town. */
export async function listPublished(
  db: Db,
  { limit, offset, ...filter }: CoalitionFilter & { limit: number; offset: number },
): Promise<{ total: number; coalitions: ListedCoalition[] }> {
  const km = filter.near ? kilometresFrom(filter.near) : sql<null>`null::double precision`;
  const rows = await published(db, filter)
    .select(summary)
    .select([km.as("km"), sql<number>`count(*) over ()::int`.as("total")])
    .$if(filter.near !== undefined, (query) => query.orderBy(km, (order) => order.asc().nullsLast()))
    .$if(filter.near === undefined && filter.search === "", (query) =>
      query
        .leftJoin(nextActions(db, filter.now).as("acting"), "acting.coalitionId", "coalition.id")
        .orderBy("acting.at", (order) => order.asc().nullsLast()),
    )
    // Words are borne by few: theirs are looked up one by one, in less time than everybody's.
    .$if(filter.near === undefined && filter.search !== "", (query) =>
      query
        .leftJoinLateral(nextActions(db, filter.now, "coalition.id").as("acting"), (join) => join.onTrue())
        .orderBy("acting.at", (order) => order.asc().nullsLast()),
    )
    .orderBy("foldedTown")
    .orderBy("name")
    .orderBy("id")
    .limit(limit)
    .offset(offset)
    .execute();
  const coalitions = rows.map(({ total: _, ...coalition }) => coalition);
  if (rows[0] || offset === 0) return { total: rows[0]?.total ?? 0, coalitions };
  // A page beyond the last has no row to say how many there are.
  return { total: await countPublished(db, filter), coalitions };
}

export async function countPublished(db: Db, filter: CoalitionFilter): Promise<number> {
  const count = published(db, filter).select((eb) => eb.fn.countAll<number>().as("total"));
  return (await count.executeTakeFirstOrThrow()).total;
}

/** How many there are by département, with the first of each by town. */
export type Area = { departement: string; region: string; count: number; town: string; slug: string };

export async function areasOf(db: Db, filter: CoalitionFilter): Promise<Area[]> {
  const first = (column: "town" | "slug") => sql<string>`(array_agg(${sql.ref(column)} order by folded_town, id))[1]`;
  return published(db, filter)
    .select((eb) => [
      "departement",
      "region",
      eb.fn.countAll<number>().as("count"),
      first("town").as("town"),
      first("slug").as("slug"),
    ])
    .groupBy(["departement", "region"])
    .orderBy("departement")
    .execute();
}

function published(db: Db, filter: CoalitionFilter) {
  return (
    db
      .selectFrom("coalition")
      .where("publishedAt", "is not", null)
      // Who was asked long ago whether they still live, and has not answered, is not listed.
      .where((eb) =>
        eb.or([
          eb("askedActiveAt", "is", null),
          eb("askedActiveAt", ">", new Date(filter.now.getTime() - silence.unlistedMs)),
        ]),
      )
      .$if(filter.among !== undefined, (query) =>
        query.where(sql<SqlBool>`coalition.id = any(${filter.among ?? []}::uuid[])`),
      )
      .$if(filter.region !== undefined, (query) => query.where("region", "=", filter.region ?? ""))
      .$if(filter.departement !== undefined, (query) => query.where("departement", "=", filter.departement ?? ""))
      .$if(filter.actingBefore !== undefined, (query) =>
        query.where("coalition.id", "in", (eb) =>
          eb
            .selectFrom(nextActions(db, filter.now).as("soon"))
            .select("soon.coalitionId")
            .where("soon.at", "<", filter.actingBefore ?? filter.now),
        ),
      )
      .$if(filter.near !== undefined && filter.search === "", (query) => query.where("latitude", "is not", null))
      .$if(filter.search !== "", (query) =>
        query.where((eb) =>
          filter.near === undefined || filter.withinKm === undefined
            ? matches(eb, filter.search)
            : eb.or([matches(eb, filter.search), isWithin(eb, filter.near, filter.withinKm)]),
        ),
      )
  );
}

/**
 * When each coalition, or the one named, does something for everybody next: an event of its agenda, or a trip. A series
 * counts as going on.
 */
function nextActions(db: Db, now: Date, of?: "coalition.id") {
  const events = db
    .selectFrom("agendaEntry")
    .select(["agendaEntry.coalitionId", sql<Date>`greatest(starts_at, ${now})`.as("at")])
    .$if(of !== undefined, (query) => query.where("agendaEntry.coalitionId", "=", sql.ref<string>("coalition.id")))
    .where("visibility", "=", "public")
    .where("publishedAt", "is not", null)
    .where("removedAt", "is", null)
    .where("cancelledAt", "is", null)
    .where("kind", "<>", "task")
    .where("startsAt", "is not", null)
    .where((eb) => eb.or([eb("overAt", "is", null), eb("overAt", ">", now)]));
  const leaves = sql<Date>`min(trip_stop.at)`;
  const trips = db
    .selectFrom("trip")
    .innerJoin("tripStop", "tripStop.tripId", "trip.id")
    .select(["trip.coalitionId", leaves.as("at")])
    .$if(of !== undefined, (query) => query.where("trip.coalitionId", "=", sql.ref<string>("coalition.id")))
    .where("trip.publishedAt", "is not", null)
    .where("trip.removedAt", "is", null)
    .where("trip.cancelledAt", "is", null)
    .where("tripStop.removedAt", "is", null)
    .groupBy("trip.id")
    .having(leaves, ">", now);
  return db
    .selectFrom(events.unionAll(trips).as("each"))
    .select((eb) => ["each.coalitionId", eb.fn.min("each.at").as("at")])
    .groupBy("each.coalitionId");
}

/** So near, by a box of latitudes first: that alone leaves most of them out. */
function isWithin(eb: ExpressionBuilder<DB, "coalition">, point: Point, km: number) {
  const degrees = km / 111;
  return eb.and([
    eb.between("latitude", point.latitude - degrees, point.latitude + degrees),
    sql<SqlBool>`${kilometresFrom(point)} <= ${km}`,
  ]);
}

/** By the haversine, on a globe of 6,371 km: a few in a thousand off, less than our places are. */
export function kilometresFrom({ latitude, longitude }: Point) {
  return sql<number | null>`2 * 6371 * asin(sqrt(least(1,
    power(sin(radians(coalition.latitude - ${latitude}) / 2), 2)
    + cos(radians(coalition.latitude)) * cos(radians(${latitude}))
      * power(sin(radians(coalition.longitude - ${longitude}) / 2), 2))))`;
}

function matches(eb: ExpressionBuilder<DB, "coalition">, search: string) {
  const escaped = search.replace(/[\\%_]/g, (sign) => `\\${sign}`);
  const inside = sql`folded(${`%${escaped}%`}::text)`;
  return eb.or([
    sql<SqlBool>`folded_name like ${inside}`,
    sql<SqlBool>`folded_town like ${inside}`,
    sql<SqlBool>`${eb.ref("postcode")} like ${`${escaped}%`}`,
  ]);
}

const full = [...summary, "archivedAt", "scope", "description", "forecast", "organisations", "website"] as const;

export async function findPublishedCoalition(db: Db, slug: string): Promise<CoalitionRow | undefined> {
  return db
    .selectFrom("coalition")
    .select(full)
    .where("slug", "=", slug)
    .where("publishedAt", "is not", null)
    .executeTakeFirst();
}

/** Published or not: for the workspace, after which the caller checks the role. */
export async function findCoalition(db: Db, slug: string): Promise<CoalitionRow | undefined> {
  return db.selectFrom("coalition").select(full).where("slug", "=", slug).executeTakeFirst();
}

/** Contacts stand in the table only with the person's consent, each field on its own. */
export async function publishedContacts(db: Db, coalitionId: string): Promise<ContactRow[]> {
  return db
    .selectFrom("coalitionContact")
    .select(["role", "organisation", "email", "phone"])
    .where("coalitionId", "=", coalitionId)
    .orderBy("role")
    .orderBy("id")
    .execute();
}

/** Published coalitions, by region and town. */
export async function publishedAmong(db: Db, ids: readonly string[]): Promise<CoalitionSummary[]> {
  return db
    .selectFrom("coalition")
    .select(summary)
    .where("publishedAt", "is not", null)
    .where(sql<SqlBool>`coalition.id = any(${ids}::uuid[])`)
    .orderBy("region")
    .orderBy("foldedTown")
    .orderBy("id")
    .execute();
}

export async function findKeyDate(db: Db, id: string): Promise<KeyDateRow | undefined> {
  return keyDates(db).where("id", "=", id).executeTakeFirst();
}

/** Key dates that have not ended on `today` (`2026-11-24`), the soonest first. */
export async function keyDatesFrom(db: Db, today: string): Promise<KeyDateRow[]> {
  return keyDates(db).where("endsOn", ">=", today).execute();
}

/** Key dates that ended before `today`, the earliest first. */
export async function keyDatesBefore(db: Db, today: string): Promise<KeyDateRow[]> {
  return keyDates(db).where("endsOn", "<", today).execute();
}

/** Key dates that touch the days between two. */
export async function keyDatesBetween(db: Db, from: string, to: string): Promise<KeyDateRow[]> {
  return keyDates(db).where("startsOn", "<=", to).where("endsOn", ">=", from).execute();
}

function keyDates(db: Db) {
  return db
    .selectFrom("keyDate")
    .select(["id", "title", "startsOn", "endsOn", "scope", "cancelledAt", "cancelReason", "revision", "changedAt"])
    .orderBy("startsOn")
    .orderBy("id");
}

/** What people of a coalition can travel to: its own departures and the national ones, by time. */
export async function departuresOf(db: Db, coalitionId: string): Promise<DepartureRow[]> {
  const rows = await db
    .selectFrom("departure")
    .select([
      "id",
      "coalitionId",
      "title",
      "kind",
      "startsAtLocal",
      "endsAtLocal",
      "zone",
      "place",
      "address",
      "description",
    ])
    .where((eb) => eb.or([eb("coalitionId", "=", coalitionId), eb("coalitionId", "is", null)]))
    .where("removedAt", "is", null)
    .orderBy("startsAtLocal")
    .orderBy("id")
    .execute();
  return rows.map(({ coalitionId: owner, ...row }) => ({ ...row, national: owner === null }));
}
