import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { scanFor } from "@/db/testing/scan";
import { insertTestAccount, insertTestTrip } from "@/db/testing/trip";
import { confirmContact, writeToCoalition } from "./coalition/contact";
import { reportCoalition } from "./coalition/reports";
import { aDeclaration, people } from "./coalition/testing-declaration";
import { eraseByLink } from "./erase-person";
import { addressData } from "./person-data";
import { findBookings } from "./signup/find-bookings";
import { signupThings } from "./signup-things";
import { unsealed } from "./testing/unsealed";
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
  const full = { ...tools.deps, database, origin: "https://cortege.example.org", demoMailbox: null };
  return { ...tools, ...trip, full, link };
}

test("K6 · without an account: the link shows all that is held under its address, gives it and erases it", async () => {
  const { deps, full, tripId, slug, link } = await world();
  const { db } = database;
  const [mine, waits] = [address(), address()];
  const booked = await bookAsVisitor(deps, tripId, mine, { phone: "06 12 98 76 50", firstName: "Zq-prénom" });
  await bookAsVisitor(deps, tripId, waits);
  must(await reportCoalition(full, { coalition: slug, reason: "zq-motif", email: mine }, here));
  const key = await link(mine);
  const shown = must(await addressData(deps, key));
  expect(shown).toMatchObject({ email: mine, hasAccount: false });
  const words = JSON.stringify(shown.tables);
  for (const word of ["Zq-prénom", "98 76 50", "zq-motif", mine]) expect(words).toContain(word);
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
  const { deps, full, tripId, slug, link } = await world();
  const reports = address();
  must(await reportCoalition(full, { coalition: slug, reason: "Page vide", email: reports }, here));
  expect(must(await addressData(deps, await link(reports))).held).toContainEqual({ purpose: "moderation", count: 1 });

  const mine = address();
  await bookAsVisitor(deps, tripId, mine);
  const key = await link(mine);
  await insertTestAccount(database.db, mine);
  expect(must(await addressData(deps, key)).hasAccount).toBe(true);
  expect(await eraseByLink(deps, { key, sure: "yes" })).toMatchObject({ refusal: { code: "sign_in_first" } });
  expect(must(await addressData(deps, key)).held.length).toBeGreaterThan(0);
});

test("K7 · what waits to leave and speaks of somebody to others goes with them", async () => {
  const { deps, full, coalitionId, slug, link } = await world();
  const { db, vault } = deps;
  const email = address();
  const other = await insertTestAccount(db, address(), { coalitionId, role: "coordinator" });
  const message = { name: "zq-nom", email, message: "zq-message à la coalition" };
  must(await writeToCoalition(full, { coalition: slug, ...message }, here));
  // Without a proof of work it waits for its sender; what leaves at once waits in the outbox.
  const waiting = (await lastMail(deps, email, "contact-confirm")).path;
  must(await confirmContact(full, { token: waiting.split("/").at(-1) }));
  must(await writeToCoalition(full, { coalition: slug, ...message, message: "zq-second message" }, here));
  await db
    .insertInto("coalitionChannel")
    .values({ coalitionId, kind: "list", address: `mailto:${email}`, position: 0 })
    .execute();
  const wanted = ["zq-nom", "zq-message", "zq-second", email];
  const before = await scanFor(db, wanted, unsealed(vault));
  for (const mark of wanted) expect(before.join("\n"), mark).toContain(mark);
  expect((await mails(deps)).filter(({ to }) => to === other.email)).toHaveLength(1);
  must(await eraseByLink(deps, { key: await link(email), sure: "yes" }));
  expect(await scanFor(db, wanted, unsealed(vault))).toEqual([]);
  expect((await mails(deps)).filter(({ to }) => to === other.email)).toHaveLength(0);
});

test("K7 · a declaration that still waits goes with its contact; nothing of it is left", async () => {
  // Its mails are sealed by another vault than those above.
  const own = await testDatabase();
  const declared = await aDeclaration(own);
  await declared.sent({ words: "zq-mots", firstName1: "zq-premier", lastName1: "zq-un", organisation1: "zq-asso" });
  const deps = { ...declared.deps, db: own.db, things: signupThings };
  const email = deps.unique(people.email1);
  const wanted = ["zq-mots", "zq-premier", "zq-un", "zq-asso", email];
  const before = await scanFor(deps.db, wanted, unsealed(deps.vault));
  for (const mark of wanted) expect(before.join("\n"), mark).toContain(mark);
  must(await findBookings(deps, { email }, here));
  const key = keyOf((await declared.mails("find-bookings"))[0]?.mail.path ?? "");
  expect(JSON.stringify(must(await addressData(deps, key)).tables)).toContain("zq-premier");
  must(await eraseByLink(deps, { key, sure: "yes" }));
  expect(await scanFor(deps.db, wanted, unsealed(deps.vault))).toEqual([]);
  await own.close();
});
