import { type UpcomingTrip, upcomingTrips } from "@/db/trip-page";
import type { Deps } from "@/server/deps";

/** For lists of coalitions: the trips that the public can still take, the soonest first, by coalition. */
export async function tripsAhead(deps: Deps, coalitionIds: readonly string[]): Promise<Record<string, UpcomingTrip[]>> {
  const byCoalition: Record<string, UpcomingTrip[]> = {};
  for (const trip of await upcomingTrips(deps.database.db, coalitionIds, deps.clock.now())) {
    const list = byCoalition[trip.coalitionId] ?? [];
    list.push(trip);
    byCoalition[trip.coalitionId] = list;
  }
  return byCoalition;
}
