import { afterAll, beforeAll, expect, test } from "vitest";
import * as Y from "yjs";
import type { Database } from "@/db/client";
import { leaseMails, nextMailDue } from "@/db/outbox";
import { testDatabase } from "@/db/testing/database";
import { insertManySignups } from "@/db/testing/many-signups";
import { watchedDatabase } from "@/db/testing/plans";
import { insertTestAccount, insertTestTrip } from "@/db/testing/trip";
import { addRow } from "@/domain/transport/sheet";
import { cancelBooking } from "@/server/signup/cancel-booking";
import { findBookings } from "@/server/signup/find-bookings";
import { sweepSignups } from "@/server/signup/sweep";
import { aboard } from "./aboard";
import { bookSeat } from "./book-seat";
import { coalitionCounts, publicTrip, publicTrips } from "./counts";
import { holderPage } from "./holder-page";
import { myBookings } from "./my-bookings";
import { projectSheet } from "./project-sheet";
import { tellStopChanges } from "./tell-stop-changes";
import { bookAsVisitor, here, hour, keyOf, must, testDeps } from "./testing";

/**
 * 100 coalitions of 12 trips with 20 sign-ups each, and as many mails. PLAN_TRIPS=50 makes it a busy year: 5,000 trips,
 * 100,000 sign-ups.
 */
const tripsEach = Number(process.env.PLAN_TRIPS ?? 12);

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
  await insertManySignups(base, tripsEach);
  watched = await watchedDatabase(base.databaseUrl);
}, 120_000);
afterAll(async () => {
  await watched.database.close();
  await plain.close();
});

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
