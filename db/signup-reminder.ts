import { sql } from "kysely";
import type { Db, Trx } from "./client";
import { entrySignups } from "./entry-time";
import { type ThingKey, thingColumns } from "./signup-thing";

export type DueReminder = {
  signupId: string;
  tripId: string | null;
  entryId: string | null;
  occurrence: string | null;
  daysBefore: 7 | 3 | 1;
};

/**
 * Reminders that are due and not yet queued, of one thing or of all. Each has its mark, nine o'clock in Paris so many
 * days before it begins, and is due from there to the next mark: what was missed longer is not made up for. Who got the
 * place after a mark has just had a mail that said the same. Who has said that they come is not asked again.
 */
export async function dueReminders(db: Db, now: Date, thing?: ThingKey): Promise<DueReminder[]> {
  const only = thing ? thingColumns(thing) : { tripId: null, entryId: null, occurrence: null };
  const { rows } = await sql<DueReminder>`
    with rider as (
      select signup.id, signup.trip_id, null::uuid as entry_id, null::text as occurrence, signup.coming_at,
        signup.confirmed_at, trip_stop.at as begins
      from signup
      join trip on trip.id = signup.trip_id
      join trip_stop on trip_stop.trip_id = signup.trip_id
        and trip_stop.id = coalesce(signup.outbound_from, signup.return_from)
      where signup.state = 'confirmed' and signup.email is not null and trip.cancelled_at is null
        and trip_stop.at > ${now} and trip_stop.at < ${now}::timestamptz + interval '9 days'
        and ${only.entryId}::uuid is null and (${only.tripId}::uuid is null or signup.trip_id = ${only.tripId}::uuid)
    ), comer as (
      select id, null::uuid as trip_id, entry_id, occurrence, coming_at, confirmed_at, starts_at as begins
      from (${entrySignups}) as entry_signup
      where state = 'confirmed' and email is not null and not is_cancelled
        and starts_at > ${now} and starts_at < ${now}::timestamptz + interval '9 days'
        and ${only.tripId}::uuid is null and (${only.entryId}::uuid is null
          or (entry_id = ${only.entryId}::uuid and coalesce(occurrence, '') = coalesce(${only.occurrence}::text, '')))
    ), mark as (
      select person.*, days_before, next_days,
        greatest(confirmed_at, (
          select max(signup_event.at) from signup_event
          where signup_event.signup_id = person.id and what in ('confirmed', 'accepted')
        )) as seat_since,
        ((begins at time zone 'Europe/Paris')::date - days_before + time '09:00') at time zone 'Europe/Paris' as due_at,
        ((begins at time zone 'Europe/Paris')::date - next_days + time '09:00') at time zone 'Europe/Paris' as next_at
      from (select * from rider union all select * from comer) as person
      cross join (values (7, 3), (3, 1), (1, null)) as step (days_before, next_days)
    )
    select mark.id as signup_id, trip_id, entry_id, occurrence, days_before from mark
    where due_at <= ${now} and (next_at is null or next_at > ${now}) and seat_since < due_at
      and (days_before <> 3 or coming_at is null)
      and not exists (
        select 1 from signup_reminder
        where signup_reminder.signup_id = mark.id and signup_reminder.days_before = mark.days_before
      )
    order by trip_id, entry_id, mark.id
  `.execute(db);
  return rows;
}

/** False when it is queued already. In the transaction that queues the mail. */
export async function claimReminder(trx: Trx, { signupId, daysBefore }: DueReminder, now: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto("signupReminder")
    .values({ signupId, daysBefore, queuedAt: now })
    .onConflict((conflict) => conflict.columns(["signupId", "daysBefore"]).doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows) > 0;
}
