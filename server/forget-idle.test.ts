import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { idleAccounts, isIdle } from "@/db/idle-account";
import { insertTestCoalition } from "@/db/testing/coalition";
import { testDatabase } from "@/db/testing/database";
import { insertTestAccount, insertTestTrip } from "@/db/testing/trip";
import { openSession } from "./account/session";
import { eraseIdle } from "./erase-person";
import { forgetIdle, tellNational } from "./forget-idle";
import { lastForgetting } from "./last-forgetting";
import { bookSeat } from "./transport/book-seat";
import { here, hour, mails, must, testDeps } from "./transport/testing";

const day = 24 * hour;
let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** A world whose accounts were all used at its beginning, and nobody else's. */
async function world() {
  const { db } = database;
  await db.deleteFrom("membership").execute();
  await db.deleteFrom("account").execute();
  await db.deleteFrom("outbox").execute();
  const tools = testDeps(database);
  const mark = crypto.randomUUID().slice(0, 8);
  const person = async (name: string, place?: Parameters<typeof insertTestAccount>[2]) => {
    const one = await insertTestAccount(db, `${name}-${mark}@example.org`, place);
    await db.updateTable("account").set({ activeAt: tools.now() }).where("id", "=", one.accountId).execute();
    return one;
  };
  const left = async () => (await db.selectFrom("account").select("email").execute()).map(({ email }) => email);
  const told = async (template: string) =>
    (await mails(tools.deps)).filter(({ mail }) => mail.template === template).map(({ to }) => to);
  return { ...tools, db, person, left, told };
}

test("K9 · who does not come for eleven months is told, and erased a month later; the run says how many", async () => {
  const { deps, db, advance, person, left, told, now } = await world();
  const idle = await person("idle");
  const back = await person("back");
  advance(334 * day);
  expect(await forgetIdle(deps)).toEqual({ told: 0, accounts: 0, kept: 0 });
  advance(2 * day);
  const fresh = await person("fresh");
  expect(await forgetIdle(deps)).toEqual({ told: 2, accounts: 0, kept: 0 });
  expect((await told("account-idle")).sort()).toEqual([back.email, idle.email].sort());
  // Told once, however often it runs; and never erased before the month is over.
  advance(29 * day);
  expect(await forgetIdle(deps)).toEqual({ told: 0, accounts: 0, kept: 0 });
  await openSession(db, back.accountId, now());
  advance(2 * day);
  expect(await forgetIdle(deps)).toEqual({ told: 0, accounts: 1, kept: 0 });
  expect((await left()).sort()).toEqual([back.email, fresh.email].sort());
  expect((await lastForgetting(db)).find(({ job }) => job === "account-idle")).toMatchObject({ forgotten: 1 });
  // Who came back has a whole year again.
  advance(333 * day);
  expect(await forgetIdle(deps)).toMatchObject({ accounts: 0 });
  expect(await left()).toContain(back.email);
});

test("K9 · a place ahead keeps an account, and so does being a national coordinator", async () => {
  const { deps, db, advance, person, left, now } = await world();
  const trip = await insertTestTrip(db, { seats: 3, departs: new Date(now().getTime() + 400 * day) });
  const going = await person("going");
  must(await bookSeat(deps, going, { tripId: trip.tripId, requestId: crypto.randomUUID() }, here));
  const national = await person("national");
  await db.updateTable("account").set({ national: true }).where("id", "=", national.accountId).execute();
  advance(366 * day);
  expect(await forgetIdle(deps)).toEqual({ told: 0, accounts: 0, kept: 0 });
  expect((await left()).sort()).toEqual([going.email, national.email].sort());
});

test("K9 · who alone coordinates a published coalition is kept, and the national coordinators told each month", async () => {
  const { deps, db, advance, person, left, told } = await world();
  const national = await person("national");
  await db.updateTable("account").set({ national: true }).where("id", "=", national.accountId).execute();
  const listed = await insertTestCoalition(db, { publishedAt: new Date(0) });
  const unlisted = await insertTestCoalition(db);
  const alone = await person("alone", { coalitionId: listed.id, role: "coordinator" });
  await person("hidden", { coalitionId: unlisted.id, role: "coordinator" });
  advance(340 * day);
  expect(await forgetIdle(deps)).toMatchObject({ told: 2 });
  advance(31 * day);
  expect(await forgetIdle(deps)).toEqual({ told: 0, accounts: 1, kept: 1 });
  expect((await left()).sort()).toEqual([alone.email, national.email].sort());
  expect(await told("coordinator-idle")).toEqual([national.email]);
  advance(day);
  expect(await forgetIdle(deps)).toEqual({ told: 0, accounts: 0, kept: 0 });
  advance(30 * day);
  expect(await forgetIdle(deps)).toEqual({ told: 0, accounts: 0, kept: 1 });
  expect(await told("coordinator-idle")).toHaveLength(2);
  // Somebody takes over: a month later nothing keeps it.
  await person("next", { coalitionId: listed.id, role: "coordinator" });
  advance(31 * day);
  expect(await forgetIdle(deps)).toEqual({ told: 0, accounts: 1, kept: 0 });
  expect(await left()).not.toContain(alone.email);
});

test("K9 · who comes back after the job has listed them is not erased", async () => {
  const { deps, db, advance, person, left, now } = await world();
  const { accountId: id, email } = await person("idle");
  advance(340 * day);
  await forgetIdle(deps);
  advance(31 * day);
  const ago = (ms: number) => new Date(now().getTime() - ms);
  const before = { idle: ago(365 * day), told: ago(30 * day) };
  expect((await idleAccounts(db, before, null, 10)).map((one) => one.id)).toEqual([id]);
  await openSession(db, id, now());
  const late = await eraseIdle(deps, { id, email }, (trx) => isIdle(trx, id, before));
  expect(late).toMatchObject({ refusal: { code: "not_found" } });
  expect(await left()).toEqual([email]);
  // Their seat stays theirs, and so does one that they took as a visitor.
  const trip = await insertTestTrip(db, { seats: 3, departs: new Date(now().getTime() + 40 * day) });
  const back = { kind: "account" as const, accountId: id, email, name: "", national: false };
  must(await bookSeat(deps, back, { tripId: trip.tripId, requestId: crypto.randomUUID(), firstName: "Camille" }, here));
  expect(await eraseIdle(deps, { id, email }, (trx) => isIdle(trx, id, before))).toMatchObject({ ok: false });
  await db
    .updateTable("account")
    .set({ activeAt: ago(400 * day), toldIdleAt: ago(40 * day) })
    .execute();
  expect(await eraseIdle(deps, { id, email }, (trx) => isIdle(trx, id, before))).toMatchObject({ ok: false });
  const kept = db.selectFrom("signup").select(["state", "email", "accountId"]).where("tripId", "=", trip.tripId);
  expect(await kept.execute()).toMatchObject([{ state: "confirmed" }]);
  expect(await left()).toEqual([email]);
});

test("K9 · two servers at once tell the national coordinators once; who came back meanwhile is told again in a year's time", async () => {
  const { deps, db, advance, person, told, now } = await world();
  const national = await person("national");
  await db.updateTable("account").set({ national: true }).where("id", "=", national.accountId).execute();
  const listed = await insertTestCoalition(db, { publishedAt: new Date(0) });
  const alone = await person("alone", { coalitionId: listed.id, role: "coordinator" });
  advance(340 * day);
  await forgetIdle(deps);
  advance(31 * day);
  await Promise.all([forgetIdle(deps), forgetIdle(deps)]);
  expect(await told("coordinator-idle")).toEqual([national.email]);
  // The job had listed them; then they came.
  await openSession(db, alone.accountId, now());
  await tellNational(deps, alone.accountId, now(), {
    idle: new Date(now().getTime() - 365 * day),
    told: new Date(now().getTime() - 30 * day),
  });
  expect(await told("coordinator-idle")).toEqual([national.email]);
  const row = db.selectFrom("account").select("toldIdleAt").where("id", "=", alone.accountId);
  expect((await row.executeTakeFirstOrThrow()).toldIdleAt).toBeNull();
});
