import { sql } from "kysely";
import type { Db } from "./client";

/** One line of a list: a trip that the public may see, by its first stop. */
export type UpcomingTrip = { tripId: string; coalitionId: string; title: string; startsAt: Date };

/** Trips of published coalitions that the public can still take to something on the days `from` … `to`, the soonest first. */
export async function tripsToward(
  db: Db,
  { from, to }: { from: string; to: string },
  now: Date,
): Promise<UpcomingTrip[]> {
  const firstStop = sql<Date>`min(trip_stop.at)`;
  return (
    db
      .selectFrom("trip")
      .innerJoin("tripStop", "tripStop.tripId", "trip.id")
      .innerJoin("departure", "departure.id", "trip.departureId")
      .innerJoin("coalition", "coalition.id", "trip.coalitionId")
      .select(["trip.id as tripId", "trip.coalitionId", "trip.title", firstStop.as("startsAt")])
      .where("coalition.publishedAt", "is not", null)
      .where("departure.startsAtLocal", ">=", from)
      // Wall clocks of the last day come after its bare day.
      .where("departure.startsAtLocal", "<", `${to}U`)
      .where("trip.publishedAt", "is not", null)
      .where("trip.removedAt", "is", null)
      .where("trip.cancelledAt", "is", null)
      .where("tripStop.removedAt", "is", null)
      .groupBy("trip.id")
      .having(firstStop, ">", now)
      .orderBy(firstStop)
      .orderBy("trip.id")
      .execute()
  );
}

/**
 * Trips of these coalitions, or of all published ones, that the public sees and that start after `now`, the soonest
 * first.
 */
export async function upcomingTrips(db: Db, of: readonly string[] | "all", now: Date): Promise<UpcomingTrip[]> {
  if (of.length === 0) return [];
  const firstStop = sql<Date>`min(trip_stop.at)`;
  return db
    .selectFrom("trip")
    .innerJoin("tripStop", "tripStop.tripId", "trip.id")
    .select(["trip.id as tripId", "trip.coalitionId", "trip.title", firstStop.as("startsAt")])
    .$if(of !== "all", (query) => query.where("trip.coalitionId", "in", of === "all" ? [] : of))
    .where("trip.publishedAt", "is not", null)
    .where("trip.removedAt", "is", null)
    .where("trip.cancelledAt", "is", null)
    .where("tripStop.removedAt", "is", null)
    .groupBy("trip.id")
    .having(firstStop, ">", now)
    .orderBy(firstStop)
    .orderBy("trip.id")
    .execute();
}
