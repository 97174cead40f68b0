import type { GoodPrice } from "@/domain/transport/trip-facts";
import type { Db, Trx } from "./client";

export type PriceRow = GoodPrice & { tripId: string; removed: boolean };

/** Prices in their order; removed ones, which somebody may have chosen, included. */
export async function pricesOf(db: Db, tripIds: readonly string[]): Promise<PriceRow[]> {
  if (tripIds.length === 0) return [];
  return db
    .selectFrom("tripPrice")
    .select(["tripId", "id", "label", "amount"])
    .select((eb) => eb("removedAt", "is not", null).$castTo<boolean>().as("removed"))
    .where("tripId", "in", tripIds)
    .orderBy("position")
    .orderBy("id")
    .execute();
}

export type PriceTotal = { priceId: string | null; seats: number; paid: number };

/** Seats of those on board by the price they chose, and for how many of them somebody marked that they have paid. */
export async function priceTotalsOf(db: Db, tripId: string): Promise<PriceTotal[]> {
  return db
    .selectFrom("signup")
    .select((eb) => [
      "priceId",
      eb.fn.sum<number>("party").as("seats"),
      eb.fn.coalesce(eb.fn.sum<number>("party").filterWhere("paidAt", "is not", null), eb.lit(0)).as("paid"),
    ])
    .where("tripId", "=", tripId)
    .where("state", "in", ["confirmed", "pending"])
    .groupBy("priceId")
    .execute();
}

/** Makes a trip's prices those given. One that a sign-up names (also an ended one) stays, marked as removed. */
export async function writePrices(trx: Trx, tripId: string, prices: readonly GoodPrice[], now: Date): Promise<void> {
  await trx
    .updateTable("tripPrice")
    .set((eb) => ({ removedAt: eb.fn.coalesce("removedAt", eb.val(now)) }))
    .where("tripId", "=", tripId)
    .execute();
  for (const [position, { id, label, amount }] of prices.entries()) {
    await trx
      .insertInto("tripPrice")
      .values({ tripId, id, label, amount, position })
      .onConflict((conflict) =>
        conflict.columns(["tripId", "id"]).doUpdateSet({ label, amount, position, removedAt: null }),
      )
      .execute();
  }
  await trx
    .deleteFrom("tripPrice")
    .where("tripId", "=", tripId)
    .where("removedAt", "is not", null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("signup")
            .select("signup.id")
            .whereRef("signup.tripId", "=", "tripPrice.tripId")
            .whereRef("signup.priceId", "=", "tripPrice.id"),
        ),
      ),
    )
    .execute();
}
