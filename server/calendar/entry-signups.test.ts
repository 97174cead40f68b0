import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { dueReminders } from "@/db/signup-reminder";
import { testDatabase } from "@/db/testing/database";
import { insertTestEntry } from "@/db/testing/entry";
import { queuedPayloads } from "@/db/testing/outbox";
import { insertTestAccount } from "@/db/testing/trip";
import { type Actor, visitor } from "@/domain/kernel/actor";
import { toInstant } from "@/domain/kernel/local-time";
import type { Result } from "@/domain/kernel/result";
import { createVault } from "@/server/crypto";
import { openPayload } from "@/server/mail/enqueue";
import { addPerson } from "@/server/signup/add-person";
import { ask } from "@/server/signup/ask";
import { cancelBooking } from "@/server/signup/cancel-booking";
import { cancelThing } from "@/server/signup/cancel-thing";
import { confirmByCode } from "@/server/signup/confirm-by-code";
import type { SignupDeps } from "@/server/signup/deps";
import { forgetSignups } from "@/server/signup/forget-signups";
import { giveThing, takeThingBack } from "@/server/signup/give-thing";
import { sendReminders } from "@/server/signup/remind";
import { sweepSignups } from "@/server/signup/sweep";
import { signupThings } from "@/server/signup-things";
import { entryPage } from "./entry-page";
import { entryRoll } from "./entry-roll";

let database: Database;
beforeAll(async () => {
  database = await testDatabase({ poolSize: 12 });
});
afterAll(() => database.close());

const here = { network: null, locale: "fr" };
const weekly = JSON.stringify({ freq: "weekly", interval: 1, days: [], on: "day", until: null });

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

async function setting(named: Partial<Parameters<typeof insertTestEntry>[1]> = {}) {
  let at = toInstant("2027-03-01T12:00").getTime();
  const deps: SignupDeps = {
    db: database.db,
    clock: { now: () => new Date(at) },
    vault: createVault("a-secret-of-the-tests-which-is-long-enough", Buffer.alloc(32, 7).toString("base64")),
    things: signupThings,
  };
  const startsLocal = named.startsLocal ?? "2027-03-20T10:00";
  const entry = await insertTestEntry(database.db, { startsLocal, startsAt: toInstant(startsLocal), ...named });
  const { entryId, coalitionId, slug } = entry;
  const account = (role?: "participant" | "coordinator") =>
    insertTestAccount(database.db, `${crypto.randomUUID()}@example.org`, role && { coalitionId, role });
  const coordinator = await account("coordinator");
  const help = (actor: Actor, more: Record<string, unknown> = {}, using = deps) =>
    ask(using, actor, { entryId, occurrence: null }, { requestId: crypto.randomUUID(), ...more }, here);
  const helpAt = (actor: Actor, occurrence: string) =>
    ask(deps, actor, { entryId, occurrence }, { requestId: crypto.randomUUID() }, here);
  const roll = async (occurrence: string | null = null) =>
    must(await entryRoll(deps, coordinator, slug, { entryId, occurrence: occurrence ?? "" }));
  const mails = async (to: string) =>
    (await queuedPayloads(database.db)).map((each) => openPayload(deps.vault, each)).filter((mail) => mail.to === to);
  return {
    ...entry,
    deps,
    account,
    coordinator,
    help,
    helpAt,
    roll,
    mails,
    go: (local: string) => {
      at = toInstant(local).getTime();
    },
  };
}

async function rush(lockless = false) {
  const { deps, account, help, roll } = await setting();
  const entry = { ...deps.things.entry, lock: async () => undefined };
  const using = lockless ? { ...deps, things: { ...deps.things, entry } } : deps;
  const actors = await Promise.all(Array.from({ length: 20 }, () => account()));
  const answers = await Promise.allSettled(actors.map((actor) => help(actor, {}, using)));
  const { figures, queue } = await roll();
  return { answered: answers.filter((each) => each.status === "fulfilled").length, figures, queue: queue.total };
}

test("S50 · twenty who help at the same moment: three have a place, seventeen wait", async () => {
  const { answered, figures, queue } = await rush();
  expect({ answered, queue, ...figures }).toEqual({
    answered: 20,
    confirmed: 3,
    held: 0,
    waiting: 17,
    queue: 17,
    tooMany: 0,
  });
});

test("S50 · negative control: with the lock off, the same rush goes wrong", async () => {
  const { answered, figures, queue } = await rush(true);
  expect(answered === 20 && figures.confirmed === 3 && queue === 17).toBe(false);
});

test("S50 · a visitor helps without account; whoever withdraws makes room for the first who waits", async () => {
  const { deps, account, help, roll, mails } = await setting({ helpers: 1 });
  const email = `${crypto.randomUUID()}@example.org`;
  const form = { firstName: "Ada", email, consent: "on" };
  const { path, state } = must(await help(visitor, form));
  expect(state).toBe("pending");
  const key = path.split("/").at(-1) ?? "";
  const [sent] = await mails(email);
  if (sent?.mail.template !== "booking-confirm") throw new Error("no code came");
  expect(sent.mail.values).toMatchObject({ kind: "action", title: "Tractage au marché", party: 1 });
  expect(sent.mail.values.when).toContain("samedi 20 mars, 10\u00a0h, Place du marché");
  expect(must(await confirmByCode(deps, visitor, { key }, { code: sent.mail.code })).state).toBe("confirmed");
  const next = await account();
  expect(must(await help(next)).state).toBe("waiting");
  expect(must(await help(next)).state).toBe("waiting");
  must(await cancelBooking(deps, visitor, { key }));
  const { queue } = await roll();
  expect(queue.people.map((person) => [person.email, person.state])).toEqual([[next.email, "offered"]]);
  expect((await mails(next.email)).map(({ mail }) => mail.template)).toEqual(["booking-waiting", "seat-offered"]);
  expect(await help(visitor, { ...form, email: "x", consent: "" })).toMatchObject({
    refusal: { code: "invalid", fields: { email: "email", consent: "consent" } },
  });
});

test("S51 · of a series one signs up for one of its times, each with places of its own; no other time exists", async () => {
  const { entryId, slug, deps, account, help, helpAt, roll } = await setting({ helpers: 1, recurrence: weekly });
  const [one, other] = [await account(), await account()];
  expect(must(await helpAt(one, "2027-03-27T10:00")).state).toBe("confirmed");
  expect(must(await helpAt(one, "2027-04-03T10:00")).state).toBe("confirmed");
  expect(must(await helpAt(other, "2027-03-27T10:00")).state).toBe("waiting");
  expect(await help(one)).toMatchObject({ refusal: { code: "entry_closed" } });
  for (const wrong of ["2027-03-28T10:00", "2027-03-27T11:00", "2027-03-13T10:00"]) {
    expect(await helpAt(one, wrong)).toMatchObject({ refusal: { code: "entry_closed" } });
    expect((await entryPage(deps, visitor, slug, { entryId, occurrence: wrong })).ok).toBe(false);
  }
  expect((await roll("2027-03-27T10:00")).figures).toMatchObject({ confirmed: 1, waiting: 1 });
  const { times } = must(await entryPage(deps, visitor, slug, { entryId }));
  // The clocks go forward on the 28th: ten o'clock stays ten o'clock.
  expect(times.slice(0, 3).map(({ occurrence, startsAt }) => [occurrence, startsAt.toISOString()])).toEqual([
    ["2027-03-20T10:00", "2027-03-20T09:00:00.000Z"],
    ["2027-03-27T10:00", "2027-03-27T09:00:00.000Z"],
    ["2027-04-03T10:00", "2027-04-03T08:00:00.000Z"],
  ]);
  await database.db
    .insertInto("agendaException")
    .values({ entry: entryId, at: "2027-04-03T10:00", cancelled: true, startsLocal: "", endsLocal: "", place: "" })
    .execute();
  expect(await helpAt(other, "2027-04-03T10:00")).toMatchObject({ refusal: { code: "entry_closed" } });
});

test("S52 · what is for members is open to who has a role; what is past, removed or wants nobody takes nobody", async () => {
  const { deps, entryId, slug, account, help, go } = await setting({ visibility: "members" });
  const [stranger, participant] = [await account(), await account("participant")];
  for (const actor of [visitor, stranger]) {
    expect(await help(actor, { firstName: "Ada", email: "ada@example.org", consent: "on" })).toMatchObject({
      refusal: { code: "not_found" },
    });
    expect((await entryPage(deps, actor, slug, { entryId })).ok).toBe(false);
  }
  expect(must(await help(participant)).state).toBe("confirmed");
  expect(must(await entryPage(deps, participant, slug, { entryId })).mine).not.toBeNull();
  expect((await entryPage(deps, participant, "another-one", { entryId })).ok).toBe(false);
  go("2027-03-20T10:00");
  expect(await help(await account("participant"))).toMatchObject({ refusal: { code: "deadline_passed" } });
  expect((await (await setting({ helpers: null })).help(stranger)).ok).toBe(false);
  const removed = await setting({ removedAt: new Date(0) });
  expect(await removed.help(await removed.account())).toMatchObject({ refusal: { code: "entry_closed" } });
});

test("S53 · a lower number evicts nobody; a higher one is offered once it has stood for two minutes", async () => {
  const { deps, entryId, account, help, roll, go } = await setting({ helpers: 2 });
  for (let n = 0; n < 4; n += 1) must(await help(await account()));
  const set = (helpers: number) =>
    database.db
      .updateTable("agendaEntry")
      .set({ helpers, changedAt: deps.clock.now() })
      .where("id", "=", entryId)
      .execute();
  await set(1);
  await sweepSignups(deps);
  expect((await roll()).figures).toMatchObject({ confirmed: 2, waiting: 2, tooMany: 1 });
  await set(3);
  go("2027-03-01T12:01");
  await sweepSignups(deps);
  expect((await roll()).figures).toMatchObject({ confirmed: 2, held: 0, waiting: 2 });
  go("2027-03-01T12:02");
  await sweepSignups(deps);
  expect((await roll()).figures).toMatchObject({ confirmed: 2, held: 1, waiting: 1, tooMany: 0 });
});

test("S54 · coordinators and those to whom one gave the entry see who comes, and act; it is not there for anybody else", async () => {
  const { deps, entryId, slug, account, coordinator, help } = await setting();
  const [rider, driver, participant] = [await account(), await account(), await account("participant")];
  must(await help(rider));
  const see = (actor: Actor) => entryRoll(deps, actor, slug, { entryId });
  const add = (actor: Actor) =>
    addPerson(deps, actor, { entryId, requestId: crypto.randomUUID(), firstName: "Sans courriel" });
  for (const actor of [visitor, rider, participant, driver]) {
    expect((await see(actor)).ok).toBe(false);
    expect((await add(actor)).ok).toBe(false);
    expect((await cancelThing(deps, actor, { entryId, reason: "Un essai" })).ok).toBe(false);
  }
  must(await giveThing(deps, coordinator, { entryId, email: driver.email }));
  expect(must(await see(driver))).toMatchObject({ mayGive: false, organisers: [{ accountId: driver.accountId }] });
  expect(must(await add(driver)).state).toBe("confirmed");
  expect((await giveThing(deps, driver, { entryId, email: rider.email })).ok).toBe(false);
  must(await takeThingBack(deps, coordinator, { entryId, accountId: driver.accountId }));
  expect((await see(driver)).ok).toBe(false);
});

test("S55 · cancelled, it is cancelled for good: everybody at each of its times is told, with its own date", async () => {
  const { deps, entryId, account, coordinator, helpAt, mails } = await setting({ recurrence: weekly });
  const [one, other] = [await account(), await account()];
  must(await helpAt(one, "2027-03-27T10:00"));
  must(await helpAt(other, "2027-04-03T10:00"));
  const reason = "La place est prise";
  expect(must(await cancelThing(deps, coordinator, { entryId, reason }))).toEqual({ ended: 2 });
  expect(must(await cancelThing(deps, coordinator, { entryId, reason }))).toEqual({ ended: 0 });
  for (const [who, day] of [
    [one, "samedi 27 mars"],
    [other, "samedi 3 avril"],
  ] as const) {
    const last = (await mails(who.email)).at(-1)?.mail;
    expect(last).toMatchObject({ template: "trip-cancelled", values: { kind: "action", reason } });
    expect(JSON.stringify(last)).toContain(day);
  }
  expect(await helpAt(one, "2027-04-10T10:00")).toMatchObject({ refusal: { code: "entry_cancelled" } });
});

test("S55, S56 · a time that is called off, or that the series has no longer, keeps its people until they are told; they are forgotten too", async () => {
  const { deps, entryId, account, coordinator, helpAt, roll, mails, go } = await setting({ recurrence: weekly });
  const [one, other] = [await account(), await account()];
  must(await helpAt(one, "2027-03-27T10:00"));
  must(await helpAt(other, "2027-04-03T10:00"));
  const form = { entryId, occurrence: "2027-03-27T10:00", reason: "Le marché est fermé" };
  await database.db
    .updateTable("agendaEntry")
    .set({ startsLocal: "2027-03-21T10:00", startsAt: toInstant("2027-03-21T10:00") })
    .where("id", "=", entryId)
    .execute();
  const { times } = await roll();
  expect(times.slice(0, 2)).toMatchObject([
    { occurrence: "2027-03-27T10:00", cancelled: true },
    { occurrence: "2027-04-03T10:00", cancelled: true },
  ]);
  expect(must(await cancelThing(deps, coordinator, form))).toEqual({ ended: 1 });
  expect(JSON.stringify((await mails(one.email)).at(-1))).toContain("samedi 27 mars");
  expect((await roll("2027-04-03T10:00")).people[0]?.email).toBe(other.email);
  go("2027-05-05T10:00");
  await forgetSignups(deps);
  expect((await roll("2027-04-03T10:00")).people).toEqual([]);
});

test("S55 · one time is cancelled for good with a reason: its people are told, the series goes on, and it is over for everybody", async () => {
  const { deps, entryId, slug, account, coordinator, helpAt, roll, mails } = await setting({ recurrence: weekly });
  const [one, other] = [await account(), await account()];
  must(await helpAt(one, "2027-03-27T10:00"));
  must(await helpAt(other, "2027-04-03T10:00"));
  const form = { entryId, occurrence: "2027-03-27T10:00", reason: "Le marché est fermé" };
  expect(await cancelThing(deps, coordinator, { ...form, reason: "" })).toMatchObject({ ok: false });
  expect(must(await cancelThing(deps, coordinator, form))).toEqual({ ended: 1 });
  expect(must(await cancelThing(deps, coordinator, { ...form, reason: "Une autre" }))).toEqual({ ended: 0 });
  const last = (await mails(one.email)).at(-1)?.mail;
  expect(last).toMatchObject({ template: "trip-cancelled", values: { reason: "Le marché est fermé" } });
  expect(JSON.stringify(last)).toContain("samedi 27 mars");
  expect((await mails(other.email)).at(-1)?.mail).not.toMatchObject({ template: "trip-cancelled" });
  expect(await helpAt(one, "2027-03-27T10:00")).toMatchObject({ refusal: { code: "entry_closed" } });
  expect((await roll("2027-04-03T10:00")).people).toHaveLength(1);
  const page = must(await entryPage(deps, other, slug, { entryId, occurrence: "2027-03-27T10:00" }));
  expect(page.entry).toMatchObject({ status: "closed", cancelReason: "Le marché est fermé" });
});

test("S56 · who comes is reminded as for a trip, of the time that was moved too; people are forgotten 30 days after", async () => {
  const { deps, entryId, account, helpAt, roll, mails, go } = await setting({ recurrence: weekly });
  const helper = await account();
  must(await helpAt(helper, "2027-03-27T10:00"));
  await database.db
    .insertInto("agendaException")
    .values({
      entry: entryId,
      at: "2027-03-27T10:00",
      cancelled: false,
      startsLocal: "2027-03-29T18:00",
      endsLocal: "",
      place: "Le port",
    })
    .execute();
  go("2027-03-21T10:00");
  expect((await dueReminders(database.db, deps.clock.now())).filter((due) => due.entryId === entryId)).toEqual([]);
  go("2027-03-22T10:00");
  await sendReminders(deps);
  await sendReminders(deps);
  const sent = (await mails(helper.email)).filter(({ mail }) => mail.template === "booking-reminder");
  expect(sent).toHaveLength(1);
  expect(JSON.stringify(sent)).toContain("lundi 29 mars, 18\u00a0h, Le port");
  go("2027-04-27T10:00");
  await forgetSignups(deps);
  expect((await roll("2027-03-27T10:00")).people[0]?.email).toBe(helper.email);
  go("2027-04-29T10:00");
  await forgetSignups(deps);
  expect((await roll("2027-03-27T10:00")).people).toEqual([]);
});
