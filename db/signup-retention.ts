import { sql } from "kysely";
import type { Db, Trx } from "./client";
import { entrySignups } from "./entry-time";
import { isFor, type ThingKey, thingOf } from "./signup-thing";

/**
 * Things with something to forget: their end, the day that the organisers of an event have set, or a request that nobody
 * confirmed, is older than allowed.
 */
export async function thingsToForget(
  db: Db,
  before: { now: Date; phones: Date; people: Date; unconfirmed: Date },
): Promise<ThingKey[]> {
  const { rows } = await sql<{ tripId: string | null; entryId: string | null; occurrence: string | null }>`
    with ended as (select trip_id, max(at) as last_stop from trip_stop group by trip_id)
    select distinct signup.trip_id, null::uuid as entry_id, null::text as occurrence
    from signup left join ended on ended.trip_id = signup.trip_id
    where signup.trip_id is not null and anonymised_at is null and (
      ((phone_encrypted is not null or access_encrypted is not null) and last_stop < ${before.phones})
      or last_stop < ${before.people}
      or (confirmed_at is null and signup.created_at < ${before.unconfirmed})
    )
    union all
    select distinct null::uuid, entry_signup.entry_id, occurrence
    from (${entrySignups}) as entry_signup
    left join entry_registration on entry_registration.entry_id = entry_signup.entry_id
      -- One day for all is not for what comes back.
      and entry_signup.occurrence is null
    where anonymised_at is null and (
      ((phone_encrypted is not null or access_encrypted is not null) and ends_at < ${before.phones})
      or coalesce(purge_on::timestamp at time zone 'Europe/Paris' <= ${before.now}, ends_at < ${before.people})
      or (confirmed_at is null and created_at < ${before.unconfirmed})
    )
    order by 1, 2, 3
  `.execute(db);
  return rows.map(thingOf);
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
    .set({ state: "cancelled", expiresAt: null, endedAt: now, accessEncrypted: null, answersEncrypted: null })
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
  await anonymiseSignups(trx, ids, now);
  return ids.length;
}

/** The same for these sign-ups, whatever their state. */
export async function anonymiseSignups(trx: Trx, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .updateTable("signup")
    .set({
      holder: sql<string>`'gone:' || id`,
      accountId: null,
      email: null,
      firstName: "",
      phoneEncrypted: null,
      accessEncrypted: null,
      answersEncrypted: null,
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
}
