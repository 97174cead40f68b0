import { sql } from "kysely";
import type { Database, Trx } from "../client";
import { insertTestCoalition } from "./coalition";

const coalitions = 100;
const signupsEach = 20;

/** 100 coalitions of so many trips with 20 sign-ups each: a tenth waits, a tenth has ended. Each has had a mail. */
export async function insertManySignups(database: Database, tripsEach: number): Promise<void> {
  // Made to be right: the checks would take longer than the rows.
  await database.db.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx);
    await fill(trx, tripsEach);
  });
  await sql`analyze`.execute(database.db);
}

async function fill(db: Trx, tripsEach: number): Promise<void> {
  for (let n = 0; n < coalitions; n++) await insertTestCoalition(db, { publishedAt: new Date(0) });
  await sql`
    insert into departure (coalition_id, title, kind, starts_at_local, ends_at_local, place)
    select id, 'Marche', 'march', '2027-03-07T14:00', '2027-03-07T17:00', 'Paris' from coalition
  `.execute(db);
  await sql`insert into document (coalition_id, kind) select id, 'sheet' from coalition`.execute(db);
  await sql`
    insert into trip (document_id, row_id, coalition_id, departure_id, mode, title, seats, booking_deadline, state, published_at)
    select document.id, gen_random_uuid(), document.coalition_id, departure.id, 'coach', 'Car ' || n, 50, '2027-03-06', 'open', now()
    from document join departure using (coalition_id) cross join generate_series(1, ${tripsEach}::int) n
  `.execute(db);
  await sql`
    insert into trip_stop (trip_id, id, direction, position, place, at)
    select trip.id, gen_random_uuid(), 'outbound', n, 'Arrêt ' || n, timestamptz '2027-03-07 06:00Z' + n * interval '1 hour'
    from trip cross join generate_series(0, 5) n
  `.execute(db);
  // A tenth waits, a tenth has ended; the rest is confirmed.
  await sql`
    insert into signup (trip_id, coalition_id, holder, email, first_name, party, outbound_from, outbound_to, state,
                        queue_number, confirmed_at, ended_at)
    select trip.id, trip.coalition_id, 'email:' || n || trip.id || '@example.org', n || '-' || trip.id || '@example.org', 'P', 1,
      boards.id, leaves.id, s.state, case when s.state = 'waiting' then n end, now(),
      case when s.state = 'cancelled' then now() end
    from trip
      join trip_stop boards on boards.trip_id = trip.id and boards.position = 0
      join trip_stop leaves on leaves.trip_id = trip.id and leaves.position = 5
      cross join generate_series(1, ${signupsEach}::int) n
      cross join lateral (
        select case when n % 10 = 0 then 'waiting' when n % 10 = 1 then 'cancelled' else 'confirmed' end as state
      ) s
  `.execute(db);
  await sql`
    insert into signup_event (signup_id, at, what, by_kind) select id, now(), 'asked', 'holder' from signup
  `.execute(db);
  await sql`
    insert into outbox (recipient_hash, template, payload, sent_at) select md5(email), 'booking-confirmed', null, now() from signup
  `.execute(db);
  await sql`
    insert into signup_link (token_hash, signup_id, email, purpose, expires)
    select 'link ' || id, id, email, 'manage', now() + interval '1 year' from signup
  `.execute(db);
}
