import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { insertTestAccount, insertTestTrip } from "@/db/testing/trip";
import { eraseByLink } from "./erase-person";
import { addressData } from "./person-data";
import { findBookings } from "./signup/find-bookings";
import { bookSeat } from "./transport/book-seat";
import { bookAsVisitor, here, hour, keyOf, lastMail, mails, must, testDeps } from "./transport/testing";

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

let count = 0;
const address = () => `without-account-${++count}@example.org`;

async function world() {
  const tools = testDeps(database);
  const trip = await insertTestTrip(database.db, { seats: 1, departs: new Date(tools.now().getTime() + 240 * hour) });
  const link = async (email: string) => {
    must(await findBookings(tools.deps, { email }, here));
    return keyOf((await lastMail(tools.deps, email, "find-bookings")).path);
  };
  return { ...tools, ...trip, link };
}

test("K6 · without an account: the link shows all that is held under its address, gives it and erases it", async () => {
  const { deps, tripId, coalitionId, link, now } = await world();
  const { db } = database;
  const [mine, waits] = [address(), address()];
  const booked = await bookAsVisitor(deps, tripId, mine, { phone: "06 12 98 76 50", firstName: "Zq-prénom" });
  await bookAsVisitor(deps, tripId, waits);
  const reported = { coalitionId, reason: "zq-motif", email: mine, networkHash: null, createdAt: now() };
  await db.insertInto("report").values(reported).execute();
  const key = await link(mine);
  const shown = must(await addressData(deps, key));
  expect(shown).toMatchObject({ email: mine, hasAccount: false });
  const words = JSON.stringify(shown.tables);
  for (const word of ["Zq-prénom", "98 76 50", "zq-motif"]) expect(words).toContain(word);
  expect(words).not.toContain(waits);

  expect(await eraseByLink(deps, { key })).toMatchObject({ refusal: { fields: { sure: "sure" } } });
  // What opens one booking was given to a browser before its address was proved: it opens nothing else.
  expect(await eraseByLink(deps, { key: booked.key, sure: "yes" })).toMatchObject({ refusal: { code: "not_found" } });
  expect(await addressData(deps, booked.key)).toMatchObject({ refusal: { code: "not_found" } });
  expect(await eraseByLink(deps, { key, sure: "yes" })).toEqual({ ok: true, value: null });
  expect(await addressData(deps, key)).toMatchObject({ refusal: { code: "not_found" } });
  expect(await eraseByLink(deps, { key, sure: "yes" })).toMatchObject({ refusal: { code: "not_found" } });
  const left = await db.selectFrom("signup").select(["email", "state"]).where("tripId", "=", tripId).execute();
  expect(left).toContainEqual({ email: null, state: "cancelled" });
  expect(left.some(({ email }) => email === mine)).toBe(false);
  // Nothing is held any more: no mail leaves.
  must(await findBookings(deps, { email: mine }, here));
  expect((await mails(deps)).some(({ to }) => to === mine)).toBe(false);
});

test("K6 · a place that is given back goes to who waits, and nobody is mailed about who left", async () => {
  const { deps, tripId, link } = await world();
  const mine = address();
  await bookAsVisitor(deps, tripId, mine);
  const next = await insertTestAccount(database.db, address());
  must(await bookSeat(deps, next, { tripId, requestId: crypto.randomUUID() }, here));
  expect(await eraseByLink(deps, { key: await link(mine), sure: "yes" })).toMatchObject({ ok: true });
  const states = database.db.selectFrom("signup").select("state").where("accountId", "=", next.accountId);
  expect(await states.execute()).toEqual([{ state: "offered" }]);
  expect((await mails(deps)).some(({ to }) => to === mine)).toBe(false);
});

test("K6 · an address of which only a report is held is found; one that has an account is erased by who is signed in", async () => {
  const { deps, tripId, coalitionId, link, now } = await world();
  const reports = address();
  const reported = { coalitionId, reason: "Page vide", email: reports, networkHash: null, createdAt: now() };
  await database.db.insertInto("report").values(reported).execute();
  expect(must(await addressData(deps, await link(reports))).held).toContainEqual({ purpose: "moderation", count: 1 });

  const mine = address();
  await bookAsVisitor(deps, tripId, mine);
  const key = await link(mine);
  await insertTestAccount(database.db, mine);
  expect(must(await addressData(deps, key)).hasAccount).toBe(true);
  expect(await eraseByLink(deps, { key, sure: "yes" })).toMatchObject({ refusal: { code: "sign_in_first" } });
  expect(must(await addressData(deps, key)).held.length).toBeGreaterThan(0);
});
