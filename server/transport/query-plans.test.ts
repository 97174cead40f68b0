import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as Y from "yjs";
import type { Database, Trx } from "@/db/client";
import { leaseMails, nextMailDue } from "@/db/outbox";
import { insertTestCoalition } from "@/db/testing/coalition";
import { testDatabase } from "@/db/testing/database";
import { watchedDatabase } from "@/db/testing/plans";
import { insertTestAccount, insertTestTrip } from "@/db/testing/trip";
import { addRow } from "@/domain/transport/sheet";
import { findBookings } from "@/server/signup/find-bookings";
import { aboard } from "./aboard";
import { bookSeat } from "./book-seat";
import { cancelBooking } from "./cancel-booking";
import { coalitionCounts, publicTrip, publicTrips } from "./counts";
import { holderPage } from "./holder-page";
import { myBookings } from "./my-bookings";
import { projectSheet } from "./project-sheet";
import { sweepSignups } from "./sweep";
import { tellStopChanges } from "./tell-stop-changes";
import { bookAsVisitor, here, hour, keyOf, must, testDeps } from "./testing";

/**
 * 100 coalitions of 12 trips with 20 sign-ups each, and as many mails. PLAN_TRIPS=50 makes it a busy year: 5,000 trips,
 * 100,000 sign-ups.
 */
const coalitions = 100;
const tripsEach = Number(process.env.PLAN_TRIPS ?? 12);
const signupsEach = 20;

/** A thousand trips are soon read, and Postgres knows it: they count as large in the long run only. */
const large =
  tripsEach < 50
    ? /Seq Scan on (signup|signup_event|signup_link|outbox)\b/
    : /Seq Scan on (signup|signup_event|signup_link|outbox|trip|trip_stop)\b/;

let plain: Database;
let watched: Awaited<ReturnType<typeof watchedDatabase>>;
beforeAll(async () => {
  const base = await testDatabase();
  plain = base;
  await fill(base);
  watched = await watchedDatabase(base.databaseUrl);
}, 120_000);
afterAll(async () => {
  await watched.database.close();
  await plain.close();
});

async function fill(database: Database): Promise<void> {
  // Made to be right: the checks would take longer than the rows.
  await database.db.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx);
    await fillWith(trx);
  });
  await sql`analyze`.execute(database.db);
}

async function fillWith(db: Trx): Promise<void> {
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

/** Statements that read one of these tables from its beginning to its end. */
function wholeReads(plans: readonly { sql: string; plan: string }[]): string[] {
  return plans
    .filter(({ plan }) => large.test(plan))
    .map(({ sql: statement, plan }) => `${statement.slice(0, 300)}\n${plan.slice(0, 1500)}`);
}

async function setting() {
  const tools = testDeps(watched.database);
  const { db } = watched.database;
  const departs = new Date(tools.now().getTime() + 200 * hour);
  const trip = await insertTestTrip(db, { seats: 3, departs });
  const { tripId, coalitionId } = trip;
  const actor = await insertTestAccount(db, `plan-${tripId}@example.org`, { coalitionId, role: "coordinator" });
  return { ...tools, ...trip, db, actor };
}

test("S42 · what a page or a seat waits for reads no large table from end to end", async () => {
  const { deps, db, tripId, slug, coalitionId, actor, now } = await setting();
  const busy = await db
    .selectFrom("trip")
    .select(["id", "coalitionId"])
    .where("seats", "=", 50)
    .executeTakeFirstOrThrow();
  const key = keyOf(must(await bookSeat(deps, actor, { tripId, requestId: crypto.randomUUID() }, here)).path);
  const acts: Record<string, () => Promise<unknown>> = {
    counts: () => coalitionCounts(db, busy.coalitionId, now()),
    "public page": () => publicTrips(db, busy.coalitionId, now()),
    "trip page": () => publicTrip(db, slug, tripId, now()),
    aboard: () => aboard(deps, actor, tripId),
    admit: () => bookAsVisitor(deps, busy.id, "plan@example.org", {}, { ...here, network: "192.0.2.4" }),
    sweep: () => sweepSignups(deps),
    "booking page": () => holderPage(deps, actor, { key }),
    "my bookings": () => myBookings(deps, actor),
    "find my booking": () => findBookings(deps, { email: actor.email }, here),
    cancel: () => cancelBooking(deps, actor, { key }),
    "stop changes": () => tellStopChanges(deps),
    lease: () => leaseMails(db, 10, now(), now()),
    "next mail": () => nextMailDue(db),
    coalition: () => coalitionCounts(db, coalitionId, now()),
  };
  const found: Record<string, string[]> = {};
  for (const [name, act] of Object.entries(acts)) {
    const plans = await watched.plansOf(act);
    found[name] = plans.length > 0 ? wholeReads(plans) : ["no statement"];
  }
  expect(found).toEqual(Object.fromEntries(Object.keys(acts).map((name) => [name, []])));
});

test("S42 · the projector reads what is its sheet's", async () => {
  const { deps, db } = await setting();
  const sheet = await db
    .selectFrom("trip")
    .select(["documentId", "departureId"])
    .where("seats", "=", 50)
    .executeTakeFirstOrThrow();
  const doc = new Y.Doc();
  addRow(doc, { departureId: sheet.departureId, mode: "coach", title: "Car neuf", seats: 20, state: "draft" });
  const projecting = {
    db,
    clock: deps.clock,
    read: async <T>(_: string, look: (doc: Y.Doc) => T) => ({ value: look(doc), seq: 1 }),
    offerNext: async () => undefined,
  };
  const plans = await watched.plansOf(() => projectSheet(projecting, sheet.documentId));
  expect(plans.length).toBeGreaterThan(10);
  expect(wholeReads(plans)).toEqual([]);
});

test("S42 · negative control: without its index the queue is read from end to end, and the check sees it", async () => {
  const { db } = watched.database;
  const plans = await watched.plansOf(() =>
    db.selectFrom("signup").select("id").where("firstName", "=", "P").execute(),
  );
  expect(wholeReads(plans)).toHaveLength(1);
});
