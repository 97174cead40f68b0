import type { Db } from "@/db/client";
import { findPublishedTrip, findTrips, publishedTripsOf, type TripFacts } from "@/db/trip-seats";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { uuidSchema } from "@/domain/kernel/uuid-schema";
import type { TripCounts, TripView } from "./signup-types";
import { readTripStates, viewCounts, viewTrip } from "./trip-view";

/** The numbers of a coalition's published trips, keyed by trip: what everybody may see. */
export async function coalitionCounts(db: Db, coalitionId: string, now: Date): Promise<Record<string, TripCounts>> {
  return countsOf(db, await publishedTripsOf(db, coalitionId), now);
}

/** The same for the given trips, whether or not they are public: the caller has checked who may see them. */
export async function tripCounts(db: Db, tripIds: readonly string[], now: Date): Promise<Record<string, TripCounts>> {
  return countsOf(db, await findTrips(db, tripIds), now);
}

/** A coalition's published trips, by time of departure. */
export async function publicTrips(db: Db, coalitionId: string, now: Date): Promise<TripView[]> {
  const states = await readTripStates(db, await publishedTripsOf(db, coalitionId), now);
  const views = states.map((state) => viewTrip(state, now));
  const starts = (trip: TripView) => (trip.outbound[0] ?? trip.return[0])?.at.getTime() ?? 0;
  return views.sort((a, b) => starts(a) - starts(b) || a.title.localeCompare(b.title, "fr"));
}

/** A published trip at its public address. */
export async function publicTrip(db: Db, slug: string, tripId: string, now: Date): Promise<Result<TripView>> {
  const trip = uuidSchema.safeParse(tripId).success ? await findPublishedTrip(db, slug, tripId) : undefined;
  const [state] = trip ? await readTripStates(db, [trip], now) : [];
  return state ? ok(viewTrip(state, now)) : refuse("not_found");
}

async function countsOf(db: Db, trips: readonly TripFacts[], now: Date): Promise<Record<string, TripCounts>> {
  const states = await readTripStates(db, trips, now);
  return Object.fromEntries(states.map((state) => [state.trip.id, viewCounts(state, now)]));
}
