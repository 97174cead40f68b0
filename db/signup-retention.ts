import { sql } from "kysely";
import type { Db, Trx } from "./client";
import { isFor, type ThingKey } from "./signup-thing";

/** Things with something to forget: their end, or a request that nobody confirmed, is older than allowed. */
export async function thingsToForget(
  db: Db,
  before: { phones: Date; people: Date; unconfirmed: Date },
): Promise<ThingKey[]> {
  const { rows } = await sql<{ tripId: string }>`
    with ended as (select trip_id, max(at) as last_stop from trip_stop group by trip_id)
    select distinct signup.trip_id from signup left join ended on ended.trip_id = signup.trip_id
    where anonymised_at is null and (
      ((phone_encrypted is not null or access_encrypted is not null) and last_stop < ${before.phones})
      or last_stop < ${before.people}
      or (confirmed_at is null and signup.created_at < ${before.unconfirmed})
    )
    order by signup.trip_id
  `.execute(db);
  return rows;
}

/** Phones and what people need to travel. */
export async function forgetPhones(trx: Trx, thing: ThingKey): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable("signup")
    .set({ phoneEncrypted: null, accessEncrypted: null })
    .where(isFor(thing))
    .where((eb) => eb.or([eb("phoneEncrypted", "is not", null), eb("accessEncrypted", "is not", null)]))
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Ends requests in the queue that nobody confirmed since `before`; they hold no seat. */
export async function endUnconfirmed(trx: Trx, thing: ThingKey, before: Date, now: Date): Promise<string[]> {
  const rows = await trx
    .updateTable("signup")
    .set({ state: "cancelled", expiresAt: null, endedAt: now, accessEncrypted: null })
    .where(isFor(thing))
    .where("state", "=", "waiting")
    .where("confirmedAt", "is", null)
    .where("createdAt", "<", before)
    .returning("id")
    .execute();
  return rows.map((row) => row.id);
}

/**
 * Takes every person out of sign-ups and keeps the counts: all of a thing, or those that nobody confirmed since then.
 * Links go, history keeps what happened without words or accounts.
 */
export async function anonymise(
  trx: Trx,
  thing: ThingKey,
  which: { unconfirmedBefore: Date } | "all",
  now: Date,
): Promise<number> {
  let due = trx.selectFrom("signup").select("id").where(isFor(thing)).where("anonymisedAt", "is", null);
  if (which !== "all") {
    due = due
      .where("confirmedAt", "is", null)
      .where("endedAt", "is not", null)
      .where("createdAt", "<", which.unconfirmedBefore);
  }
  const ids = (await due.execute()).map((row) => row.id);
  if (ids.length === 0) return 0;
  await trx
    .updateTable("signup")
    .set({
      holder: sql<string>`'gone:' || id`,
      accountId: null,
      email: null,
      firstName: "",
      phoneEncrypted: null,
      accessEncrypted: null,
      networkHash: null,
      cancelReason: null,
      writtenBy: null,
      anonymisedAt: now,
    })
    .where("id", "in", ids)
    .execute();
  await trx.deleteFrom("signupLink").where("signupId", "in", ids).execute();
  await trx.deleteFrom("signupReminder").where("signupId", "in", ids).execute();
  await trx
    .updateTable("signupEvent")
    .set({ detail: sql<string>`detail - 'reason'`, accountId: null })
    .where("signupId", "in", ids)
    .execute();
  return ids.length;
}
