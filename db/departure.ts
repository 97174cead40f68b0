import type { DepartureValues } from "@/domain/transport/departure";
import type { Db, Trx } from "./client";

/** Of one coalition, or the national coordination's toward a key date. */
export type DepartureOwner = { coalitionId: string } | { keyDateId: string };
export type KeptDeparture = DepartureValues & {
  id: string;
  /** Grows with each change. */
  revision: number;
  /** Trips that are not called off or taken back, and how many of them somebody signed up for. */
  trips: number;
  booked: number;
};

function kept(db: Db, owner: DepartureOwner) {
  return db
    .selectFrom("departure")
    .select(["id", "title", "startsAtLocal", "endsAtLocal", "place", "address", "revision"])
    .select((eb) => {
      const trips = eb
        .selectFrom("trip")
        .whereRef("trip.departureId", "=", "departure.id")
        .select((of) => of.fn.countAll<number>().as("count"));
      // Who has a place in one that was taken back waits for it to be called off, or to come again.
      const withPeople = trips.where((of) =>
        of.exists(
          of
            .selectFrom("signup")
            .select("signup.id")
            .whereRef("signup.tripId", "=", "trip.id")
            .where("signup.state", "in", ["pending", "waiting", "offered", "confirmed"]),
        ),
      );
      return [
        trips
          .where("trip.removedAt", "is", null)
          .where("trip.cancelledAt", "is", null)
          .$asScalar()
          .$notNull()
          .as("trips"),
        withPeople.$asScalar().$notNull().as("booked"),
      ];
    })
    .where("removedAt", "is", null)
    .where((eb) =>
      "coalitionId" in owner
        ? eb("coalitionId", "=", owner.coalitionId)
        : eb.and([eb("coalitionId", "is", null), eb("keyDateId", "=", owner.keyDateId)]),
    );
}

/** Those of an owner that end on `fromDay` or later, the soonest first. */
export async function keptDepartures(db: Db, owner: DepartureOwner, fromDay: string): Promise<KeptDeparture[]> {
  return kept(db, owner)
    .where("endsAtLocal", ">=", fromDay)
    .orderBy("startsAtLocal")
    .orderBy("id")
    .limit(200)
    .execute();
}

/** Those of an owner that ended before `day`, the last ones first. */
export async function pastDepartures(db: Db, owner: DepartureOwner, day: string): Promise<KeptDeparture[]> {
  return kept(db, owner)
    .where("endsAtLocal", "<", day)
    .orderBy("startsAtLocal", "desc")
    .orderBy("id")
    .limit(200)
    .execute();
}

/** One of an owner's, locked with its trips: nobody signs up while it changes. */
export async function lockDeparture(trx: Trx, owner: DepartureOwner, id: string): Promise<KeptDeparture | undefined> {
  const found = await trx.selectFrom("departure").select("id").where("id", "=", id).forUpdate().executeTakeFirst();
  if (!found) return undefined;
  await trx.selectFrom("trip").select("id").where("departureId", "=", id).orderBy("id").forUpdate().execute();
  return kept(trx, owner).where("id", "=", id).executeTakeFirst();
}

export async function insertDeparture(trx: Trx, owner: DepartureOwner, values: DepartureValues): Promise<string> {
  const { id } = await trx
    .insertInto("departure")
    .values({ ...values, ...owner, kind: "event" })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

export async function changeDeparture(
  trx: Trx,
  id: string,
  values: Partial<DepartureValues & { removedAt: Date }>,
): Promise<void> {
  await trx
    .updateTable("departure")
    .set((eb) => ({ ...values, revision: eb("revision", "+", 1) }))
    .where("id", "=", id)
    .execute();
}

/** Erases it; trips that were called off keep what they led to, and no page shows it. */
export async function takeDepartureBack(trx: Trx, id: string, now: Date): Promise<void> {
  const led = await trx.selectFrom("trip").select("id").where("departureId", "=", id).limit(1).executeTakeFirst();
  if (led) await changeDeparture(trx, id, { removedAt: now });
  else await trx.deleteFrom("departure").where("id", "=", id).execute();
}
