import { sql } from "kysely";
import { toWallClock } from "@/domain/kernel/wall-clock";
import type { Db } from "./client";

/** Vehicles of a coalition that leave on one day for one departure. */
export type LeavingRow = { departureId: string; title: string; start: string; trips: number; tripId: string };

/** When a coalition's trips leave between two days, by departure and day. */
export async function leaving(db: Db, coalitionId: string, from: Date, to: Date): Promise<LeavingRow[]> {
  const { rows } = await sql<{ departureId: string; title: string; tripId: string; leaves: Date }>`
    select departure.id as "departureId", departure.title, trip.id as "tripId", min(stop.at) as leaves
    from trip
    join departure on departure.id = trip.departure_id
    join trip_stop as stop on stop.trip_id = trip.id and stop.direction = 'outbound' and stop.removed_at is null
    where trip.coalition_id = ${coalitionId} and trip.published_at is not null and trip.removed_at is null
      and trip.cancelled_at is null
    group by departure.id, trip.id
    having min(stop.at) >= ${from} and min(stop.at) < ${to}
    order by leaves, trip.id
  `.execute(db);
  const found = new Map<string, LeavingRow>();
  for (const { departureId, title, tripId, leaves } of rows) {
    const start = toWallClock(leaves);
    const key = `${departureId} ${start.slice(0, 10)}`;
    const known = found.get(key);
    if (known) known.trips += 1;
    else found.set(key, { departureId, title, start, trips: 1, tripId });
  }
  return [...found.values()];
}

/** Published coalitions of the same département or region, but this one. */
export async function neighboursOf(
  db: Db,
  coalition: { id: string; departement: string; region: string },
): Promise<Array<{ id: string; slug: string; name: string; town: string }>> {
  return db
    .selectFrom("coalition")
    .select(["id", "slug", "name", "town"])
    .where("publishedAt", "is not", null)
    .where("id", "<>", coalition.id)
    .where((eb) =>
      eb.or([
        eb("departement", "=", coalition.departement),
        eb.and([eb("region", "=", coalition.region), eb("region", "<>", "")]),
      ]),
    )
    .orderBy("town")
    .orderBy("id")
    .limit(50)
    .execute();
}

/** What changes whenever an agenda does: a calendar that has it needs nothing else read. */
export async function agendaStamp(
  db: Db,
  { coalitionIds, publicOnly }: { coalitionIds: readonly string[]; publicOnly: boolean },
): Promise<{ stamp: string; changedAt: Date | null }> {
  if (coalitionIds.length === 0) return { stamp: "0", changedAt: null };
  const row = await db
    .selectFrom("agendaEntry")
    .select((eb) => [
      eb.fn.countAll<number>().as("count"),
      eb.fn.max("changedAt").as("changedAt"),
      eb.fn.sum<number>("revision").as("revisions"),
    ])
    .where("coalitionId", "in", coalitionIds)
    .$if(publicOnly, (query) => query.where("visibility", "=", "public"))
    .executeTakeFirstOrThrow();
  return { stamp: `${row.count}.${row.revisions ?? 0}.${row.changedAt?.getTime() ?? 0}`, changedAt: row.changedAt };
}
