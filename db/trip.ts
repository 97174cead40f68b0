import { z } from "zod";
import { toInstant } from "@/domain/kernel/local-time";
import { toWallClock } from "@/domain/kernel/wall-clock";
import type { TripValues } from "@/domain/transport/projection";
import { type Direction, directions, extraFields, modes, readExtras, rowStates } from "@/domain/transport/schema";
import type { RideFact, TripFacts } from "@/domain/transport/trip-facts";
import type { Db, Trx } from "./client";
import { pricesOf } from "./trip-price";
import { loadsOf, stopsOf } from "./trip-seats";

const modeSchema = z.enum(modes);
const rowStateSchema = z.enum(rowStates);

export type Sheet = { documentId: string; coalitionId: string; generation: number; projectedSeq: number };

/** A trip as SQL holds it, and what is promised on it. */
export type StoredTrip = {
  tripId: string;
  rowId: string;
  /** Last good values; `seats` is the number last typed, also while it does not count yet. */
  values: TripValues;
  facts: TripFacts;
  seats: number;
  seatsRaisedTo: number | null;
  seatsRaisedAt: Date | null;
  heldBack: boolean;
};

export async function findSheet(db: Db, documentId: string): Promise<Sheet | undefined> {
  return db
    .selectFrom("document")
    .select(["id as documentId", "coalitionId", "generation", "projectedSeq"])
    .where("id", "=", documentId)
    .where("kind", "=", "sheet")
    .executeTakeFirst();
}

export async function findSheetOf(db: Db, coalitionId: string): Promise<Sheet | undefined> {
  return db
    .selectFrom("document")
    .select(["id as documentId", "coalitionId", "generation", "projectedSeq"])
    .where("coalitionId", "=", coalitionId)
    .where("kind", "=", "sheet")
    .executeTakeFirst();
}

/** The sheet of a trip whose row waits for its sign-ups, or for seats that do not count yet; else nothing. */
export async function sheetHeldBackBy(db: Db, tripId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("trip")
    .select("documentId")
    .where("id", "=", tripId)
    .where("heldBack", "=", true)
    .executeTakeFirst();
  return row?.documentId;
}

/** Ids that a row of this coalition may name: national departures and its own; its roster. */
export async function knownIds(
  db: Db,
  coalitionId: string,
): Promise<{ departures: ReadonlySet<string>; owners: ReadonlySet<string> }> {
  const departures = await db
    .selectFrom("departure")
    .select("id")
    .where((eb) => eb.or([eb("coalitionId", "is", null), eb("coalitionId", "=", coalitionId)]))
    .where("removedAt", "is", null)
    .execute();
  const owners = await db
    .selectFrom("membership")
    .select("id")
    .where("coalitionId", "=", coalitionId)
    .where("removedAt", "is", null)
    .execute();
  return { departures: new Set(departures.map(({ id }) => id)), owners: new Set(owners.map(({ id }) => id)) };
}

/** Locks trips in the order of their ids, as everyone does who locks several. */
export async function lockTrips(trx: Trx, tripIds: readonly string[]): Promise<void> {
  if (tripIds.length === 0) return;
  await trx.selectFrom("trip").select("id").where("id", "in", tripIds).orderBy("id").forUpdate().execute();
}

/** A sheet's trips by row id; only those of `tripIds` when given. */
export async function storedTrips(
  db: Db,
  documentId: string,
  tripIds?: readonly string[],
): Promise<Map<string, StoredTrip>> {
  if (tripIds?.length === 0) return new Map();
  let query = db.selectFrom("trip").selectAll().where("documentId", "=", documentId);
  if (tripIds) query = query.where("id", "in", tripIds);
  const trips = await query.execute();
  const ids = trips.map((trip) => trip.id);
  const stops = byTrip(await stopsOf(db, ids));
  const prices = byTrip(await pricesOf(db, ids));
  const rides = byTrip(await ridesOf(db, ids));
  const loads = byTrip(await loadsOf(db, ids));
  const stored = new Map<string, StoredTrip>();
  for (const trip of trips) {
    const own = stops.get(trip.id) ?? [];
    const live = rides.get(trip.id) ?? [];
    const legs = live.flatMap((ride) => directions.flatMap((direction) => legOf(ride, direction)));
    const booked = new Set(legs.flatMap((leg) => [leg.from, leg.to]));
    const list = (direction: Direction) =>
      own
        .filter((stop) => stop.direction === direction && !stop.removed)
        .map(({ id, place, at, stepFree }) => ({ id, place, at: toWallClock(at), stepFree }));
    stored.set(trip.rowId, {
      tripId: trip.id,
      rowId: trip.rowId,
      values: {
        departureId: trip.departureId,
        mode: modeSchema.parse(trip.mode),
        title: trip.title,
        seats: trip.seatsRaisedTo ?? trip.seats,
        organiserSeats: trip.organiserSeats,
        bookingDeadline: toWallClock(trip.bookingDeadline),
        ownerId: trip.ownerId,
        notes: trip.notes,
        state: rowStateSchema.parse(trip.state),
        sortOrder: trip.sortOrder,
        removed: trip.removedAt !== null,
        outbound: list("outbound"),
        return: list("return"),
        extras: readExtras(trip, extraFields),
        prices: (prices.get(trip.id) ?? [])
          .filter((price) => !price.removed)
          .map(({ id, label, amount }) => ({ id, label, amount })),
      },
      facts: {
        tripId: trip.id,
        departureId: trip.departureId,
        seats: trip.seats,
        organiserSeats: trip.organiserSeats,
        live: live.reduce((sum, ride) => sum + ride.count, 0),
        waiting: live.reduce((sum, ride) => sum + ride.waiting, 0),
        taken: Math.max(0, ...(loads.get(trip.id) ?? []).map((load) => load.taken)),
        cancelled: trip.cancelledAt !== null,
        stops: own.map(({ id, direction, place, at, stepFree, removed }) => ({
          id,
          direction,
          place,
          at: toWallClock(at),
          stepFree,
          removed,
          booked: booked.has(id),
        })),
        rides: legs,
      },
      seats: trip.seats,
      seatsRaisedTo: trip.seatsRaisedTo,
      seatsRaisedAt: trip.seatsRaisedAt,
      heldBack: trip.heldBack,
    });
  }
  return stored;
}

export type TripWrite = {
  documentId: string;
  rowId: string;
  coalitionId: string;
  values: TripValues;
  seatsRaisedTo: number | null;
  seatsRaisedAt: Date | null;
  heldBack: boolean;
};

/** A trip that becomes public. Null when another run has made it meanwhile. */
export async function insertTrip(trx: Trx, write: TripWrite, now: Date): Promise<string | null> {
  const { documentId, rowId, coalitionId } = write;
  const row = await trx
    .insertInto("trip")
    .values({ documentId, rowId, coalitionId, publishedAt: now, ...columns(write, now) })
    .onConflict((conflict) => conflict.columns(["documentId", "rowId"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function updateTrip(trx: Trx, tripId: string, write: TripWrite, now: Date): Promise<void> {
  await trx.updateTable("trip").set(columns(write, now)).where("id", "=", tripId).execute();
}

/**
 * Makes a trip's stops those given. A stop that somebody's sign-up names (also an ended one) stays, marked as removed;
 * it keeps its time, and so its place among the others.
 */
export async function writeStops(
  trx: Trx,
  tripId: string,
  values: Pick<TripValues, Direction>,
  now: Date,
): Promise<void> {
  const wanted = directions.flatMap((direction) =>
    values[direction].map((stop) => ({
      tripId,
      id: stop.id,
      direction,
      place: stop.place,
      at: toInstant(stop.at),
      stepFree: stop.stepFree,
    })),
  );
  const kept = new Set(wanted.map((stop) => stop.id));
  const before = await stopsOf(trx, [tripId]);
  const gone = before.filter((stop) => !kept.has(stop.id));
  if (gone.length > 0) {
    const named = await namedStops(trx, tripId);
    const unnamed = gone.filter((stop) => !named.has(stop.id)).map((stop) => stop.id);
    if (unnamed.length > 0)
      await trx.deleteFrom("tripStop").where("tripId", "=", tripId).where("id", "in", unnamed).execute();
    await trx
      .updateTable("tripStop")
      .set((eb) => ({ removedAt: eb.fn.coalesce("removedAt", eb.val(now)) }))
      .where("tripId", "=", tripId)
      .where(
        "id",
        "in",
        gone.map((stop) => stop.id),
      )
      .execute();
  }
  // Two live stops of a direction never share a position, not even between two statements.
  if (before.length > 0) {
    await trx
      .updateTable("tripStop")
      .set((eb) => ({ position: eb("position", "+", 10_000) }))
      .where("tripId", "=", tripId)
      .execute();
  }
  const all = [
    ...wanted,
    ...gone.map(({ id, direction, place, at, stepFree }) => ({ tripId, id, direction, place, at, stepFree })),
  ];
  const placed = directions.flatMap((direction) =>
    all
      .filter((stop) => stop.direction === direction)
      .sort((a, b) => a.at.getTime() - b.at.getTime())
      .map((stop, position) => ({ ...stop, position })),
  );
  for (const stop of placed) {
    if (!kept.has(stop.id)) {
      await trx
        .updateTable("tripStop")
        .set({ position: stop.position })
        .where("tripId", "=", tripId)
        .where("id", "=", stop.id)
        .execute();
    }
  }
  const live = placed.filter((stop) => kept.has(stop.id));
  if (live.length === 0) return;
  await trx
    .insertInto("tripStop")
    .values(live.map((stop) => ({ ...stop, removedAt: null })))
    .onConflict((conflict) =>
      conflict.columns(["tripId", "id"]).doUpdateSet((eb) => ({
        place: eb.ref("excluded.place"),
        at: eb.ref("excluded.at"),
        stepFree: eb.ref("excluded.stepFree"),
        position: eb.ref("excluded.position"),
        removedAt: eb.ref("excluded.removedAt"),
      })),
    )
    .execute();
}

type RideRow = Record<"outboundFrom" | "outboundTo" | "returnFrom" | "returnTo", string | null> & {
  tripId: string;
  count: number;
  waiting: number;
};

/** Live sign-ups by what they ride: a trip has few kinds of rides, and may have a thousand riders. */
async function ridesOf(db: Db, tripIds: readonly string[]): Promise<RideRow[]> {
  if (tripIds.length === 0) return [];
  return db
    .selectFrom("signup")
    .select(["outboundFrom", "outboundTo", "returnFrom", "returnTo"])
    .select((eb) => [
      eb.ref("tripId").$notNull().as("tripId"),
      eb.fn.countAll<number>().as("count"),
      eb.fn.countAll<number>().filterWhere("state", "=", "waiting").as("waiting"),
    ])
    .where("tripId", "in", tripIds)
    .where("endedAt", "is", null)
    .groupBy(["tripId", "outboundFrom", "outboundTo", "returnFrom", "returnTo"])
    .execute();
}

function legOf(ride: RideRow, direction: Direction): RideFact[] {
  const [from, to] = direction === "outbound" ? [ride.outboundFrom, ride.outboundTo] : [ride.returnFrom, ride.returnTo];
  return from && to ? [{ direction, from, to }] : [];
}

async function namedStops(trx: Trx, tripId: string): Promise<Set<string>> {
  const rows = await trx
    .selectFrom("signup")
    .select(["outboundFrom", "outboundTo", "returnFrom", "returnTo"])
    .distinct()
    .where("tripId", "=", tripId)
    .execute();
  return new Set(rows.flatMap((row) => Object.values(row).filter((id) => id !== null)));
}

function columns({ values, seatsRaisedTo, seatsRaisedAt, heldBack }: TripWrite, now: Date) {
  return {
    departureId: values.departureId,
    mode: values.mode,
    title: values.title,
    seats: values.seats,
    organiserSeats: values.organiserSeats,
    seatsRaisedTo,
    seatsRaisedAt,
    bookingDeadline: toInstant(values.bookingDeadline),
    ownerId: values.ownerId,
    notes: values.notes,
    state: values.state,
    sortOrder: values.sortOrder,
    removedAt: values.removed ? now : null,
    heldBack,
    ...values.extras,
  };
}

function byTrip<T extends { tripId: string }>(rows: readonly T[]): Map<string, T[]> {
  const grouped = new Map<string, T[]>();
  for (const row of rows) {
    const list = grouped.get(row.tripId);
    if (list) list.push(row);
    else grouped.set(row.tripId, [row]);
  }
  return grouped;
}
