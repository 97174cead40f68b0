import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { insertTestAccount, insertTestTrip } from "@/db/testing/trip";
import { type AccountActor, visitor } from "@/domain/kernel/actor";
import { answerOffer } from "@/server/signup/answer-offer";
import { cancelBooking } from "@/server/signup/cancel-booking";
import { changeBooking } from "@/server/signup/change-booking";
import { confirmByCode } from "@/server/signup/confirm-by-code";
import { sweepSignups } from "@/server/signup/sweep";
import { bookSeat } from "./book-seat";
import { coalitionCounts } from "./counts";
import { holderPage } from "./holder-page";
import type { BookSeatForm } from "./signup-types";
import { bookAsVisitor, here, hour, keyOf, lastMail, mails, minute, must, testDeps } from "./testing";

let database: Database;
beforeAll(async () => {
  database = await testDatabase({ poolSize: 12 });
});
afterAll(() => database.close());

let count = 0;

async function setting(options: Partial<Parameters<typeof insertTestTrip>[1]> = {}, hoursAhead = 200) {
  const tools = testDeps(database);
  const { deps, now } = tools;
  const departs = new Date(now().getTime() + hoursAhead * hour);
  const trip = await insertTestTrip(database.db, { seats: 4, departs, ...options });
  const book = async (form: Partial<BookSeatForm> = {}) => {
    const actor = await insertTestAccount(database.db, `queue-${++count}@example.org`);
    const raw = { tripId: trip.tripId, requestId: crypto.randomUUID(), ...form };
    const booked = must(await bookSeat(deps, actor, raw, here));
    return { actor, key: keyOf(booked.path), state: booked.state };
  };
  const see = async (who: { actor: AccountActor; key: string }) => {
    const page = must(await holderPage(deps, who.actor, { key: who.key }));
    if (page.kind === "list" || page.of !== "trip") throw new Error("no booking");
    return page.signup;
  };
  const cancel = async (who: { actor: AccountActor; key: string }) =>
    must(await cancelBooking(deps, who.actor, { key: who.key }));
  const counts = async () => {
    const found = (await coalitionCounts(database.db, trip.coalitionId, now()))[trip.tripId];
    if (!found) throw new Error("no counts");
    return found;
  };
  return { ...tools, trip, departs, book, see, cancel, counts };
}

test("S9 · out and back are admitted whole: if one direction is full, all of it waits", async () => {
  const { book, see, counts } = await setting({ out: ["A", "B"], back: ["B", "A"], seats: 2 });
  await book({ direction: "return", party: 2 });
  const both = await book({ direction: "both" });
  expect(both.state).toBe("waiting");
  expect(await see(both)).toMatchObject({ rank: 1, reason: { kind: "too_few_seats", lacking: 1 } });
  expect((await counts()).seats).toMatchObject({ free: 0, outbound: 2, return: 0 });
  expect((await book({ direction: "outbound" })).state).toBe("confirmed");
});

test("S9 · a visitor who has not confirmed waits with a number, and is offered a seat only once confirmed", async () => {
  const { deps, trip, book, see, cancel, advance } = await setting({ seats: 1 });
  const first = await book();
  const { key, state } = await bookAsVisitor(deps, trip.tripId, "unsure@example.org");
  expect(state).toBe("waiting");
  const second = await book();
  await cancel(first);
  expect((await see(second)).state).toBe("offered");
  const page = async () => {
    const found = must(await holderPage(deps, visitor, { key }));
    return found.kind === "booking" ? found.signup : null;
  };
  expect(await page()).toMatchObject({ state: "waiting", rank: 1, reason: { kind: "confirm_address" } });
  await cancel(second);
  expect((await page())?.state).toBe("waiting");
  const { code } = await lastMail(deps, "unsure@example.org", "booking-confirm");
  advance(minute);
  must(await confirmByCode(deps, visitor, { key }, { code }));
  expect((await page())?.state).toBe("offered");
});

test("S9 · a newcomer overtakes nobody who fits, also when nothing can be offered any more", async () => {
  const { book, see, cancel, advance, departs, now } = await setting({ seats: 1 });
  const rider = await book();
  const waits = await book();
  advance(departs.getTime() - now().getTime() - 10 * minute);
  await cancel(rider);
  expect((await see(waits)).reason).toEqual({ kind: "too_late" });
  expect((await book()).state).toBe("waiting");
});

test("S10 · a freed seat goes to the first party that fits; one passed over keeps its number and sees why", async () => {
  const { deps, book, see, cancel } = await setting({ seats: 2 });
  const [first] = [await book(), await book()];
  const pair = await book({ party: 2 });
  const single = await book();
  await cancel(first);
  expect(await see(single)).toMatchObject({ state: "offered", rank: 2 });
  expect(await see(pair)).toMatchObject({
    state: "waiting",
    rank: 1,
    reason: { kind: "too_few_seats", lacking: 2, passedOver: true },
  });
  expect((await lastMail(deps, single.actor.email, "seat-offered")).validUntil).toBeDefined();
});

test("S10 · an offer counts as taken for 12 hours; out of time it goes to the next, and cannot be taken any more", async () => {
  const { deps, book, see, cancel, advance, now, counts } = await setting({ seats: 1 });
  const rider = await book();
  const [next, after] = [await book(), await book()];
  await cancel(rider);
  expect((await counts()).seats.free).toBe(0);
  expect((await see(next)).until?.getTime()).toBe(now().getTime() + 12 * hour);
  advance(12 * hour);
  // Even before the sweep: the answer itself ends what is out of time first.
  const late = await answerOffer(deps, next.actor, { key: next.key }, { answer: "accept" });
  expect(late).toMatchObject({ refusal: { code: "offer_gone" } });
  expect((await see(next)).state).toBe("expired");
  expect(await see(after)).toMatchObject({ state: "offered", rank: 1 });
});

test("S10 · taken or left, twice gives the same answer; left, it goes to the next at once", async () => {
  const { deps, book, see, cancel } = await setting({ seats: 1 });
  const rider = await book();
  const [next, after] = [await book(), await book()];
  await cancel(rider);
  for (let time = 0; time < 2; time += 1) {
    expect(must(await answerOffer(deps, next.actor, { key: next.key }, { answer: "decline" })).state).toBe("cancelled");
    expect((await see(after)).state).toBe("offered");
  }
  for (let time = 0; time < 2; time += 1) {
    expect(must(await answerOffer(deps, after.actor, { key: after.key }, { answer: "accept" })).state).toBe(
      "confirmed",
    );
  }
  const opposite = await answerOffer(deps, after.actor, { key: after.key }, { answer: "decline" });
  expect(opposite).toMatchObject({ refusal: { code: "offer_gone" } });
});

test("S10 · many cancel and answer at once: never more taken than there is, never an offer to two", async () => {
  const { deps, book, see, counts } = await setting({ seats: 6 });
  const riders = [];
  for (let n = 0; n < 6; n += 1) riders.push(await book());
  const queue = [];
  for (let n = 0; n < 12; n += 1) queue.push(await book());
  await Promise.all(riders.map((rider) => cancelBooking(deps, rider.actor, { key: rider.key })));
  expect((await Promise.all(queue.map(see))).filter((one) => one.state === "offered")).toHaveLength(6);
  await Promise.all(
    queue.flatMap((one, n) => [
      answerOffer(deps, one.actor, { key: one.key }, { answer: n % 2 ? "accept" : "decline" }),
      answerOffer(deps, one.actor, { key: one.key }, { answer: n % 2 ? "accept" : "decline" }),
    ]),
  );
  const { taken, seats } = await counts();
  expect(taken).toBeLessThanOrEqual(6);
  expect(seats.tooMany).toBe(0);
  const rows = await database.db
    .selectFrom("signupEvent")
    .select((eb) => ["signupId", eb.fn.countAll<number>().as("times")])
    .where("what", "=", "offered")
    .groupBy("signupId")
    .execute();
  expect(rows.every((row) => row.times === 1)).toBe(true);
});

test("S11 · fewer seats always, more or other stops only if they fit; in the queue more seats go to its end", async () => {
  const { deps, book, see, trip } = await setting({ seats: 4, out: ["A", "B", "C"] });
  const change = (who: { actor: AccountActor; key: string }, raw: Record<string, unknown>) =>
    changeBooking(deps, who.actor, { key: who.key }, raw);
  const pair = await book({ party: 2, outboundFrom: trip.out.A, outboundTo: trip.out.B });
  const other = await book({ party: 2 });
  expect((await change(pair, { party: 3 })).ok).toBe(false);
  expect(await change(other, { party: 3 })).toMatchObject({ refusal: { code: "party_does_not_fit" } });
  expect(must(await change(pair, { outboundFrom: trip.out.B, outboundTo: trip.out.C })).state).toBe("confirmed");
  expect(must(await change(pair, { party: "1" })).state).toBe("confirmed");
  expect((await see(pair)).outbound).toMatchObject({ from: { place: "B" }, to: { place: "C" } });
  must(await change(other, { party: 3 }));

  const [first, second] = [await book({ party: 2 }), await book({ party: 2 })];
  expect((await see(first)).rank).toBe(1);
  must(await change(first, { party: 3 }));
  expect((await see(first)).rank).toBe(2);
  expect((await see(second)).rank).toBe(1);
  must(await change(second, { party: 1, outboundFrom: trip.out.A, outboundTo: trip.out.B }));
  expect((await see(second)).state).toBe("offered");
});

test("S12 · after the deadline nobody new, but the queue goes on; cancelling twice is one, and tells the organisers", async () => {
  const { deps, trip, book, see, cancel, advance } = await setting({
    seats: 1,
    deadline: new Date(Date.parse("2027-03-01T12:00:00Z") + 100 * hour),
  });
  const coordinator = await insertTestAccount(database.db, `charge-${trip.tripId}@example.org`, {
    coalitionId: trip.coalitionId,
    role: "coordinator",
  });
  const rider = await book();
  const next = await book();
  advance(101 * hour);
  const stranger = await insertTestAccount(database.db, `late-${trip.tripId}@example.org`);
  const raw = { tripId: trip.tripId, requestId: crypto.randomUUID() };
  expect(await bookSeat(deps, stranger, raw, here)).toMatchObject({ refusal: { code: "deadline_passed" } });
  expect((await cancel(rider)).state).toBe("cancelled");
  expect((await cancel(rider)).state).toBe("cancelled");
  expect((await see(next)).state).toBe("offered");
  const told = (await mails(deps)).filter(({ to }) => to === coordinator.email);
  expect(told.map(({ mail }) => mail.template)).toEqual(["organiser-cancelled-late"]);
});

test("S12 · a closed trip takes nobody and offers nothing; offers out stand", async () => {
  const { deps, trip, book, see, cancel } = await setting({ seats: 2 });
  const riders = [await book(), await book()] as const;
  const [next, after] = [await book(), await book()];
  await cancel(riders[0]);
  await database.db.updateTable("trip").set({ state: "closed" }).where("id", "=", trip.tripId).execute();
  await cancel(riders[1]);
  expect(await see(after)).toMatchObject({ state: "waiting", reason: { kind: "trip_closed" } });
  expect(must(await answerOffer(deps, next.actor, { key: next.key }, { answer: "accept" })).state).toBe("confirmed");
  const stranger = await insertTestAccount(database.db, `closed-${trip.tripId}@example.org`);
  const raw = { tripId: trip.tripId, requestId: crypto.randomUUID() };
  expect(await bookSeat(deps, stranger, raw, here)).toMatchObject({ refusal: { code: "trip_closed" } });
});

test("S13 · a coach with four stops whose middle segment is full still sells its first one", async () => {
  const { book, trip, counts } = await setting({ seats: 4, out: ["A", "B", "C", "D"] });
  await book({ party: 4, outboundFrom: trip.out.B, outboundTo: trip.out.C });
  expect((await counts()).seats).toMatchObject({
    free: 0,
    open: [
      { direction: "outbound", fromId: trip.out.A, toId: trip.out.B, free: 4 },
      { direction: "outbound", fromId: trip.out.C, toId: trip.out.D, free: 4 },
    ],
  });
  expect((await book({ party: 3, outboundFrom: trip.out.A, outboundTo: trip.out.B })).state).toBe("confirmed");
  expect((await book({ party: 1 })).state).toBe("waiting");
  expect((await book({ party: 2, outboundFrom: trip.out.A, outboundTo: trip.out.B })).state).toBe("waiting");
});

test("S15 · fewer seats than taken evict nobody; more count once they have stood for two minutes", async () => {
  const { deps, trip, book, see, cancel, counts, advance, now } = await setting({ seats: 3 });
  const riders = [await book(), await book(), await book()] as const;
  const next = await book();
  await database.db.updateTable("trip").set({ seats: 1 }).where("id", "=", trip.tripId).execute();
  expect((await counts()).seats).toMatchObject({ free: 0, tooMany: 2 });
  await cancel(riders[0]);
  expect(await see(next)).toMatchObject({ state: "waiting", reason: { kind: "overbooked", tooMany: 1 } });
  await database.db
    .updateTable("trip")
    .set({ seatsRaisedTo: 30, seatsRaisedAt: now() })
    .where("id", "=", trip.tripId)
    .execute();
  advance(2 * minute - 1);
  await sweepSignups(deps);
  expect((await see(next)).state).toBe("waiting");
  advance(1);
  await sweepSignups(deps);
  expect((await see(next)).state).toBe("offered");
  expect((await counts()).seats.free).toBe(27);
});

test("S10 · nobody is offered a seat from a stop that was taken out; moved to another stop, they are", async () => {
  const { deps, trip, book, see, cancel, now } = await setting({ seats: 1, out: ["A", "B", "C"] });
  const rider = await book();
  const waits = await book({ outboundFrom: trip.out.B });
  const stop = database.db.updateTable("tripStop").set({ removedAt: now() });
  await stop
    .where("tripId", "=", trip.tripId)
    .where("id", "=", trip.out.B ?? "")
    .execute();
  await cancel(rider);
  expect(await see(waits)).toMatchObject({ state: "waiting", reason: { kind: "stop_removed" } });
  must(await changeBooking(deps, waits.actor, { key: waits.key }, { outboundFrom: trip.out.A }));
  expect((await see(waits)).state).toBe("offered");
});

test("S12 · nobody books a seat from a stop that the vehicle has left, whatever the deadline says", async () => {
  const { deps, trip, advance, departs, now } = await setting({
    out: ["A", "B", "C"],
    deadline: new Date("2028-01-01T00:00:00Z"),
  });
  advance(departs.getTime() - now().getTime() + minute);
  const actor = await insertTestAccount(database.db, `gone-${trip.tripId}@example.org`);
  const from = (outboundFrom: string | undefined) =>
    bookSeat(deps, actor, { tripId: trip.tripId, requestId: crypto.randomUUID(), outboundFrom }, here);
  expect(await from(trip.out.A)).toMatchObject({ refusal: { code: "deadline_passed" } });
  expect((await from(trip.out.B)).ok).toBe(true);
});
