import { sql } from "kysely";
import type { Db } from "./client";

/** One line of a list: a trip that the public may see, by its first stop. */
export type UpcomingTrip = { tripId: string; coalitionId: string; title: string; startsAt: Date };

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
