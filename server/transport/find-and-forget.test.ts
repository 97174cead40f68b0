import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { insertTestAccount, insertTestTrip } from "@/db/testing/trip";
import { visitor } from "@/domain/kernel/actor";
import { mailsKeptForKnown, mailsPerHour } from "@/server/mail/template";
import { cancelBooking } from "@/server/signup/cancel-booking";
import { claimBooking } from "@/server/signup/claim-booking";
import { confirmByLink } from "@/server/signup/confirm-by-link";
import { findBookings } from "@/server/signup/find-bookings";
import { bookSeat } from "./book-seat";
import { holderPage } from "./holder-page";
import { myBookings } from "./my-bookings";
import { runRetention } from "./retention";
import { bookAsVisitor, here, hour, keyOf, lastMail, mails, must, testDeps } from "./testing";

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const day = 24 * hour;
let count = 0;
const address = () => `found-${++count}@example.org`;

async function setting() {
  const tools = testDeps(database);
  const departs = new Date(tools.now().getTime() + 10 * day);
  const trip = await insertTestTrip(database.db, { seats: 10, departs });
  return { ...tools, ...trip, departs };
}

test("S19 · the same answer with and without bookings; the link opens them all, confirms and cancels them", async () => {
  const { deps, tripId } = await setting();
  const [known, unknown] = [address(), address()];
  await bookAsVisitor(deps, tripId, known, { party: "2" });
  expect(await findBookings(deps, { email: unknown }, here)).toEqual(await findBookings(deps, { email: known }, here));
  expect((await mails(deps)).some(({ to }) => to === unknown)).toBe(false);
  const key = keyOf((await lastMail(deps, known, "find-bookings")).path);
  const list = must(await holderPage(deps, visitor, { key }));
  if (list.kind !== "list") throw new Error("not a list");
  const [booking] = list.bookings;
  expect(booking).toMatchObject({ signup: { state: "pending", may: { confirm: true, typeCode: false } } });
  const signupId = booking?.signup.signupId ?? "";
  expect(booking?.path).toBe(`/reservations/${key}/${signupId}`);
  expect(must(await confirmByLink(deps, visitor, { key, signupId })).state).toBe("confirmed");
  expect(must(await cancelBooking(deps, visitor, { key, signupId })).state).toBe("cancelled");

  const other = await bookAsVisitor(deps, tripId, unknown);
  const foreign = must(await holderPage(deps, visitor, { key: other.key }));
  const foreignId = foreign.kind === "booking" ? (foreign.signup.signupId ?? "") : "";
  expect((await cancelBooking(deps, visitor, { key, signupId: foreignId })).ok).toBe(false);
  expect((await holderPage(deps, visitor, { key, signupId: foreignId })).ok).toBe(false);
});

test("S19 · the link to all bookings ends after a day, and at most ten mails an hour are sent", async () => {
  const { deps, tripId, advance } = await setting();
  const email = address();
  await bookAsVisitor(deps, tripId, email);
  for (let n = 0; n < 12; n += 1) expect((await findBookings(deps, { email }, here)).ok).toBe(true);
  expect((await mails(deps)).filter(({ to }) => to === email)).toHaveLength(mailsPerHour - mailsKeptForKnown);
  const key = keyOf((await lastMail(deps, email, "find-bookings")).path);
  advance(day);
  expect((await holderPage(deps, visitor, { key })).ok).toBe(false);
  expect(await findBookings(deps, { email: "nobody" }, here)).toMatchObject({
    refusal: { fields: { email: "email" } },
  });
});

test("S20 · after signing in, a pending sign-up of the same address is one's own with one button, and confirmed", async () => {
  const { deps, tripId } = await setting();
  const actor = await insertTestAccount(database.db, address());
  const stranger = await insertTestAccount(database.db, address());
  await bookAsVisitor(deps, tripId, actor.email, { party: "2" });
  const { bookings, toClaim } = must(await myBookings(deps, actor));
  expect([bookings.length, toClaim.length]).toEqual([0, 1]);
  const signupId = toClaim[0]?.signup.signupId;
  expect((await claimBooking(deps, stranger, { signupId })).ok).toBe(false);
  expect((await claimBooking(deps, visitor, { signupId })).ok).toBe(false);
  for (let time = 0; time < 2; time += 1) {
    expect(must(await claimBooking(deps, actor, { signupId })).state).toBe("confirmed");
  }
  const mine = must(await myBookings(deps, actor));
  expect([mine.bookings.length, mine.toClaim.length]).toEqual([1, 0]);
  expect((await holderPage(deps, stranger, { key: signupId ?? "" })).ok).toBe(false);
  // Booking again from the account finds the same one.
  const again = must(await bookSeat(deps, actor, { tripId, requestId: crypto.randomUUID() }, here));
  expect(again.path).toBe(`/reservations/${signupId}`);
});

test("S20 · someone signed in who books where their address already has a held seat makes no second one", async () => {
  const { deps, tripId } = await setting();
  const actor = await insertTestAccount(database.db, address());
  await bookAsVisitor(deps, tripId, actor.email, { party: "2" });
  const booked = must(await bookSeat(deps, actor, { tripId, requestId: crypto.randomUUID() }, here));
  expect(booked.state).toBe("confirmed");
  const rows = await database.db.selectFrom("signup").select(["party"]).where("tripId", "=", tripId).execute();
  expect(rows).toEqual([{ party: 2 }]);
});

test("S22 · phones go 7 days after the trip, people after 30; links go, counts stay, and it says what it did", async () => {
  const { deps, tripId, advance } = await setting();
  const email = address();
  const { key } = await bookAsVisitor(deps, tripId, email, { phone: "06 00 00 00 01" });
  must(await confirmByLink(deps, visitor, { key: keyOf((await lastMail(deps, email, "booking-confirm")).path) }));
  const row = () => database.db.selectFrom("signup").selectAll().where("tripId", "=", tripId).executeTakeFirstOrThrow();

  advance(10 * day + hour + 7 * day - 1);
  await runRetention(deps);
  expect((await row()).phoneEncrypted).not.toBeNull();
  advance(2);
  await runRetention(deps);
  expect(await row()).toMatchObject({ phoneEncrypted: null, email, anonymisedAt: null });

  advance(23 * day);
  const outcome = await runRetention(deps);
  expect(outcome.people).toBeGreaterThanOrEqual(1);
  const gone = await row();
  expect(gone).toMatchObject({ state: "confirmed", party: 1, email: null, firstName: "", accountId: null });
  expect(gone.holder).not.toContain(email);
  expect((await holderPage(deps, visitor, { key })).ok).toBe(false);
  const links = await database.db.selectFrom("signupLink").select("email").where("email", "=", email).execute();
  expect(links).toEqual([]);
  const run = await database.db.selectFrom("jobRun").selectAll().orderBy("id", "desc").executeTakeFirstOrThrow();
  expect(run).toMatchObject({ job: "signup-retention", outcome });
});

test("S22 · what nobody confirmed goes after 14 days, also from the queue, long before the trip", async () => {
  const tools = testDeps(database);
  const { deps, advance } = tools;
  const departs = new Date(tools.now().getTime() + 60 * day);
  const { tripId } = await insertTestTrip(database.db, { seats: 1, departs });
  const [held, waiting, sure] = [address(), address(), await insertTestAccount(database.db, address())];
  await bookAsVisitor(deps, tripId, held);
  await bookAsVisitor(deps, tripId, waiting);
  must(await bookSeat(deps, sure, { tripId, requestId: crypto.randomUUID() }, here));
  advance(14 * day + 1);
  await runRetention(deps);
  const rows = await database.db.selectFrom("signup").select(["state", "email"]).where("tripId", "=", tripId).execute();
  expect(rows.map((row) => `${row.state} ${row.email}`).sort()).toEqual([
    "cancelled null",
    "expired null",
    `offered ${sure.email}`,
  ]);
});
