import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { insertTestAccount, insertTestTrip } from "@/db/testing/trip";
import { visitor } from "@/domain/kernel/actor";
import { createSignIn } from "@/server/account/sign-in";
import { enqueueMail } from "@/server/mail/enqueue";
import { networkHash } from "@/server/mail/network";
import { addressesPerNetwork } from "@/server/mail/template";
import { cancelBooking } from "@/server/signup/cancel-booking";
import { confirmByCode } from "@/server/signup/confirm-by-code";
import type { SignupDeps } from "@/server/signup/deps";
import { findBookings } from "@/server/signup/find-bookings";
import { resendCode } from "@/server/signup/resend-code";
import { sweepSignups } from "@/server/signup/sweep";
import { bookSeat } from "./book-seat";
import { holderPage } from "./holder-page";
import { bookAsVisitor, here, hour, keyOf, lastMail, mails, minute, must, testDeps } from "./testing";

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

let count = 0;
const address = () => `unwanted-${++count}@example.org`;
const from = (network: string) => ({ network, locale: "fr" });

/** So many addresses have had a mail at this network's asking, the last one now. */
async function haveAsked(deps: SignupDeps, network: string, number: number, apartMs = 0): Promise<void> {
  const mail = { template: "find-bookings", path: "/", values: {} } as const;
  await deps.db.transaction().execute(async (trx) => {
    for (let n = 0; n < number; n++) {
      const at = new Date(deps.clock.now().getTime() - n * apartMs);
      const hash = networkHash(deps.vault, network);
      await enqueueMail(trx, deps.vault, { to: address(), locale: "fr", mail, network: hash }, at);
    }
  });
}

async function setting(seats = 400) {
  const tools = testDeps(database, new Date(Date.UTC(2027, 0, 1) + count * 48 * hour));
  const departs = new Date(tools.now().getTime() + 900 * hour);
  const trip = await insertTestTrip(database.db, { seats, departs });
  const sentTo = async (email: string) => (await mails(tools.deps)).filter(({ to }) => to === email).length;
  return { ...tools, ...trip, departs, sentTo };
}

test("S43 · a hall of sixty who share one network all get their code and confirm", async () => {
  const { deps, tripId } = await setting();
  const hall = from("192.0.2.60");
  await haveAsked(deps, "192.0.2.60", 50);
  for (let n = 50; n < 60; n++) {
    const email = address();
    const { key } = await bookAsVisitor(deps, tripId, email, {}, hall);
    const { code } = await lastMail(deps, email, "booking-confirm");
    expect(must(await confirmByCode(deps, visitor, { key }, { code })).state).toBe("confirmed");
  }
});

test("S43 · beyond its number of addresses a network has no more mails sent, holds nothing, and is told nothing", async () => {
  const { deps, tripId, sentTo, advance } = await setting();
  const busy = from("192.0.2.80");
  const first = address();
  await bookAsVisitor(deps, tripId, first, {}, busy);
  await haveAsked(deps, "192.0.2.80", addressesPerNetwork.hour - 1);
  const stranger = address();
  const { key, state } = await bookAsVisitor(deps, tripId, stranger, {}, busy);
  expect(state).toBe("pending");
  expect(await sentTo(stranger)).toBe(0);
  const page = must(await holderPage(deps, visitor, { key }));
  expect(page).toMatchObject({ kind: "booking", signup: { state: "pending", holdsSeats: false } });
  expect(await resendCode(deps, visitor, { key }, busy)).toMatchObject({ refusal: { code: "too_many" } });
  // Not sent, but not said either: the answer for an address with bookings is the one for any other.
  must(await findBookings(deps, { email: stranger }, busy));
  expect(await sentTo(stranger)).toBe(0);
  const signIn = createSignIn({
    db: database.db,
    vault: deps.vault,
    origin: "https://cortege.example.org",
    clock: deps.clock,
  });
  expect(await signIn.request({ email: stranger }, { cookie: null, ...busy })).toMatchObject({ ok: false });
  // One to whom it has written already is no further address; another network is not this one.
  must(await findBookings(deps, { email: first }, busy));
  expect(await sentTo(first)).toBe(2);
  must(await resendCode(deps, visitor, { key }, from("198.51.100.1")));
  expect(await sentTo(stranger)).toBe(1);
  advance(hour + minute);
  const later = address();
  await bookAsVisitor(deps, tripId, later, {}, busy);
  expect(await sentTo(later)).toBe(1);
});

test("S43 · many who ask at the same moment from one network are counted exactly", async () => {
  const { deps, tripId, sentTo } = await setting();
  const busy = from("192.0.2.81");
  await haveAsked(deps, "192.0.2.81", addressesPerNetwork.hour - 5);
  const asked = Array.from({ length: 15 }, address);
  await Promise.all(asked.map((email) => bookAsVisitor(deps, tripId, email, {}, busy)));
  const sent = await Promise.all(asked.map(sentTo));
  expect(sent.filter((number) => number > 0)).toHaveLength(5);
});

test("S43 · a day has its number too, however slowly one asks", async () => {
  const { deps, tripId, sentTo } = await setting();
  const slow = from("192.0.2.82");
  await haveAsked(deps, "192.0.2.82", addressesPerNetwork.day - 1, 7 * minute);
  const [within, beyond] = [address(), address()];
  await bookAsVisitor(deps, tripId, within, {}, slow);
  await bookAsVisitor(deps, tripId, beyond, {}, slow);
  expect([await sentTo(within), await sentTo(beyond)]).toEqual([1, 0]);
});

test("S43 · a network of IPv6 is one household's half; this machine is a proxy, not a visitor", () => {
  const { vault } = testDeps(database).deps;
  const hash = (text: string | null) => networkHash(vault, text);
  expect(hash("2001:db8:0:7::1")).toBe(hash("2001:0db8:0000:0007:aaaa:bbbb:cccc:dddd"));
  expect(hash("2001:db8:0:7::1")).not.toBe(hash("2001:db8:0:8::1"));
  expect(hash("::ffff:192.0.2.1")).toBe(hash("192.0.2.1"));
  expect(hash("192.0.2.1")).not.toContain("192");
  expect([hash(null), hash(""), hash("127.0.0.1"), hash("::1"), hash("::ffff:127.0.0.1")]).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
});

test("S44 · whose offer runs out is told, once; a hold that nobody confirmed ends in silence", async () => {
  const { deps, tripId, slug, advance, sentTo } = await setting(1);
  const [rider, waits] = [
    await insertTestAccount(database.db, address()),
    await insertTestAccount(database.db, address()),
  ];
  const book = async (actor: typeof rider) =>
    keyOf(must(await bookSeat(deps, actor, { tripId, requestId: crypto.randomUUID() }, here)).path);
  const key = await book(rider);
  await book(waits);
  const stranger = address();
  await bookAsVisitor(deps, tripId, stranger);
  must(await cancelBooking(deps, rider, { key }));
  const before = await sentTo(waits.email);
  advance(12 * hour + minute);
  await sweepSignups(deps);
  await sweepSignups(deps);
  expect(await sentTo(waits.email)).toBe(before + 1);
  expect(await lastMail(deps, waits.email, "offer-expired")).toMatchObject({
    path: `/${slug}/trajet/${tripId}`,
    values: { party: 1, place: "A" },
  });

  // The seat is free: a visitor's hold on it ends without a word.
  const silent = address();
  await bookAsVisitor(deps, tripId, silent);
  advance(2 * hour + minute);
  await sweepSignups(deps);
  const row = await database.db.selectFrom("signup").select("state").where("email", "=", silent).executeTakeFirst();
  expect(row?.state).toBe("expired");
  expect(await sentTo(silent)).toBe(1);
});

test("S45 · organisers read of a late cancel in the language in which they last signed in", async () => {
  const { deps, tripId, coalitionId, departs, advance, now } = await setting(3);
  const clock = deps.clock;
  const signIn = createSignIn({ db: database.db, vault: deps.vault, origin: "https://cortege.example.org", clock });
  const [english, french] = [address(), address()];
  for (const email of [english, french])
    await insertTestAccount(database.db, email, { coalitionId, role: "coordinator" });
  const asked = must(await signIn.request({ email: english }, { cookie: null, locale: "en" }));
  const cookie = asked.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const { code } = await lastMail(deps, english, "sign-in");
  must(await signIn.withCode({ code }, cookie));

  const rider = await insertTestAccount(database.db, address());
  const { path } = must(await bookSeat(deps, rider, { tripId, requestId: crypto.randomUUID() }, here));
  advance(departs.getTime() - now().getTime() + minute);
  must(await cancelBooking(deps, rider, { key: keyOf(path) }));
  const told = await database.db
    .selectFrom("outbox")
    .select("locale")
    .where("template", "=", "organiser-cancelled-late")
    .orderBy("locale")
    .execute();
  expect(told.map(({ locale }) => locale)).toEqual(["en", "fr"]);
  expect((await lastMail(deps, english, "organiser-cancelled-late")).values.when).toMatch(/^[A-Z][a-z]+day/);
});
