import { sql } from "kysely";
import type { Db, Trx } from "./client";

/** Wrong six-digit codes typed for this address on this day (`2026-11-24`), for signing in and for bookings together. */
export async function wrongCodesOn(db: Db, email: string, day: string): Promise<number> {
  const row = await db
    .selectFrom("codeFailure")
    .select("count")
    .where("email", "=", email)
    .where("day", "=", day)
    .executeTakeFirst();
  return row?.count ?? 0;
}

/** Counts one more wrong code. */
export async function countWrongCode(trx: Trx, email: string, day: string): Promise<void> {
  await trx
    .insertInto("codeFailure")
    .values({ email, day, count: 1 })
    .onConflict((conflict) =>
      conflict.columns(["email", "day"]).doUpdateSet((eb) => ({ count: eb("codeFailure.count", "+", 1) })),
    )
    .execute();
}

/**
 * One transaction at a time may ask for mails or try codes of this address, so that its limits are exact.
 * Held until the end of the transaction.
 */
export async function lockAddress(trx: Trx, email: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`address:${email}`}, 0))`.execute(trx);
}

export async function deleteCodeFailuresBefore(db: Db, day: string): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom("codeFailure").where("day", "<", day).executeTakeFirst();
  return Number(numDeletedRows);
}
