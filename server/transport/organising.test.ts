import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { factChannel, parseFact } from "@/db/notify";
import { testDatabase } from "@/db/testing/database";
import { insertTestAccount, insertTestTrip } from "@/db/testing/trip";
import { type Actor, visitor } from "@/domain/kernel/actor";
import { addPerson } from "@/server/signup/add-person";
import { cancelThing } from "@/server/signup/cancel-thing";
import { giveThing, takeThingBack } from "@/server/signup/give-thing";
import { answerOfferFor, cancelPerson, confirmPerson, movePerson } from "@/server/signup/manage-person";
import { aboard } from "./aboard";
import { bookSeat } from "./book-seat";
import { holderPage } from "./holder-page";
import { bookAsVisitor, here, hour, keyOf, mails, must, testDeps } from "./testing";

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

let count = 0;
const account = (membership?: Parameters<typeof insertTestAccount>[2]) =>
  insertTestAccount(database.db, `organising-${++count}@example.org`, membership);

async function setting(options: Partial<Parameters<typeof insertTestTrip>[1]> = {}) {
  const tools = testDeps(database);
  const departs = new Date(tools.now().getTime() + 200 * hour);
  const trip = await insertTestTrip(database.db, { seats: 4, departs, ...options });
  const { tripId, coalitionId } = trip;
  const coordinator = await account({ coalitionId, role: "coordinator" });
  const book = async (form: Record<string, unknown> = {}) => {
    const actor = await account();
    const booked = must(await bookSeat(tools.deps, actor, { tripId, requestId: crypto.randomUUID(), ...form }, here));
    return { actor, signupId: keyOf(booked.path), state: booked.state };
  };
  const add = (actor: Actor, form: Record<string, unknown> = {}) =>
    addPerson(tools.deps, actor, { tripId, requestId: crypto.randomUUID(), firstName: "Sans courriel", ...form });
  const see = async () => must(await aboard(tools.deps, coordinator, tripId));
  return { ...tools, ...trip, coordinator, book, add, see };
}

test("S16 · only coordinators of the coalition and those given the trip: for anybody else it does not exist", async () => {
  const { deps, tripId, coalitionId, coordinator, book, add } = await setting();
  const { signupId, actor: rider } = await book();
  const elsewhere = await insertTestTrip(database.db, { seats: 2, departs: new Date(0) });
  const others: Actor[] = [
    visitor,
    rider,
    await account({ coalitionId, role: "member" }),
    await account({ coalitionId, role: "participant" }),
    await account({ coalitionId: elsewhere.coalitionId, role: "coordinator" }),
    { ...(await account()), national: true },
  ];
  const reason = "Un essai de trop";
  for (const actor of others) {
    const answers = [
      await aboard(deps, actor, tripId),
      await add(actor),
      await confirmPerson(deps, actor, { signupId }),
      await movePerson(deps, actor, { signupId, party: 2 }),
      await cancelPerson(deps, actor, { signupId, reason }),
      await answerOfferFor(deps, actor, { signupId, answer: "accept" }),
      await cancelThing(deps, actor, { tripId, reason }),
      await giveThing(deps, actor, { tripId, email: "x@example.org" }),
      await takeThingBack(deps, actor, { tripId, accountId: coordinator.accountId }),
    ];
    const unknown = await aboard(deps, actor, crypto.randomUUID());
    for (const answer of answers) expect(answer).toEqual(unknown);
  }
  for (const wrong of [undefined, null, "", "x", {}, ["a"]]) {
    expect(await cancelPerson(deps, coordinator, { signupId: wrong, reason })).toMatchObject({
      refusal: { code: "not_found" },
    });
    expect((await cancelThing(deps, coordinator, { tripId: wrong, reason })).ok).toBe(false);
  }
  expect(must(await aboard(deps, coordinator, tripId)).figures.confirmed).toBe(1);
});

test("S16 · whoever has no right does not even take the trip's lock", async () => {
  const { deps, tripId, coordinator, book } = await setting();
  const { signupId, actor: rider } = await book();
  const locked: string[] = [];
  const watched: typeof deps = {
    ...deps,
    things: {
      ...deps.things,
      trip: {
        ...deps.things.trip,
        lock: (trx, key) => {
          locked.push(key.tripId);
          return deps.things.trip.lock(trx, key);
        },
      },
    },
  };
  await cancelThing(watched, rider, { tripId, reason: "Un essai de trop" });
  await cancelPerson(watched, rider, { signupId, reason: "Un essai de trop" });
  expect(locked).toEqual([]);
  must(await cancelPerson(watched, coordinator, { signupId, reason: "Un essai de trop" }));
  expect(locked).toEqual([tripId]);
});

test("S16 · a coordinator gives the trip to somebody outside, who runs it until it is taken back, and cannot give it on", async () => {
  const { deps, tripId, coalitionId, coordinator, add } = await setting();
  const driver = await account();
  const heard: unknown[] = [];
  const stop = await database.listen(factChannel, (payload) => heard.push(parseFact(payload)));
  must(await giveThing(deps, coordinator, { tripId, email: driver.email.toUpperCase() }));
  expect(must(await aboard(deps, driver, tripId))).toMatchObject({
    mayGive: false,
    organisers: [{ accountId: driver.accountId }],
  });
  expect(must(await add(driver)).state).toBe("confirmed");
  expect((await giveThing(deps, driver, { tripId, email: "other@example.org" })).ok).toBe(false);
  must(await takeThingBack(deps, coordinator, { tripId, accountId: driver.accountId }));
  expect((await aboard(deps, driver, tripId)).ok).toBe(false);
  await expect
    .poll(() => heard.filter((fact) => JSON.stringify(fact).includes('"access"')))
    .toEqual([
      { kind: "access", accountId: driver.accountId, coalitionId },
      { kind: "access", accountId: driver.accountId, coalitionId },
    ]);
  await stop();
});

test("S17 · someone without e-mail: marked by whom, phone encrypted at rest, sent twice it is one", async () => {
  const { coordinator, add, see, tripId } = await setting();
  const form = { requestId: crypto.randomUUID(), firstName: "Participant·e 058", phone: "06 00 00 00 58", party: 2 };
  const answers = await Promise.all([add(coordinator, form), add(coordinator, form)]);
  expect(new Set(answers.map((answer) => must(answer).signupId)).size).toBe(1);
  const { stops, figures } = await see();
  expect(figures.confirmed).toBe(2);
  expect(stops[0]?.people[0]).toMatchObject({
    firstName: "Participant·e 058",
    phone: "06 00 00 00 58",
    email: null,
    writtenBy: coordinator.name,
    history: [{ what: "added", byKind: "organiser", by: coordinator.name }],
  });
  const stored = await database.db.selectFrom("signup").selectAll().where("tripId", "=", tripId).execute();
  expect(JSON.stringify(stored)).not.toMatch(/00 00 58|000058/);
  expect(await add(coordinator, { firstName: "", phone: "abc" })).toMatchObject({
    refusal: { code: "invalid", fields: { firstName: "firstName", phone: "phone" } },
  });
});

test("S17 · an offer to somebody without e-mail is « à appeler »: organisers answer for them, and for nobody else", async () => {
  const { deps, coordinator, add, book, see } = await setting({ seats: 2 });
  const riders = [await book(), await book()] as const;
  const called = must(await add(coordinator));
  const writes = await book();
  expect(called.state).toBe("waiting");
  must(await cancelPerson(deps, coordinator, { signupId: riders[0].signupId, reason: "Prévenu par téléphone" }));
  const [first] = (await see()).queue.people;
  expect(first).toMatchObject({ state: "offered", toCall: true, rank: 1 });
  const yes = { signupId: called.signupId, answer: "accept" };
  expect(must(await answerOfferFor(deps, coordinator, yes)).state).toBe("confirmed");
  must(await cancelPerson(deps, coordinator, { signupId: riders[1].signupId, reason: "Prévenu par téléphone" }));
  expect((await see()).queue.people[0]).toMatchObject({ state: "offered", toCall: false });
  const no = await answerOfferFor(deps, coordinator, { signupId: writes.signupId, answer: "accept" });
  expect(no).toMatchObject({ refusal: { code: "not_found" } });
  const told = (await mails(deps)).filter(({ to }) => to === riders[0].actor.email).at(-1);
  expect(told?.mail).toMatchObject({ template: "booking-cancelled", values: { reason: "Prévenu par téléphone" } });
});

test("S17 · confirm, move as far as it fits, cancel with a reason: each step stands in the history", async () => {
  const { deps, tripId, coordinator, book, see, out } = await setting({ seats: 3, out: ["A", "B", "C"] });
  await bookAsVisitor(deps, tripId, `moved-${tripId}@example.org`, { party: "2" });
  const { actor } = await book({ party: 1, outboundFrom: out.B });
  const held = (await see()).stops[0]?.people[0];
  if (!held) throw new Error("nobody is held");
  const { signupId } = held;
  expect(must(await confirmPerson(deps, coordinator, { signupId })).state).toBe("confirmed");
  expect(await movePerson(deps, coordinator, { signupId, party: 3 })).toMatchObject({
    refusal: { code: "party_does_not_fit" },
  });
  must(await movePerson(deps, coordinator, { signupId, outboundTo: out.B }));
  expect(must(await movePerson(deps, coordinator, { signupId, party: 3 })).state).toBe("confirmed");
  expect(await cancelPerson(deps, coordinator, { signupId, reason: " " })).toMatchObject({
    refusal: { fields: { reason: "reason" } },
  });
  must(await cancelPerson(deps, coordinator, { signupId, reason: "Vient en train" }));
  must(await cancelPerson(deps, coordinator, { signupId, reason: "Vient en train" }));
  const { ended, stops } = await see();
  expect(ended.people[0]?.history.map(({ what, byKind, detail }) => [what, byKind, detail])).toEqual([
    ["asked", "holder", { party: 2 }],
    ["confirmed", "organiser", {}],
    ["changed", "organiser", { party: 2, fromParty: 2, moved: true }],
    ["changed", "organiser", { party: 3, fromParty: 2, moved: false }],
    ["cancelled", "organiser", { reason: "Vient en train" }],
  ]);
  expect(stops.map(({ stop, seats }) => [stop.place, seats])).toEqual([["B", 1]]);
  expect((await confirmPerson(deps, coordinator, { signupId })).ok).toBe(false);
  expect(must(await holderPage(deps, actor, { key: stops[0]?.people[0]?.signupId ?? "" })).kind).toBe("booking");
});

test("S18 · cancelling a trip ends and mails every live sign-up in one go, is final, and mails once", async () => {
  const { deps, tripId, coordinator, book, add, see } = await setting({ seats: 2 });
  const riders = [await book(), await book()];
  const waits = await book();
  const before = (await mails(deps)).length;
  expect(await cancelThing(deps, coordinator, { tripId, reason: "" })).toMatchObject({
    refusal: { fields: { reason: "reason" } },
  });
  const reason = "Le car est en panne";
  const answers = await Promise.all([0, 1].map(() => cancelThing(deps, coordinator, { tripId, reason })));
  expect(answers.map((answer) => must(answer).ended).sort()).toEqual([0, 3]);
  const told = (await mails(deps)).slice(before);
  expect(told.map(({ to, mail }) => [to, mail.template]).sort()).toEqual(
    [...riders, waits].map(({ actor }) => [actor.email, "trip-cancelled"]).sort(),
  );
  const { trip, ended, queue, stops } = await see();
  expect(trip).toMatchObject({ status: "cancelled", cancelReason: reason, waiting: 0, seats: { free: 2 } });
  expect([ended.total, queue.total, stops.length]).toEqual([3, 0, 0]);
  expect(await add(coordinator)).toMatchObject({ refusal: { code: "trip_cancelled" } });
  const late = await account();
  const raw = { tripId, requestId: crypto.randomUUID() };
  expect(await bookSeat(deps, late, raw, here)).toMatchObject({ refusal: { code: "trip_cancelled" } });
});
