import { sql } from "kysely";
import type { Db, Trx } from "./client";
import type { ThingKey } from "./signup-thing";

export type DueReminder = { signupId: string; daysBefore: 7 | 3 | 1 } & ThingKey;

/**
 * Reminders that are due and not yet queued, of one thing or of all. Each has its mark, nine o'clock in Paris so many
 * days before boarding, and is due from there to the next mark: what was missed longer is not made up for. Who got the
 * seat after a mark has just had a mail that said the same. Who has said that they come is not asked again.
 */
export async function dueReminders(db: Db, now: Date, thing?: ThingKey): Promise<DueReminder[]> {
  const { rows } = await sql<DueReminder>`
    with rider as (
      select signup.id, signup.trip_id, signup.coming_at, trip_stop.at as boarding,
        greatest(signup.confirmed_at, (
          select max(signup_event.at) from signup_event
          where signup_event.signup_id = signup.id and what in ('confirmed', 'accepted')
        )) as seat_since
      from signup
      join trip on trip.id = signup.trip_id
      join trip_stop on trip_stop.trip_id = signup.trip_id
        and trip_stop.id = coalesce(signup.outbound_from, signup.return_from)
      where signup.state = 'confirmed' and signup.email is not null and trip.cancelled_at is null
        and trip_stop.at > ${now} and trip_stop.at < ${now}::timestamptz + interval '9 days'
        and (${thing?.tripId ?? null}::uuid is null or signup.trip_id = ${thing?.tripId ?? null}::uuid)
    ), mark as (
      select rider.*, days_before, next_days,
        ((boarding at time zone 'Europe/Paris')::date - days_before + time '09:00') at time zone 'Europe/Paris' as due_at,
        ((boarding at time zone 'Europe/Paris')::date - next_days + time '09:00') at time zone 'Europe/Paris' as next_at
      from rider cross join (values (7, 3), (3, 1), (1, null)) as step (days_before, next_days)
    )
    select mark.id as signup_id, trip_id, days_before from mark
    where due_at <= ${now} and (next_at is null or next_at > ${now}) and seat_since < due_at
      and (days_before <> 3 or coming_at is null)
      and not exists (
        select 1 from signup_reminder
        where signup_reminder.signup_id = mark.id and signup_reminder.days_before = mark.days_before
      )
    order by trip_id, mark.id
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
