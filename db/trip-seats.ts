import { sql } from "kysely";
import type { Db, Trx } from "./client";

/** A trip as its sign-ups need it. */
export type TripFacts = {
  id: string;
  coalitionId: string;
  coalitionSlug: string;
  coalitionName: string;
  departureId: string;
  departureTitle: string;
  departurePlace: string;
  departureStartsAtLocal: string;
  mode: string;
  title: string;
  notes: string;
  seats: number;
  organiserSeats: number;
  seatsRaisedTo: number | null;
  seatsRaisedAt: Date | null;
  bookingDeadline: Date;
  payment: string | null;
  paymentLink: string | null;
  wheelchairSpaces: number | null;
  quietSeat: string | null;
  luggage: string | null;
  animals: string | null;
  bring: string | null;
  state: string;
  publishedAt: Date | null;
  removedAt: Date | null;
  cancelledAt: Date | null;
  cancelReason: string | null;
  revision: number;
};
export type StopRow = {
  tripId: string;
  id: string;
  direction: "outbound" | "return";
  position: number;
  place: string;
  at: Date;
  stepFree: boolean;
  removed: boolean;
};
export type LoadRow = { tripId: string; direction: "outbound" | "return"; fromId: string; taken: number };

/**
 * The sign-ups of a trip change one transaction at a time: whoever counts and then writes holds this lock. Row locks are
 * taken in the order of asking, so nobody is overtaken here either.
 */
export async function lockTrip(trx: Trx, tripId: string): Promise<void> {
  await trx.selectFrom("trip").select("id").where("id", "=", tripId).forUpdate().execute();
}

/** Facts of trips, by id; unpublished ones and those of an unpublished coalition included. */
export async function findTrips(db: Db, tripIds: readonly string[]): Promise<TripFacts[]> {
  if (tripIds.length === 0) return [];
  return trips(db).where("trip.id", "in", tripIds).execute();
}

/** What the public may see of a coalition's trips. */
export async function publishedTripsOf(db: Db, coalitionId: string): Promise<TripFacts[]> {
  return visibleTrips(db).where("trip.coalitionId", "=", coalitionId).execute();
}

/** A trip that anyone may see at this address. */
export async function findPublishedTrip(db: Db, slug: string, tripId: string): Promise<TripFacts | undefined> {
  return visibleTrips(db).where("trip.id", "=", tripId).where("coalition.slug", "=", slug).executeTakeFirst();
}

/** The same by id alone: what a request names. */
export async function findVisibleTrip(db: Db, tripId: string): Promise<TripFacts | undefined> {
  return visibleTrips(db).where("trip.id", "=", tripId).executeTakeFirst();
}

/** The trip, for who may run its sign-ups: a coordinator of its coalition, or somebody to whom it was given. */
export async function findOrganisedTrip(
  db: Db,
  accountId: string,
  tripId: string,
): Promise<{ trip: TripFacts; coordinator: boolean } | undefined> {
  const row = await trips(db)
    .select((eb) => [
      eb
        .exists(
          eb
            .selectFrom("membership")
            .select(sql<number>`1`.as("one"))
            .whereRef("membership.coalitionId", "=", "trip.coalitionId")
            .where("membership.accountId", "=", accountId)
            .where("membership.role", "=", "coordinator")
            .where("membership.removedAt", "is", null),
        )
        .$castTo<boolean>()
        .as("coordinator"),
      eb
        .exists(
          eb
            .selectFrom("tripOrganiser")
            .select(sql<number>`1`.as("one"))
            .whereRef("tripOrganiser.tripId", "=", "trip.id")
            .where("tripOrganiser.accountId", "=", accountId),
        )
        .$castTo<boolean>()
        .as("given"),
    ])
    .where("trip.id", "=", tripId)
    .where("coalition.archivedAt", "is", null)
    .executeTakeFirst();
  if (!row) return undefined;
  const { coordinator, given, ...trip } = row;
  return coordinator || given ? { trip, coordinator } : undefined;
}

/** Stops in order of travel, removed ones (which may still have people) included. */
export async function stopsOf(db: Db, tripIds: readonly string[]): Promise<StopRow[]> {
  if (tripIds.length === 0) return [];
  const rows = await db
    .selectFrom("tripStop")
    .select(["tripId", "id", "direction", "position", "place", "at", "stepFree"])
    .select((eb) => eb("removedAt", "is not", null).$castTo<boolean>().as("removed"))
    .where("tripId", "in", tripIds)
    .orderBy("at")
    .orderBy("position")
    .orderBy("id")
    .execute();
  return rows.map((row) => ({ ...row, direction: row.direction === "return" ? "return" : "outbound" }));
}

/** Seats in use on each segment that has any: confirmed, offered, and pending ones that hold. Derived, never stored. */
export async function loadsOf(db: Db, tripIds: readonly string[]): Promise<LoadRow[]> {
  if (tripIds.length === 0) return [];
  const { rows } = await sql<LoadRow>`
    with line as (
      select trip_id, id, direction, row_number() over (partition by trip_id, direction order by at, position, id) as n
      from trip_stop where trip_id = any(${tripIds}::uuid[])
    ), rider as (
      select trip_id, party, outbound_from, outbound_to, return_from, return_to from signup
      where trip_id = any(${tripIds}::uuid[]) and ended_at is null
        and (state in ('confirmed', 'offered') or (state = 'pending' and holds))
    ), leg as (
      select trip_id, party, outbound_from as from_id, outbound_to as to_id from rider where outbound_from is not null
      union all
      select trip_id, party, return_from, return_to from rider where return_from is not null
    )
    select segment.trip_id, segment.direction, segment.id as from_id, sum(leg.party)::int as taken
    from leg
    join line boards on boards.trip_id = leg.trip_id and boards.id = leg.from_id
    join line leaves on leaves.trip_id = leg.trip_id and leaves.id = leg.to_id
    join line segment on segment.trip_id = leg.trip_id and segment.direction = boards.direction
      and segment.n >= boards.n and segment.n < leaves.n
    group by segment.trip_id, segment.direction, segment.id
  `.execute(db);
  return rows;
}

/** How many sign-ups wait on each trip; trips without any are left out. */
export async function waitingCountsOf(db: Db, tripIds: readonly string[]): Promise<Map<string, number>> {
  if (tripIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("signup")
    .select((eb) => [eb.ref("tripId").$notNull().as("tripId"), eb.fn.countAll<number>().as("waiting")])
    .where("tripId", "in", tripIds)
    .where("state", "=", "waiting")
    .groupBy("tripId")
    .execute();
  return new Map(rows.map((row) => [row.tripId, row.waiting]));
}

/** Makes a higher number of seats count, once it has stood until `before`. Call under the lock. */
export async function settleRaisedSeats(trx: Trx, tripId: string, before: Date): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("trip")
    .set((eb) => ({ seats: eb.ref("seatsRaisedTo").$notNull(), seatsRaisedTo: null, seatsRaisedAt: null }))
    .where("id", "=", tripId)
    .where("seatsRaisedAt", "<=", before)
    .executeTakeFirst();
  return Number(numUpdatedRows) > 0;
}

/** Trips where a higher number of seats has stood long enough to count. */
export async function raisedTrips(db: Db, raisedBefore: Date): Promise<string[]> {
  const rows = await db.selectFrom("trip").select("id").where("seatsRaisedAt", "<=", raisedBefore).execute();
  return rows.map((row) => row.id);
}

export async function setTripCancelled(trx: Trx, tripId: string, now: Date, reason: string): Promise<void> {
  await trx.updateTable("trip").set({ cancelledAt: now, cancelReason: reason }).where("id", "=", tripId).execute();
}

/** A trip taken out of the sheet, or put back to draft, stays in sight as long as somebody has a seat or waits. */
function visibleTrips(db: Db) {
  return trips(db)
    .where("trip.publishedAt", "is not", null)
    .where("coalition.publishedAt", "is not", null)
    .where((eb) =>
      eb.or([
        eb.and([eb("trip.removedAt", "is", null), eb("trip.state", "<>", "draft")]),
        eb.exists(
          eb
            .selectFrom("signup")
            .select(sql<number>`1`.as("one"))
            .whereRef("signup.tripId", "=", "trip.id")
            .where("signup.endedAt", "is", null),
        ),
      ]),
    );
}

function trips(db: Db) {
  return db
    .selectFrom("trip")
    .innerJoin("coalition", "coalition.id", "trip.coalitionId")
    .innerJoin("departure", "departure.id", "trip.departureId")
    .select([
      "trip.id",
      "trip.coalitionId",
      "coalition.slug as coalitionSlug",
      "coalition.name as coalitionName",
      "trip.departureId",
      "departure.title as departureTitle",
      "departure.place as departurePlace",
      "departure.startsAtLocal as departureStartsAtLocal",
      "trip.mode",
      "trip.title",
      "trip.notes",
      "trip.seats",
      "trip.organiserSeats",
      "trip.seatsRaisedTo",
      "trip.seatsRaisedAt",
      "trip.bookingDeadline",
      "trip.payment",
      "trip.paymentLink",
      "trip.wheelchairSpaces",
      "trip.quietSeat",
      "trip.luggage",
      "trip.animals",
      "trip.bring",
      "trip.state",
      "trip.removedAt",
      "trip.cancelledAt",
      "trip.cancelReason",
      "trip.revision",
      // Nothing of a coalition that is put away takes sign-ups.
      sql<Date | null>`case when coalition.archived_at is null then trip.published_at end`.as("publishedAt"),
    ]);
}
