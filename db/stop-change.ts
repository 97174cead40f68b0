import type { Db, Trx } from "./client";

export type StopValue = { place: string; at: Date };
export type StopChange = { tripId: string; stopId: string; oldPlace: string; oldAt: Date; changedAt: Date };

/**
 * A booked stop changed. What its people know stays the old value however often it changes; the time it must stand for
 * begins anew; changed back, there is nothing to tell.
 */
export async function noteStopChange(
  trx: Trx,
  stop: { tripId: string; stopId: string; before: StopValue; after: StopValue },
  now: Date,
): Promise<void> {
  const { tripId, stopId, before, after } = stop;
  await trx
    .insertInto("stopChange")
    .values({ tripId, stopId, oldPlace: before.place, oldAt: before.at, changedAt: now })
    .onConflict((conflict) => conflict.columns(["tripId", "stopId"]).doUpdateSet({ changedAt: now }))
    .execute();
  await trx
    .deleteFrom("stopChange")
    .where("tripId", "=", tripId)
    .where("stopId", "=", stopId)
    .where("oldPlace", "=", after.place)
    .where("oldAt", "=", after.at)
    .execute();
}

/** Trips with a change that has stood since `before`, unless the stop or the whole row is removed: it may come back. */
export async function tripsWithDueChanges(db: Db, before: Date): Promise<string[]> {
  const rows = await dueChanges(db, before)
    .select("stopChange.tripId")
    .distinct()
    .orderBy("stopChange.tripId")
    .execute();
  return rows.map((row) => row.tripId);
}

/** Takes a trip's due changes out. Call under the trip's lock. */
export async function takeDueChanges(
  trx: Trx,
  tripId: string,
  before: Date,
): Promise<Array<StopChange & { newPlace: string; newAt: Date }>> {
  const due = await dueChanges(trx, before)
    .select([
      "stopChange.stopId",
      "oldPlace",
      "oldAt",
      "changedAt",
      "tripStop.place as newPlace",
      "tripStop.at as newAt",
    ])
    .where("stopChange.tripId", "=", tripId)
    .orderBy("tripStop.at")
    .execute();
  if (due.length > 0) {
    await trx
      .deleteFrom("stopChange")
      .where("tripId", "=", tripId)
      .where(
        "stopId",
        "in",
        due.map((change) => change.stopId),
      )
      .execute();
  }
  return due.map((change) => ({ tripId, ...change }));
}

export type StopPerson = { email: string; locale: string };

/** Who gets on or off at a stop, has an address, and signed up before `changedAt`: later ones know the new value. */
export async function peopleOfStop(db: Db, change: StopChange): Promise<StopPerson[]> {
  const { tripId, stopId } = change;
  return db
    .selectFrom("signup")
    .leftJoin("account", "account.id", "signup.accountId")
    .select((eb) => [eb.fn.coalesce("signup.email", "account.email").$notNull().as("email"), "signup.locale"])
    .where("signup.tripId", "=", tripId)
    .where("signup.endedAt", "is", null)
    .where("signup.createdAt", "<=", change.changedAt)
    .where((eb) =>
      eb.or([
        eb("outboundFrom", "=", stopId),
        eb("outboundTo", "=", stopId),
        eb("returnFrom", "=", stopId),
        eb("returnTo", "=", stopId),
      ]),
    )
    .where((eb) => eb(eb.fn.coalesce("signup.email", "account.email"), "is not", null))
    .orderBy("signup.createdAt")
    .orderBy("signup.id")
    .execute();
}

function dueChanges(db: Db, before: Date) {
  return db
    .selectFrom("stopChange")
    .innerJoin("trip", "trip.id", "stopChange.tripId")
    .innerJoin("tripStop", (join) =>
      join.onRef("tripStop.tripId", "=", "stopChange.tripId").onRef("tripStop.id", "=", "stopChange.stopId"),
    )
    .where("stopChange.changedAt", "<=", before)
    .where("tripStop.removedAt", "is", null)
    .where("trip.removedAt", "is", null)
    .where("trip.cancelledAt", "is", null);
}
