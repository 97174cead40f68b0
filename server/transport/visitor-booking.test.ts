import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { insertTestTrip } from "@/db/testing/trip";
import { visitor } from "@/domain/kernel/actor";
import { parisDay } from "@/domain/kernel/spoken-date";
import { mailsKeptForKnown, mailsPerHour } from "@/server/mail/template";
import { answerOffer } from "@/server/signup/answer-offer";
import { cancelBooking } from "@/server/signup/cancel-booking";
import { changeBooking } from "@/server/signup/change-booking";
import { confirmByCode } from "@/server/signup/confirm-by-code";
import { confirmByLink } from "@/server/signup/confirm-by-link";
import { resendCode } from "@/server/signup/resend-code";
import { sweepSignups } from "@/server/signup/sweep";
import { bookSeat } from "./book-seat";
import { coalitionCounts } from "./counts";
import { holderPage } from "./holder-page";
import { bookAsVisitor, here, hour, keyOf, lastMail, mails, minute, must, testDeps, visitorForm } from "./testing";

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

let count = 0;
const address = () => `visitor-${++count}@example.org`;

async function setting(options: Partial<Parameters<typeof insertTestTrip>[1]> = {}, hoursAhead = 200) {
  const tools = testDeps(database);
  const departs = new Date(tools.now().getTime() + hoursAhead * hour);
  const trip = await insertTestTrip(database.db, { seats: 10, departs, ...options });
  const free = async () =>
    (await coalitionCounts(database.db, trip.coalitionId, tools.now()))[trip.tripId]?.seats.free ?? Number.NaN;
  const page = async (key: string) => must(await holderPage(tools.deps, visitor, { key }));
  const signup = async (key: string) => {
    const shown = await page(key);
    if (shown.kind === "list" || shown.of !== "trip") throw new Error("no booking");
    return shown.signup;
  };
  return { ...tools, trip, free, page, signup };
}
const rows = (tripId: string) => database.db.selectFrom("signup").selectAll().where("tripId", "=", tripId).execute();

test("S3 · a visitor's seats are held for two hours, 30 minutes in the last two days, on a page that needs no mail", async () => {
  for (const [hoursAhead, held] of [
    [200, 2 * hour],
    [47, 30 * minute],
  ] as const) {
    const { deps, trip, free, signup, now, advance } = await setting({}, hoursAhead);
    const { key, state } = await bookAsVisitor(deps, trip.tripId, address(), { party: "3" });
    expect(state).toBe("pending");
    expect(await free()).toBe(7);
    const shown = await signup(key);
    expect(shown).toMatchObject({
      state: "pending",
      party: 3,
      needsConfirmation: true,
      holdsSeats: true,
      boarding: null,
    });
    expect(shown.until?.getTime()).toBe(now().getTime() + held);
    advance(held);
    await sweepSignups(deps);
    expect(await free()).toBe(10);
    expect(await signup(key)).toMatchObject({ state: "expired", may: { cancel: false, typeCode: false } });
  }
});

test("S4 · the code of the mail, typed on the page, confirms; typed again it answers the same", async () => {
  const { deps, trip, signup } = await setting();
  const email = address();
  const { key } = await bookAsVisitor(deps, trip.tripId, email);
  const { code } = await lastMail(deps, email, "booking-confirm");
  for (let time = 0; time < 2; time += 1) {
    const answer = must(await confirmByCode(deps, visitor, { key }, { code: `${code.slice(0, 3)} ${code.slice(3)}` }));
    expect(answer.state).toBe("confirmed");
  }
  const shown = await signup(key);
  expect(shown.boarding?.code).toMatch(/^[A-Z0-9]{4}$/);
  expect(shown.until).toBeNull();
  expect((await mails(deps)).filter((sent) => sent.to === email).map((sent) => sent.mail.template)).toEqual([
    "booking-confirm",
    "booking-confirmed",
  ]);
});

test("S4 · five wrong codes void it, and a newer one works; a code works only with its own page", async () => {
  const { deps, trip } = await setting();
  const email = address();
  const { key } = await bookAsVisitor(deps, trip.tripId, email);
  const { code } = await lastMail(deps, email, "booking-confirm");
  const wrong = code === "000000" ? "000001" : "000000";
  const answers = [];
  for (let time = 0; time < 5; time += 1) answers.push(await confirmByCode(deps, visitor, { key }, { code: wrong }));
  expect(answers.map((answer) => !answer.ok && answer.refusal.code)).toEqual([
    "code_wrong",
    "code_wrong",
    "code_wrong",
    "code_wrong",
    "code_void",
  ]);
  expect(await confirmByCode(deps, visitor, { key }, { code })).toMatchObject({ refusal: { code: "code_void" } });
  must(await resendCode(deps, visitor, { key }, here));
  const newer = (await lastMail(deps, email, "booking-confirm")).code;
  const other = await bookAsVisitor(deps, trip.tripId, address());
  expect((await confirmByCode(deps, visitor, { key: other.key }, { code: newer })).ok).toBe(false);
  expect(must(await confirmByCode(deps, visitor, { key }, { code: newer })).state).toBe("confirmed");
});

test("S4 · after 30 wrong codes for one address in a day only the link works", async () => {
  const { deps, trip } = await setting({ seats: 50 });
  const email = address();
  const { key } = await bookAsVisitor(deps, trip.tripId, email);
  await database.db
    .insertInto("codeFailure")
    .values({ email, day: parisDay(deps.clock.now()), count: 30 })
    .execute();
  const { code, path } = await lastMail(deps, email, "booking-confirm");
  expect(await confirmByCode(deps, visitor, { key }, { code })).toMatchObject({ refusal: { code: "code_locked" } });
  expect(must(await confirmByLink(deps, visitor, { key: keyOf(path) })).state).toBe("confirmed");
});

test("S4 · loading the mail's link changes nothing; its button confirms once, and twice answers the same", async () => {
  const { deps, trip, page } = await setting();
  const email = address();
  await bookAsVisitor(deps, trip.tripId, email);
  const key = keyOf((await lastMail(deps, email, "booking-confirm")).path);
  for (let time = 0; time < 10; time += 1) expect(await page(key)).toMatchObject({ kind: "confirm", late: false });
  expect((await rows(trip.tripId))[0]?.state).toBe("pending");
  // Before it confirmed, the link can do nothing else.
  expect((await cancelBooking(deps, visitor, { key })).ok).toBe(false);
  const answers = await Promise.all([0, 1, 2].map(() => confirmByLink(deps, visitor, { key })));
  expect(answers.map((answer) => must(answer).state)).toEqual(["confirmed", "confirmed", "confirmed"]);
  expect(await page(key)).toMatchObject({ kind: "booking", signup: { state: "confirmed" } });
  expect((await mails(deps)).filter((sent) => sent.to === email)).toHaveLength(2);
});

test("S5 · a late link proves the address and asks again, as new: a seat, the queue, or a refusal", async () => {
  const { deps, trip, page, advance } = await setting({ seats: 2 });
  const [first, second] = [address(), address()];
  await bookAsVisitor(deps, trip.tripId, first, { party: "2" });
  advance(2 * hour);
  await bookAsVisitor(deps, trip.tripId, second, { party: "1" });
  const late = keyOf((await lastMail(deps, first, "booking-confirm")).path);
  expect(await page(late)).toMatchObject({ kind: "confirm", late: true });
  expect(must(await confirmByLink(deps, visitor, { key: late })).state).toBe("waiting");
  expect(await page(late)).toMatchObject({ kind: "booking", signup: { state: "waiting", rank: 1 } });
  advance(2 * hour);
  await sweepSignups(deps);
  expect(await page(late)).toMatchObject({ signup: { state: "offered" } });
  const refused = keyOf((await lastMail(deps, second, "booking-confirm")).path);
  await database.db.updateTable("trip").set({ state: "closed" }).where("id", "=", trip.tripId).execute();
  expect(await confirmByLink(deps, visitor, { key: refused })).toMatchObject({ refusal: { code: "trip_closed" } });
});

test("S6 · a second request with the same address changes nothing, tells nothing, and its mail leads to the first", async () => {
  const { deps, trip, free, signup } = await setting();
  const email = address();
  const first = await bookAsVisitor(deps, trip.tripId, email, { party: "2", firstName: "Première" });
  const stranger = await bookAsVisitor(deps, trip.tripId, email.toUpperCase(), { party: "1", firstName: "Autre" });
  expect(stranger.key).not.toBe(first.key);
  expect(await free()).toBe(8);
  expect(await rows(trip.tripId)).toHaveLength(1);
  // As a first request would look, with what was typed here.
  expect(await signup(stranger.key)).toMatchObject({ signupId: null, state: "pending", party: 1, firstName: "Autre" });
  must(await cancelBooking(deps, visitor, { key: stranger.key }));
  expect(await signup(first.key)).toMatchObject({ state: "pending", firstName: "Première" });

  const third = await bookAsVisitor(deps, trip.tripId, email, { firstName: "Encore" });
  const { code } = await lastMail(deps, email, "booking-confirm");
  must(await confirmByCode(deps, visitor, { key: third.key }, { code }));
  expect(await signup(third.key)).toMatchObject({ state: "confirmed", party: 2, firstName: "Première" });
  expect(await signup(first.key)).toMatchObject({ state: "confirmed" });
});

test("S6 · whatever a stranger does on that page, it answers as a first request's page does", async () => {
  const known = await setting({ out: ["A", "B", "C"] });
  const fresh = await setting({ out: ["A", "B", "C"] });
  const email = address();
  await bookAsVisitor(known.deps, known.trip.tripId, email, { party: "2" });
  const tried = async ({ deps, trip, signup }: typeof known, to: string) => {
    const { key } = await bookAsVisitor(deps, trip.tripId, to);
    const { code } = await lastMail(deps, to, "booking-confirm");
    const wrong = code === "000000" ? "000001" : "000000";
    const said = [
      await answerOffer(deps, visitor, { key }, { answer: "accept" }),
      await changeBooking(deps, visitor, { key }, { party: 9 }),
      await changeBooking(deps, visitor, { key }, { party: 2, outboundFrom: trip.out.B }),
      await confirmByLink(deps, visitor, { key }),
      await confirmByCode(deps, visitor, { key }, { code: wrong }),
      await resendCode(deps, visitor, { key }, here),
      await cancelBooking(deps, visitor, { key }),
      await cancelBooking(deps, visitor, { key }),
      await changeBooking(deps, visitor, { key }, { party: 1 }),
      await confirmByCode(deps, visitor, { key }, { code: wrong }),
      await resendCode(deps, visitor, { key }, here),
    ].map((answer) => (answer.ok ? answer.value.state : answer.refusal));
    const { signupId: _, email: __, ride: ___, outbound, ...shown } = await signup(key);
    return { said, shown, from: outbound?.from.place };
  };
  expect(await tried(known, email)).toEqual(await tried(fresh, address()));
  expect(await rows(known.trip.tripId)).toMatchObject([{ state: "pending", party: 2 }]);
});

test("S7 · three sign-ups and six seats per address, twelve per network: beyond, nothing is held until confirmed", async () => {
  const { deps, trip, free } = await setting({ seats: 60 });
  const email = address();
  const others = await Promise.all(
    [0, 1, 2].map(() =>
      insertTestTrip(database.db, { seats: 60, departs: new Date(deps.clock.now().getTime() + 90 * hour) }),
    ),
  );
  for (const other of others) await bookAsVisitor(deps, other.tripId, email);
  const fourth = await bookAsVisitor(deps, trip.tripId, email);
  expect(fourth.state).toBe("pending");
  expect(await free()).toBe(60);
  const { code } = await lastMail(deps, email, "booking-confirm");
  expect(must(await confirmByCode(deps, visitor, { key: fourth.key }, { code })).state).toBe("confirmed");
  expect(await free()).toBe(59);

  const meeting = { network: "192.0.2.1", locale: "fr" };
  for (let n = 0; n < 4; n += 1) await bookAsVisitor(deps, trip.tripId, address(), { party: "4" }, meeting);
  expect(await free()).toBe(59 - 12);
  const stored = await rows(trip.tripId);
  expect(JSON.stringify(stored)).not.toContain("192.0.2.1");
});

test("S7 · a request that held nothing joins the queue when the trip is full by the time it is confirmed", async () => {
  const { deps, trip } = await setting({ seats: 3 });
  const busy = { network: "192.0.2.7", locale: "fr" };
  const other = await insertTestTrip(database.db, {
    seats: 60,
    departs: new Date(deps.clock.now().getTime() + 90 * hour),
  });
  for (const party of ["4", "4", "4"]) await bookAsVisitor(deps, other.tripId, address(), { party }, busy);
  const email = address();
  const late = await bookAsVisitor(deps, trip.tripId, email, { party: "2" }, busy);
  await bookAsVisitor(deps, trip.tripId, address(), { party: "2" });
  const { code } = await lastMail(deps, email, "booking-confirm");
  expect(must(await confirmByCode(deps, visitor, { key: late.key }, { code })).state).toBe("waiting");
});

test("S8 · at most ten mails an hour to an address, whoever asks; the page answers the same", async () => {
  const { deps, trip } = await setting({ seats: 60 });
  const email = address();
  const states = [];
  for (let n = 0; n < 12; n += 1) states.push((await bookAsVisitor(deps, trip.tripId, email)).state);
  expect(new Set(states)).toEqual(new Set(["pending"]));
  expect((await mails(deps)).filter((sent) => sent.to === email)).toHaveLength(mailsPerHour - mailsKeptForKnown);
});

test("S21 · every wrong field is named, and nothing is written", async () => {
  const { deps, trip } = await setting();
  const refused = async (more: Record<string, unknown>) => {
    const answer = await bookSeat(deps, visitor, visitorForm(trip.tripId, address(), more), here);
    return answer.ok ? "accepted" : (answer.refusal.fields ?? answer.refusal.code);
  };
  expect(await refused({ party: "6", email: "x", firstName: " ", consent: undefined })).toEqual({
    party: "party",
    email: "email",
    firstName: "firstName",
    consent: "consent",
  });
  for (const party of ["0", "-1", "1.5", "1e9", "NaN", "", null, {}, [1, 2]]) {
    expect(await refused({ party })).not.toBe("accepted");
  }
  expect(await refused({ firstName: "a\nBcc: x@example.org" })).toEqual({ firstName: "firstName" });
  expect(await refused({ firstName: "x".repeat(81) })).toEqual({ firstName: "firstName" });
  expect(await refused({ phone: "<script>" })).toEqual({ phone: "phone" });
  expect(await refused({ outboundFrom: "' or 1=1 --" })).toEqual({ outboundFrom: "stop" });
  expect(await refused({ outboundFrom: crypto.randomUUID() })).toEqual({ outboundFrom: "stop" });
  expect(await refused({ outboundFrom: trip.out.B, outboundTo: trip.out.A })).toEqual({ outboundFrom: "stop" });
  expect(await refused({ requestId: "1" })).toEqual({ requestId: "form" });
  expect(await refused({ tripId: crypto.randomUUID() })).toBe("not_found");
  expect(await refused({ tripId: "../x" })).toBe("not_found");
  const elsewhere = await insertTestTrip(database.db, { seats: 5, departs: deps.clock.now() });
  expect(await refused({ outboundFrom: elsewhere.out.A })).toEqual({ outboundFrom: "stop" });
  expect(await rows(trip.tripId)).toHaveLength(0);
  for (const key of ["", "x", crypto.randomUUID(), "A".repeat(43), "../../etc/passwd"]) {
    expect(await holderPage(deps, visitor, { key })).toMatchObject({ refusal: { code: "not_found" } });
    expect(await cancelBooking(deps, visitor, { key })).toMatchObject({ refusal: { code: "not_found" } });
  }
});

test("S2 · a visitor's form sent again, also at the same moment, opens the same page and sends one mail", async () => {
  const { deps, trip } = await setting();
  const email = address();
  const form = visitorForm(trip.tripId, email);
  const answers = await Promise.all(Array.from({ length: 6 }, () => bookSeat(deps, visitor, form, here)));
  expect(new Set(answers.map((answer) => must(answer).path)).size).toBe(1);
  expect(await rows(trip.tripId)).toHaveLength(1);
  expect((await mails(deps)).filter((sent) => sent.to === email)).toHaveLength(1);
});
