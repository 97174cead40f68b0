import { sql } from "kysely";
import type { Db } from "./client";

/** One line of a list: a trip that the public may see, by its first stop. */
export type UpcomingTrip = { tripId: string; coalitionId: string; title: string; startsAt: Date };

/** Trips of published coalitions that the public sees and that start after `now`, the soonest first. */
function publicTrips(db: Db, now: Date) {
  const firstStop = sql<Date>`min(trip_stop.at)`;
  return db
    .selectFrom("trip")
    .innerJoin("tripStop", "tripStop.tripId", "trip.id")
    .innerJoin("coalition", "coalition.id", "trip.coalitionId")
    .select(["trip.id as tripId", "trip.coalitionId", "trip.title", firstStop.as("startsAt")])
    .where("coalition.publishedAt", "is not", null)
    .where("trip.publishedAt", "is not", null)
    .where("trip.removedAt", "is", null)
    .where("trip.cancelledAt", "is", null)
    .where("tripStop.removedAt", "is", null)
    .groupBy("trip.id")
    .having(firstStop, ">", now)
    .orderBy(firstStop)
    .orderBy("trip.id");
}

/** Those of these coalitions, or of all. */
export async function upcomingTrips(db: Db, of: readonly string[] | "all", now: Date): Promise<UpcomingTrip[]> {
  if (of === "all") return publicTrips(db, now).execute();
  return of.length === 0 ? [] : publicTrips(db, now).where("trip.coalitionId", "in", of).execute();
}

/** Those to something on the days `from` … `to`. */
export async function tripsToward(
  db: Db,
  { from, to }: { from: string; to: string },
  now: Date,
): Promise<UpcomingTrip[]> {
  const toward = publicTrips(db, now).innerJoin("departure", "departure.id", "trip.departureId");
  // Wall clocks of the last day come after its bare day.
  return toward.where("departure.startsAtLocal", ">=", from).where("departure.startsAtLocal", "<", `${to}U`).execute();
}
