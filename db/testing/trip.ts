import { randomUUID } from "node:crypto";
import type { Db } from "../client";
import { insertTestCoalition } from "./coalition";

/** Kilometre-free stops by name; times are hours after `departs`. */
export type TestTrip = {
  tripId: string;
  coalitionId: string;
  slug: string;
  /** Stop ids by name: `out.A`, `back.B`. */
  out: Record<string, string>;
  back: Record<string, string>;
  prices: string[];
};

/** A coalition with one published, open trip. `out` and `back` name the stops in order of travel, an hour apart. */
export async function insertTestTrip(
  db: Db,
  options: {
    seats: number;
    organiserSeats?: number;
    departs: Date;
    deadline?: Date;
    out?: readonly string[];
    back?: readonly string[];
    coalitionId?: string;
    wheelchairSpaces?: number;
    /** Amounts in cents, named in order. */
    prices?: readonly number[];
  },
): Promise<TestTrip> {
  const coalition = options.coalitionId
    ? await db
        .selectFrom("coalition")
        .select(["id", "slug"])
        .where("id", "=", options.coalitionId)
        .executeTakeFirstOrThrow()
    : await insertTestCoalition(db, { publishedAt: new Date(0) });
  const sheet =
    (await db.selectFrom("document").select("id").where("coalitionId", "=", coalition.id).executeTakeFirst()) ??
    (await db
      .insertInto("document")
      .values({ coalitionId: coalition.id, kind: "sheet" })
      .returning("id")
      .executeTakeFirstOrThrow());
  const departure = await db
    .insertInto("departure")
    .values({
      coalitionId: coalition.id,
      title: "Marche",
      kind: "march",
      startsAtLocal: "2027-03-07T14:00",
      endsAtLocal: "2027-03-07T17:00",
      place: "Paris",
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const trip = await db
    .insertInto("trip")
    .values({
      documentId: sheet.id,
      rowId: randomUUID(),
      coalitionId: coalition.id,
      departureId: departure.id,
      mode: "coach",
      title: "Car d’essai",
      seats: options.seats,
      organiserSeats: options.organiserSeats ?? 0,
      bookingDeadline: options.deadline ?? options.departs,
      state: "open",
      wheelchairSpaces: options.wheelchairSpaces,
      publishedAt: new Date(0),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const line = async (direction: "outbound" | "return", names: readonly string[], start: number) => {
    const ids = Object.fromEntries(names.map((name) => [name, randomUUID()]));
    const rows = names.map((place, position) => ({
      tripId: trip.id,
      id: ids[place] ?? "",
      direction,
      position,
      place,
      at: new Date(options.departs.getTime() + (start + position) * 3_600_000),
    }));
    if (rows.length > 0) await db.insertInto("tripStop").values(rows).execute();
    return ids;
  };
  const prices = (options.prices ?? []).map((amount, position) => ({
    tripId: trip.id,
    id: randomUUID(),
    label: `Prix ${position + 1}`,
    amount,
    position,
  }));
  if (prices.length > 0) await db.insertInto("tripPrice").values(prices).execute();
  return {
    tripId: trip.id,
    coalitionId: coalition.id,
    slug: coalition.slug,
    out: await line("outbound", options.out ?? ["A", "B"], 0),
    back: await line("return", options.back ?? [], 10),
    prices: prices.map((price) => price.id),
  };
}

/** An account; with `role`, in the given coalition. */
export async function insertTestAccount(
  db: Db,
  email: string,
  membership?: { coalitionId: string; role: "participant" | "member" | "coordinator" },
): Promise<{ kind: "account"; accountId: string; email: string; name: string; national: boolean }> {
  const { id } = await db
    .insertInto("account")
    .values({ email, name: "Participant·e" })
    .returning("id")
    .executeTakeFirstOrThrow();
  if (membership) {
    await db
      .insertInto("membership")
      .values({ ...membership, accountId: id, name: "Participant·e" })
      .execute();
  }
  return { kind: "account", accountId: id, email, name: "Participant·e", national: false };
}
