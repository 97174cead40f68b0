import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { insertTestAccount, insertTestTrip } from "@/db/testing/trip";
import { type AccountActor, visitor } from "@/domain/kernel/actor";
import { addPerson } from "@/server/signup/add-person";
import { cancelBooking } from "@/server/signup/cancel-booking";
import { changeBooking } from "@/server/signup/change-booking";
import { confirmByCode } from "@/server/signup/confirm-by-code";
import { markPaid } from "@/server/signup/manage-person";
import { aboard } from "./aboard";
import { bookSeat } from "./book-seat";
import { holderPage } from "./holder-page";
import { runRetention } from "./retention";
import type { BookSeatForm } from "./signup-types";
import { bookAsVisitor, here, hour, keyOf, lastMail, mails, must, testDeps, withoutLocks } from "./testing";

const day = 24 * hour;
let database: Database;
beforeAll(async () => {
  database = await testDatabase({ poolSize: 12 });
});
afterAll(() => database.close());

let count = 0;
const address = () => `needs-${++count}@example.org`;

async function setting(options: Partial<Parameters<typeof insertTestTrip>[1]> = {}) {
  const tools = testDeps(database);
  const { deps, now } = tools;
  const departs = new Date(now().getTime() + 10 * day);
  const trip = await insertTestTrip(database.db, { seats: 10, departs, ...options });
  const coordinator = await insertTestAccount(database.db, address(), {
    coalitionId: trip.coalitionId,
    role: "coordinator",
  });
  const tryToBook = async (form: Partial<BookSeatForm> = {}) => {
    const actor = await insertTestAccount(database.db, address());
    const raw = { tripId: trip.tripId, requestId: crypto.randomUUID(), ...form };
    return { actor, booked: await bookSeat(deps, actor, raw, here) };
  };
  const book = async (form: Partial<BookSeatForm> = {}) => {
    const { actor, booked } = await tryToBook(form);
    const { path, state } = must(booked);
    return { actor, key: keyOf(path), state };
  };
  const see = async (who: { actor: AccountActor; key: string }) => {
    const page = must(await holderPage(deps, who.actor, { key: who.key }));
    if (page.kind === "list" || page.of !== "trip") throw new Error("no booking");
    return page.signup;
  };
  const change = (who: { actor: AccountActor; key: string }, raw: Record<string, unknown>) =>
    changeBooking(deps, who.actor, { key: who.key }, raw);
  const list = async () => must(await aboard(deps, coordinator, trip.tripId));
  return { ...tools, trip, coordinator, tryToBook, book, see, change, list };
}

test("S23 · who names no price gets the first; another may be chosen, one that is not offered may not", async () => {
  const { deps, trip, tryToBook, book, see, change } = await setting({ prices: [1200, 2500] });
  const other = await insertTestTrip(database.db, { seats: 1, departs: new Date("2027-04-01"), prices: [100] });
  const [first, second] = trip.prices;
  expect((await see(await book())).price).toMatchObject({ id: first, amount: 1200 });
  const chooser = await book({ price: second });
  expect((await see(chooser)).price).toMatchObject({ id: second, amount: 2500 });
  for (const price of [other.prices[0], "12 €"])
    expect((await tryToBook({ price })).booked).toMatchObject({ refusal: { fields: { price: "price" } } });
  must(await change(chooser, { price: first }));
  expect((await see(chooser)).price?.id).toBe(first);
  // Taken out of the sheet, it is kept by who has it and given to nobody else.
  await database.db
    .updateTable("tripPrice")
    .set({ removedAt: deps.clock.now() })
    .where("id", "=", first ?? "")
    .execute();
  must(await change(chooser, { price: first, party: "2" }));
  expect(await see(chooser)).toMatchObject({ party: 2, price: { id: first } });
  expect((await tryToBook({ price: first })).booked.ok).toBe(false);
  expect((await see(await book())).price?.id).toBe(second);
});

test("S23 · a visitor's price is theirs once confirmed, and a trip without prices asks for none", async () => {
  const { deps, trip, list } = await setting({ prices: [1200, 2500] });
  const email = address();
  const { key } = await bookAsVisitor(deps, trip.tripId, email, { price: trip.prices[1] });
  const { code } = await lastMail(deps, email, "booking-confirm");
  must(await confirmByCode(deps, visitor, { key }, { code }));
  expect((await list()).stops[0]?.people).toMatchObject([{ state: "confirmed", price: { amount: 2500 }, paid: false }]);
  const free = await setting();
  expect((await free.see(await free.book())).price).toBeNull();
});

test("S24 · who runs the trip marks as paid and takes it back; the holder cannot, nor change the price then", async () => {
  const { deps, trip, coordinator, book, see, change, list } = await setting({ prices: [1200, 2500] });
  const holder = await book({ party: "3" });
  await book({ party: "2", price: trip.prices[1] });
  const signupId = (await see(holder)).signupId ?? "";
  expect(await markPaid(deps, holder.actor, { signupId, paid: "yes" })).toMatchObject({
    refusal: { code: "not_found" },
  });
  must(await change(holder, { paid: "yes", paidAt: "2027-01-01", party: "3" }));
  expect((await see(holder)).paid).toBe(false);
  for (let time = 0; time < 2; time += 1) must(await markPaid(deps, coordinator, { signupId, paid: "yes" }));
  expect((await see(holder)).paid).toBe(true);
  expect(await change(holder, { price: trip.prices[1] })).toMatchObject({ refusal: { code: "price_paid" } });
  expect((await list()).prices.map(({ price, seats, paid }) => [price?.amount, seats, paid]).sort()).toEqual([
    [1200, 3, 3],
    [2500, 2, 0],
  ]);
  must(await markPaid(deps, coordinator, { signupId, paid: "no" }));
  const { history } =
    (await list()).stops.flatMap((stop) => stop.people).find((one) => one.signupId === signupId) ?? {};
  expect(history?.map((line) => line.what)).toEqual(["confirmed", "paid", "unpaid"]);
  expect((await markPaid(deps, coordinator, { signupId, paid: "perhaps" })).ok).toBe(false);
});

test("S25 · needs are sealed, wheelchair included, and read by the holder and who runs the trip only", async () => {
  const { deps, trip, coordinator, see, book, change, list } = await setting({ wheelchairSpaces: 1 });
  const secret = "Chien guide Zéphyr";
  const email = address();
  const { key } = await bookAsVisitor(deps, trip.tripId, email, { wheelchair: "on", accessNeed: `  ${secret}\n ` });
  const { code } = await lastMail(deps, email, "booking-confirm");
  must(await confirmByCode(deps, visitor, { key }, { code }));
  expect((await list()).stops[0]?.people[0]?.access).toEqual({ wheelchair: true, need: secret });
  expect((await list()).wheelchairs).toEqual({ asked: 1, spaces: 1 });
  const member = await insertTestAccount(database.db, address(), { coalitionId: trip.coalitionId, role: "member" });
  expect((await aboard(deps, member, trip.tripId)).ok).toBe(false);

  const other = await book({ accessNeed: "Sans escalier" });
  must(await change(other, { accessNeed: secret }));
  expect((await see(other)).access).toEqual({ wheelchair: false, need: secret });
  // A form without the field says nothing of needs.
  must(await change(other, { party: "2" }));
  expect((await see(other)).access.need).toBe(secret);
  must(
    await addPerson(deps, coordinator, {
      tripId: trip.tripId,
      requestId: crypto.randomUUID(),
      firstName: "X",
      accessNeed: secret,
    }),
  );
  must(await cancelBooking(deps, other.actor, { key: other.key }));

  const rows = [
    await database.db.selectFrom("signup").selectAll().where("tripId", "=", trip.tripId).execute(),
    await database.db.selectFrom("signupEvent").selectAll().execute(),
    await database.db.selectFrom("signupLink").selectAll().execute(),
    await database.db.selectFrom("outbox").selectAll().execute(),
    await mails(deps),
  ];
  expect(rows[0]).toHaveLength(3);
  for (const stored of rows) expect(JSON.stringify(stored)).not.toMatch(/Zéphyr|wheelchair|Sans escalier/);
  expect(await change(other, { accessNeed: "x".repeat(301) })).toMatchObject({
    refusal: { fields: { accessNeed: "accessNeed" } },
  });
});

test("S25 · who asks with an address that has a sign-up sees what they wrote, and it is sealed", async () => {
  const { deps, trip } = await setting({ prices: [1200, 2500], wheelchairSpaces: 1 });
  const email = address();
  await bookAsVisitor(deps, trip.tripId, email, { accessNeed: "Premier besoin" });
  const { key } = await bookAsVisitor(deps, trip.tripId, email, { accessNeed: "Autre besoin", price: trip.prices[1] });
  const page = must(await holderPage(deps, visitor, { key }));
  if (page.kind !== "booking") throw new Error("not a booking");
  expect(page.signup).toMatchObject({ signupId: null, access: { need: "Autre besoin" }, price: { amount: 2500 } });
  must(await changeBooking(deps, visitor, { key }, { accessNeed: "", price: trip.prices[0] }));
  const after = must(await holderPage(deps, visitor, { key }));
  expect(after).toMatchObject({ signup: { access: { need: "" }, price: { amount: 1200 } } });
  expect(JSON.stringify(await database.db.selectFrom("signupLink").selectAll().execute())).not.toContain("besoin");
});

test("S26 · what people need goes 7 days after the trip", async () => {
  const { deps, trip, book, advance } = await setting();
  await book({ wheelchair: "on", accessNeed: "Sans escalier" });
  const sealed = async () =>
    (
      await database.db
        .selectFrom("signup")
        .select("accessEncrypted")
        .where("tripId", "=", trip.tripId)
        .executeTakeFirstOrThrow()
    ).accessEncrypted;
  advance(10 * day + hour + 7 * day - 1);
  await runRetention(deps);
  expect(await sealed()).not.toBeNull();
  advance(2);
  await runRetention(deps);
  expect(await sealed()).toBeNull();
});

test("S26 · who cancels needs nothing any more, and SQL itself keeps no need of theirs", async () => {
  const { deps, book, see, list } = await setting();
  const holder = await book({ wheelchair: "on", accessNeed: "Sans escalier" });
  const signupId = (await see(holder)).signupId ?? "";
  must(await cancelBooking(deps, holder.actor, { key: holder.key }));
  expect((await list()).ended.people[0]?.access).toEqual({ wheelchair: false, need: "" });
  const keep = database.db.updateTable("signup").set({ accessEncrypted: "sealed" }).where("id", "=", signupId);
  await expect(keep.execute()).rejects.toThrow("signup_cancelled_needs_nothing");
});

test("S27 · twelve ask for the one place for a wheelchair at once: one gets it, the others wait and hold up nobody", async () => {
  const { book, see, list } = await setting({ seats: 40, wheelchairSpaces: 1 });
  const all = await Promise.all(Array.from({ length: 12 }, () => book({ wheelchair: "on" })));
  const waiting = all.filter((who) => who.state === "waiting");
  expect(waiting).toHaveLength(11);
  for (const who of waiting) expect((await see(who)).reason).toEqual({ kind: "no_wheelchair_space" });
  expect((await book()).state).toBe("confirmed");
  expect((await list()).wheelchairs).toEqual({ asked: 1, spaces: 1 });
});

test("S27 · negative control: with the lock off, the place for a wheelchair is given twice, or somebody gets no answer", async () => {
  const { deps, trip } = await setting({ seats: 40, wheelchairSpaces: 1 });
  const actors = await Promise.all(Array.from({ length: 12 }, () => insertTestAccount(database.db, address())));
  const answers = await Promise.allSettled(
    actors.map((actor) =>
      bookSeat(
        withoutLocks(deps),
        actor,
        { tripId: trip.tripId, requestId: crypto.randomUUID(), wheelchair: "on" },
        here,
      ),
    ),
  );
  const states = answers.map((answer) => answer.status === "fulfilled" && must(answer.value).state);
  expect(states.filter((state) => state === "confirmed").length === 1 && !states.includes(false)).toBe(false);
});

test("S27 · a place that comes free is offered to the first who waits for it; nobody is said to be too large", async () => {
  const { deps, book, see, list } = await setting({ wheelchairSpaces: 1 });
  const first = await book({ wheelchair: "on" });
  const second = await book({ wheelchair: "on", party: "2" });
  const third = await book({ wheelchair: "on" });
  must(await cancelBooking(deps, first.actor, { key: first.key }));
  expect((await see(second)).state).toBe("offered");
  expect(await see(third)).toMatchObject({ state: "waiting", reason: { kind: "no_wheelchair_space" } });
  expect((await list()).queue.people.every((person) => !person.passedOver)).toBe(true);
});

test("S27 · where nobody said how many places there are, nobody waits; where there are none, everybody does", async () => {
  const unknown = await setting();
  for (let n = 0; n < 3; n += 1) expect((await unknown.book({ wheelchair: "on" })).state).toBe("confirmed");
  const none = await setting({ wheelchairSpaces: 0 });
  const asked = await none.book({ wheelchair: "on" });
  expect(asked.state).toBe("waiting");
  // Without the wheelchair the seats fit, and are offered at once.
  must(await none.change(asked, { accessNeed: "" }));
  expect((await none.see(asked)).state).toBe("offered");
});

test("S28 · seats one has get a place for a wheelchair only if one is left", async () => {
  const { book, see, change } = await setting({ wheelchairSpaces: 1 });
  const [one, two] = [await book(), await book()];
  must(await change(one, { wheelchair: "on", accessNeed: "" }));
  expect((await see(one)).access.wheelchair).toBe(true);
  expect(await change(two, { wheelchair: "on", accessNeed: "" })).toMatchObject({
    refusal: { code: "wheelchair_full" },
  });
  expect((await see(two)).access.wheelchair).toBe(false);
  const three = await book({ wheelchair: "on" });
  expect(three.state).toBe("waiting");
  must(await change(one, { accessNeed: "" }));
  expect((await see(three)).state).toBe("offered");
});
