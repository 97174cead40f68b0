import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { ranksOf } from "@/db/signup-list";
import { testDatabase } from "@/db/testing/database";
import { insertTestAccount, insertTestTrip } from "@/db/testing/trip";
import { visitor } from "@/domain/kernel/actor";
import { findBookings } from "@/server/signup/find-bookings";
import { listedAtOnce } from "@/server/signup/listing";
import { aboard } from "./aboard";
import { holderPage } from "./holder-page";
import { myBookingOn, myBookings } from "./my-bookings";
import { here, hour, keyOf, lastMail, must, testDeps } from "./testing";

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

type State = "confirmed" | "waiting" | "cancelled";

async function setting() {
  const tools = testDeps(database);
  const departs = new Date(tools.now().getTime() + 200 * hour);
  const trip = await insertTestTrip(database.db, { seats: 3, departs });
  const { tripId, coalitionId } = trip;
  const coordinator = await insertTestAccount(database.db, `list-${tripId}@example.org`, {
    coalitionId,
    role: "coordinator",
  });
  /** Sign-ups as they stand; the first one asked first. */
  const insert = (state: State, count: number, who: { email?: string; accountId?: string } = {}) => {
    const rows = Array.from({ length: count }, (_, n) => ({
      id: randomUUID(),
      tripId,
      coalitionId,
      holder: `person:${randomUUID()}`,
      firstName: `${state} ${n + 1}`,
      party: 1,
      outboundFrom: trip.out.A ?? "",
      outboundTo: trip.out.B ?? "",
      state,
      queueNumber: state === "waiting" ? n + 1 : null,
      confirmedAt: tools.now(),
      endedAt: state === "cancelled" ? new Date(tools.now().getTime() + n) : null,
      createdAt: new Date(tools.now().getTime() + n),
      ...who,
    }));
    return database.db.insertInto("signup").values(rows).returning("id").execute();
  };
  return { ...tools, ...trip, coordinator, insert };
}

test("S40 · a queue of thousands and what has ended are read a page at a time, and counted as a whole", async () => {
  const { deps, tripId, coordinator, insert } = await setting();
  await insert("confirmed", 2);
  await insert("waiting", 2 * listedAtOnce + 7);
  await insert("cancelled", listedAtOnce + 1);
  const see = async (raw = {}) => must(await aboard(deps, coordinator, tripId, raw));
  const first = await see();
  expect(first.figures).toMatchObject({ confirmed: 2, held: 0, waiting: 2 * listedAtOnce + 7 });
  expect(first.queue).toMatchObject({ total: 2 * listedAtOnce + 7, page: 1, more: true });
  expect(first.queue.people.map((person) => person.rank)).toEqual(
    Array.from({ length: listedAtOnce }, (_, n) => n + 1),
  );
  expect(first.ended).toMatchObject({ total: listedAtOnce + 1, page: 1, more: true });
  // The latest ended first.
  expect(first.ended.people[0]?.firstName).toBe(`cancelled ${listedAtOnce + 1}`);
  const last = await see({ queue: "3", ended: "2" });
  expect(last.queue).toMatchObject({ page: 3, more: false });
  expect(last.queue.people.map(({ rank, firstName }) => [rank, firstName])).toEqual(
    Array.from({ length: 7 }, (_, n) => [2 * listedAtOnce + n + 1, `waiting ${2 * listedAtOnce + n + 1}`]),
  );
  expect(last.ended.people.map((person) => person.firstName)).toEqual(["cancelled 1"]);
  expect(last.stops.flatMap((stop) => stop.people)).toHaveLength(2);
  // A page beyond the end is the last one, nonsense the first.
  expect((await see({ queue: "99" })).queue.page).toBe(3);
  for (const raw of ["0", "-1", "x", ["2", "3"], "1e9", ""]) expect((await see({ queue: raw })).queue.page).toBe(1);
});

test("S40 · nobody makes a page long by changing back and forth: each history ends with its last fifty lines", async () => {
  const { deps, tripId, coordinator, insert } = await setting();
  const [row] = await insert("confirmed", 1);
  const lines = Array.from({ length: 300 }, (_, n) => ({
    signupId: row?.id ?? "",
    at: deps.clock.now(),
    what: "changed",
    byKind: "holder",
    detail: JSON.stringify({ party: (n % 5) + 1, lacking: n }),
  }));
  await database.db.insertInto("signupEvent").values(lines).execute();
  const history = must(await aboard(deps, coordinator, tripId)).stops[0]?.people[0]?.history ?? [];
  expect(history.map((line) => line.detail.lacking)).toEqual(Array.from({ length: 50 }, (_, n) => 250 + n));
});

test("S9 · ranks count who stands before on the same trip, and nobody else", async () => {
  const [here, there] = [await setting(), await setting()];
  const mine = await here.insert("waiting", 4);
  const theirs = await there.insert("waiting", 2);
  const gone = await here.insert("cancelled", 1);
  const ids = [mine[3], theirs[1], gone[0]].map((row) => row?.id ?? "");
  await here.deps.db
    .updateTable("signup")
    .set({ state: "cancelled", endedAt: here.now() })
    .where("id", "=", mine[0]?.id ?? "")
    .execute();
  const ranks = await ranksOf(here.deps.db, ids);
  expect(ids.map((id) => ranks.get(id))).toEqual([3, 2, undefined]);
});

test("S40 · one's own bookings come a page at a time, live ones first, also under the link to them all", async () => {
  const { deps, tripId, insert } = await setting();
  const me = await insertTestAccount(database.db, `many-${tripId}@example.org`);
  const who = { accountId: me.accountId, email: me.email };
  const [live] = await insert("confirmed", 1, who);
  await insert("cancelled", listedAtOnce + 3, who);
  const first = must(await myBookings(deps, me));
  expect(first.pages).toEqual({ page: 1, more: true });
  expect(first.bookings).toHaveLength(listedAtOnce);
  expect(first.bookings[0]?.signup.signupId).toBe(live?.id);
  const second = must(await myBookings(deps, me, { page: "2" }));
  expect([second.bookings.length, second.pages]).toEqual([4, { page: 2, more: false }]);

  must(await findBookings(deps, { email: me.email }, here));
  const key = keyOf((await lastMail(deps, me.email, "find-bookings")).path);
  const list = must(await holderPage(deps, visitor, { key }, { page: "2" }));
  expect(list).toMatchObject({ kind: "list", pages: { page: 2, more: false }, bookings: { length: 4 } });
});

test("S2 · the trip's page finds one's live booking, however many others there are", async () => {
  const { deps, tripId, insert } = await setting();
  const me = await insertTestAccount(database.db, `one-${tripId}@example.org`);
  expect(await myBookingOn(deps, me, tripId)).toBeNull();
  const ended = await insert("cancelled", 1, { accountId: me.accountId });
  expect(ended).toHaveLength(1);
  expect(await myBookingOn(deps, me, tripId)).toBeNull();
  const [row] = await insert("confirmed", 1, { accountId: me.accountId });
  expect(await myBookingOn(deps, me, tripId)).toBe(`/reservations/${row?.id}`);
  expect(await myBookingOn(deps, visitor, tripId)).toBeNull();
  expect(await myBookingOn(deps, me, "x")).toBeNull();
});
