import { type UpcomingTrip, upcomingTrips } from "@/db/trip-page";
import type { Deps } from "@/server/deps";
import { tripCounts } from "./counts";

/** Coalitions that the public may travel with: from which somebody leaves by `before`, or which have a seat left. */
export async function coalitionsAhead(
  { database: { db }, clock }: Pick<Deps, "database" | "clock">,
  { before, withSeats }: { before: Date | null; withSeats: boolean },
): Promise<string[]> {
  const now = clock.now();
  const ahead = await upcomingTrips(db, "all", now);
  const soon = ahead.filter(({ startsAt }) => before === null || startsAt < before);
  if (!withSeats) return [...new Set(soon.map(({ coalitionId }) => coalitionId))];
  const counts = await tripCounts(
    db,
    soon.map(({ tripId }) => tripId),
    now,
  );
  const free = soon.filter(({ tripId }) => {
    const trip = counts[tripId];
    return trip?.status === "open" && (trip.seats.free > 0 || trip.seats.open.length > 0);
  });
  return [...new Set(free.map(({ coalitionId }) => coalitionId))];
}

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
