import { sql } from "kysely";
import type { Place } from "@/domain/coalition/place";
import type { Db } from "../client";
import { insertTestCoalition } from "./coalition";

const entriesEach = 10;
const tripsEach = 2;

/**
 * So many published coalitions in these towns, one after the other, and so many people with a role in one of them: one in
 * forty coordinates, one in four is a member. Each coalition has ten public events, most of them over, and two trips.
 */
export async function insertCrowd(
  db: Db,
  towns: readonly Place[],
  { coalitions, people }: { coalitions: number; people: number },
): Promise<void> {
  for (let n = 0; n < coalitions; n += 1) {
    const town = towns[n % towns.length];
    if (!town) throw new Error("no towns");
    await insertTestCoalition(db, {
      name: `Coalition Climat 21 — ${town.name} ${n}`,
      town: town.name,
      postcode: town.postcodes[0] ?? "",
      departement: town.departement,
      region: `Région ${town.departement.slice(0, 1)}`,
      latitude: town.latitude,
      longitude: town.longitude,
      publishedAt: new Date(),
    });
  }
  const numbered = (table: string) =>
    sql`(select id, row_number() over (order by id) - 1 as n from ${sql.table(table)})`;
  await sql`insert into account (email, name)
    select 'personne-' || n || '@example.org', 'Participant·e ' || n from generate_series(1, ${people}::int) as n`.execute(
    db,
  );
  await sql`insert into membership (coalition_id, account_id, name, role)
    select c.id, a.id, 'Participant·e ' || a.n,
      case when a.n / ${coalitions}::int % 40 = 0 then 'coordinator' when a.n % 4 = 0 then 'member' else 'participant' end
    from ${numbered("account")} as a join ${numbered("coalition")} as c on c.n = a.n % ${coalitions}::int`.execute(db);
  await sql`insert into document (coalition_id, kind) select id, kind from coalition, unnest(array['agenda', 'sheet']) as kind
    on conflict do nothing`.execute(db);
  await sql`insert into agenda_entry (document_id, entry_id, coalition_id, kind, title, notes, bring, place, address,
      starts_local, ends_local, starts_at, over_at, visibility, state, recurrence, published_at, changed_at)
    select d.id, gen_random_uuid(), d.coalition_id, 'action', 'Action ' || k, '', '', 'Place du marché', '',
      to_char(at, 'YYYY-MM-DD"T"HH24:MI'), to_char(at + interval '2 h', 'YYYY-MM-DD"T"HH24:MI'), at, at + interval '2 h',
      'public', 'todo', 'null', now(), now()
    from document as d
    cross join generate_series(1, ${entriesEach}::int) as k
    cross join lateral (select date_trunc('hour', now()) + (k - 7) * interval '30 days'
      + (hashtext(d.id::text) % 700) * interval '1 h' as at) as moment
    where d.kind = 'agenda'`.execute(db);
  await sql`with goal as (
      insert into departure (title, kind, starts_at_local, ends_at_local, place)
      values ('Marche', 'march', to_char(now() + interval '40 days', 'YYYY-MM-DD"T"14:00'),
        to_char(now() + interval '40 days', 'YYYY-MM-DD"T"17:00'), 'Paris') returning id)
    insert into trip (document_id, row_id, coalition_id, departure_id, mode, title, seats, booking_deadline, state, published_at)
    select d.id, gen_random_uuid(), d.coalition_id, goal.id, 'coach', 'Car n° ' || k, 50, now() + interval '39 days', 'open', now()
    from document as d cross join goal cross join generate_series(1, ${tripsEach}::int) as k where d.kind = 'sheet'`.execute(
    db,
  );
  await sql`insert into trip_stop (trip_id, id, direction, position, place, at)
    select trip.id, gen_random_uuid(), way, position, 'Arrêt ' || position,
      now() + interval '40 days' + position * interval '1 h' + case way when 'return' then interval '12 h' else interval '0' end
    from trip cross join unnest(array['outbound', 'return']) as way cross join generate_series(0, 2) as position
    where not exists (select from trip_stop as stop where stop.trip_id = trip.id)`.execute(db);
  for (const table of ["account", "membership", "coalition", "agenda_entry", "trip", "trip_stop"])
    await sql`analyze ${sql.table(table)}`.execute(db);
}
