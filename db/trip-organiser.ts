import type { Db, Trx } from "./client";

export type OrganiserRow = { accountId: string; name: string; email: string };

/** Those to whom a coordinator gave the trip, called as `accountNames` calls them. */
export async function organisersOf(db: Db, tripId: string): Promise<OrganiserRow[]> {
  return db
    .selectFrom("tripOrganiser")
    .innerJoin("trip", "trip.id", "tripOrganiser.tripId")
    .innerJoin("account", "account.id", "tripOrganiser.accountId")
    .leftJoin("membership as m", (join) =>
      join.onRef("m.accountId", "=", "account.id").onRef("m.coalitionId", "=", "trip.coalitionId"),
    )
    .select((eb) => [
      "account.id as accountId",
      eb.fn.coalesce("m.shownName", "account.name").as("name"),
      "account.email",
    ])
    .where("tripOrganiser.tripId", "=", tripId)
    .orderBy("account.email")
    .execute();
}

/** Everyone who runs the trip: its organisers and the coalition's coordinators; each once. */
export async function peopleInCharge(
  db: Db,
  trip: { id: string; coalitionId: string },
): Promise<(OrganiserRow & { locale: string })[]> {
  return db
    .selectFrom("account")
    .select(["account.id as accountId", "account.name", "account.email", "account.locale"])
    .where((eb) =>
      eb.or([
        eb("account.id", "in", eb.selectFrom("tripOrganiser").select("accountId").where("tripId", "=", trip.id)),
        eb(
          "account.id",
          "in",
          eb
            .selectFrom("membership")
            .select("accountId")
            .$narrowType<{ accountId: string }>()
            .where("coalitionId", "=", trip.coalitionId)
            .where("role", "=", "coordinator")
            .where("removedAt", "is", null),
        ),
      ]),
    )
    .orderBy("account.email")
    .execute();
}

/** The account of an address, made without a role when there is none: whoever signs in with it finds the trip. */
export async function accountForAddress(trx: Trx, email: string): Promise<string> {
  await trx
    .insertInto("account")
    .values({ email })
    .onConflict((conflict) => conflict.column("email").doNothing())
    .execute();
  const row = await trx.selectFrom("account").select("id").where("email", "=", email).executeTakeFirstOrThrow();
  return row.id;
}

export async function giveTrip(
  trx: Trx,
  given: { tripId: string; accountId: string; givenBy: string; givenAt: Date },
): Promise<void> {
  await trx
    .insertInto("tripOrganiser")
    .values(given)
    .onConflict((conflict) => conflict.columns(["tripId", "accountId"]).doNothing())
    .execute();
}

export async function takeTripBack(trx: Trx, tripId: string, accountId: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom("tripOrganiser")
    .where("tripId", "=", tripId)
    .where("accountId", "=", accountId)
    .executeTakeFirst();
  return Number(numDeletedRows) > 0;
}
