import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { departuresOf, findKeyDate } from "@/db/coalition";
import { insertTestCoalition } from "@/db/testing/coalition";
import { testDatabase } from "@/db/testing/database";
import { insertTestAccount, insertTestTrip, type TestTrip } from "@/db/testing/trip";
import { knownIds } from "@/db/trip";
import { type Actor, visitor } from "@/domain/kernel/actor";
import { toInstant } from "@/domain/kernel/local-time";
import { saveKeyDate } from "@/server/campaign/keep-key-dates";
import { createVault } from "@/server/crypto";
import type { Deps } from "@/server/deps";
import { readDepartures, removeDeparture, saveDeparture } from "./keep-departures";

let database: Database;
let deps: Deps;
beforeAll(async () => {
  database = await testDatabase({ poolSize: 6 });
  deps = {
    database,
    clock: { now: () => toInstant("2027-03-01T12:00") },
    vault: createVault("a-secret-of-the-tests-which-is-long-enough"),
    origin: "http://localhost",
    demoMailbox: null,
  };
});
afterAll(() => database.close());

const form = {
  title: "Marche",
  day: "2027-03-07",
  time: "14:00",
  endDay: "",
  endTime: "",
  place: "Paris",
  address: "",
};
async function world() {
  const coalition = await insertTestCoalition(database.db, { publishedAt: new Date(0) });
  const someone = async (role: "coordinator" | "member" | "participant" | null, national = false): Promise<Actor> => {
    const email = `${crypto.randomUUID()}@example.org`;
    const membership = role ? { coalitionId: coalition.id, role } : undefined;
    return { ...(await insertTestAccount(database.db, email, membership)), national };
  };
  return { coalition, someone, member: await someone("member") };
}
const must = <T>(done: { ok: true; value: T } | { ok: false; refusal: unknown }): T => {
  if (!done.ok) throw new Error(JSON.stringify(done.refusal));
  return done.value;
};

async function signUp({ tripId, coalitionId, out }: TestTrip): Promise<void> {
  const [outboundFrom, outboundTo] = Object.values(out);
  await database.db
    .insertInto("signup")
    .values({
      ...{ tripId, coalitionId, outboundFrom, outboundTo },
      holder: `person:${crypto.randomUUID()}`,
      firstName: "Participant·e",
      party: 1,
      state: "confirmed",
      confirmedAt: new Date(),
    })
    .execute();
}

test("T76 · members write down what their coalition travels to; nobody else does, and no other coalition sees it", async () => {
  const { coalition, someone, member } = await world();
  const other = await world();
  const { id } = must(await saveDeparture(deps, member, { ...form, coalition: coalition.slug }));
  expect((await departuresOf(database.db, coalition.id)).map((one) => one.id)).toContain(id);
  expect((await knownIds(database.db, coalition.id)).departures.has(id)).toBe(true);
  expect((await departuresOf(database.db, other.coalition.id)).map((one) => one.id)).not.toContain(id);
  expect((await knownIds(database.db, other.coalition.id)).departures.has(id)).toBe(false);
  const change = { ...form, coalition: coalition.slug, id, revision: "0", title: "Autre chose" };
  for (const actor of [await someone("participant"), await someone(null), other.member])
    for (const act of [
      saveDeparture(deps, actor, change),
      saveDeparture(deps, actor, { ...form, coalition: coalition.slug }),
      removeDeparture(deps, actor, change),
      readDepartures(deps, actor, { coalition: coalition.slug }),
    ])
      expect(await act).toMatchObject({ refusal: { code: "not_found" } });
  expect(await saveDeparture(deps, visitor, change)).toMatchObject({ refusal: { code: "sign_in_first" } });
  // By the way of one's own coalition one does not reach another's.
  expect(await saveDeparture(deps, other.member, { ...change, coalition: other.coalition.slug })).toMatchObject({
    refusal: { code: "not_found" },
  });
  must(await saveDeparture(deps, member, change));
  expect(await saveDeparture(deps, member, change)).toMatchObject({ refusal: { code: "decided_meanwhile" } });
  expect(must(await readDepartures(deps, member, { coalition: coalition.slug })).ahead).toMatchObject([
    {
      id,
      title: "Autre chose",
      startsAtLocal: "2027-03-07T14:00",
      endsAtLocal: "2027-03-07T23:59",
      trips: 0,
      booked: 0,
    },
  ]);
  must(await removeDeparture(deps, member, { coalition: coalition.slug, id }));
  expect(await departuresOf(database.db, coalition.id)).toEqual([]);
});

test("T77 · taken back, a departure is erased, unless a trip that was called off led there; what is over is corrected", async () => {
  const { coalition, member } = await world();
  const owner = { coalition: coalition.slug };
  const rows = () => database.db.selectFrom("departure").select("id").where("coalitionId", "=", coalition.id).execute();
  const { id } = must(await saveDeparture(deps, member, { ...form, ...owner }));
  must(await removeDeparture(deps, member, { ...owner, id }));
  expect(await rows()).toEqual([]);

  const departs = toInstant("2020-03-07T08:00");
  await insertTestTrip(database.db, { seats: 5, departs, coalitionId: coalition.id });
  const [led] = must(await readDepartures(deps, member, owner)).ahead;
  const over = { ...form, ...owner, id: led?.id, day: "2020-03-07" };
  must(await saveDeparture(deps, member, { ...over, revision: "0" }));
  must(await saveDeparture(deps, member, { ...over, revision: "1", title: "Corrigé" }));
  expect(must(await readDepartures(deps, member, owner))).toMatchObject({ ahead: [], past: [{ title: "Corrigé" }] });
  const calledOff = { cancelledAt: new Date(), cancelReason: "Personne" };
  await database.db.updateTable("trip").set(calledOff).where("coalitionId", "=", coalition.id).execute();
  must(await removeDeparture(deps, member, over));
  expect(await rows()).toHaveLength(1);
  expect(must(await readDepartures(deps, member, owner)).past).toEqual([]);
});

test("T76 · a hundred that are not over at most", async () => {
  const { coalition, member } = await world();
  const row = { ...{ title: "Marche", kind: "event", place: "Paris" }, coalitionId: coalition.id };
  const on = (day: string) => ({ ...row, startsAtLocal: `${day}T14:00`, endsAtLocal: `${day}T17:00` });
  await database.db
    .insertInto("departure")
    .values([...Array(5).fill(on("2027-02-20")), ...Array(99).fill(on("2027-03-20"))])
    .execute();
  const add = () => saveDeparture(deps, member, { ...form, coalition: coalition.slug });
  const codes = (await Promise.all([add(), add()])).map((done) => (done.ok ? "ok" : done.refusal.code));
  expect(codes.sort()).toEqual(["departures_full", "ok"]);
});

test("T76 · what is wrong is said at its field", async () => {
  const { coalition, member } = await world();
  for (const [wrong, field] of [
    [{ title: "  " }, "title"],
    [{ place: "" }, "place"],
    [{ day: "demain" }, "day"],
    [{ time: "25:00" }, "time"],
    // The hour that no clock shows.
    [{ day: "2027-03-28", time: "02:30" }, "time"],
    [{ endTime: "13:00" }, "endTime"],
    [{ endDay: "2027-03-06" }, "endTime"],
  ] as const)
    expect(await saveDeparture(deps, member, { ...form, ...wrong, coalition: coalition.slug })).toMatchObject({
      refusal: { code: "invalid", fields: { [field]: field } },
    });
  expect(await departuresOf(database.db, coalition.id)).toEqual([]);
});

test("T77 · with people signed up it keeps its day, and is not taken back while a trip leads there", async () => {
  const { coalition, member } = await world();
  const trip = await insertTestTrip(database.db, {
    seats: 5,
    departs: toInstant("2027-03-07T08:00"),
    coalitionId: coalition.id,
  });
  const [departure] = must(await readDepartures(deps, member, { coalition: coalition.slug })).ahead;
  const raw = { ...form, coalition: coalition.slug, id: departure?.id, day: "2027-03-08" };
  must(await saveDeparture(deps, member, { ...raw, revision: "0" }));
  must(await saveDeparture(deps, member, { ...raw, day: "2027-03-07", revision: "1" }));
  expect(await removeDeparture(deps, member, raw)).toMatchObject({ refusal: { code: "departure_used" } });
  await signUp(trip);
  expect(await saveDeparture(deps, member, { ...raw, revision: "2" })).toMatchObject({
    refusal: { fields: { day: "booked" } },
  });
  must(
    await saveDeparture(deps, member, {
      ...raw,
      day: "2027-03-07",
      time: "15:00",
      place: "Paris, place d’Italie",
      revision: "2",
    }),
  );
  // Taken out of the sheet, its people still wait to be told.
  await database.db.updateTable("trip").set({ removedAt: new Date() }).where("id", "=", trip.tripId).execute();
  expect(await removeDeparture(deps, member, raw)).toMatchObject({ refusal: { code: "departure_used" } });
  await database.db
    .updateTable("signup")
    .set({ state: "cancelled", endedAt: new Date() })
    .where("tripId", "=", trip.tripId)
    .execute();
  must(await removeDeparture(deps, member, raw));
});

test("T78 · those of a key date are the national coordination's, serve all coalitions, and move with it while nobody has signed up", async () => {
  const { coalition, someone, member } = await world();
  const national = await someone(null, true);
  const keyDate = must(
    await saveKeyDate(deps, national, {
      title: "Rassemblement",
      startsOn: "2027-03-07",
      endsOn: "2027-03-08",
      scope: "Partout",
      anyway: "on",
    }),
  ).id;
  for (const actor of [member, await someone("coordinator"), visitor])
    expect(await saveDeparture(deps, actor, { ...form, keyDate })).toMatchObject({ refusal: { code: "not_found" } });
  const { id } = must(
    await saveDeparture(deps, national, { ...form, keyDate, endDay: "2027-03-08", endTime: "17:00" }),
  );
  const { id: booked } = must(await saveDeparture(deps, national, { ...form, keyDate }));
  const trip = await insertTestTrip(database.db, {
    seats: 5,
    departs: toInstant("2027-03-07T08:00"),
    coalitionId: coalition.id,
  });
  await database.db.updateTable("trip").set({ departureId: booked }).where("id", "=", trip.tripId).execute();
  await signUp(trip);
  expect((await departuresOf(database.db, coalition.id)).map((one) => one.id)).toEqual(
    expect.arrayContaining([id, booked]),
  );
  // A coalition's member does not change it by the way of their own.
  expect(await removeDeparture(deps, member, { coalition: coalition.slug, id })).toMatchObject({
    refusal: { code: "not_found" },
  });
  const { revision } = (await findKeyDate(database.db, keyDate)) ?? { revision: -1 };
  must(
    await saveKeyDate(deps, national, {
      id: keyDate,
      title: "Rassemblement",
      startsOn: "2027-03-21",
      endsOn: "2027-03-22",
      scope: "Partout",
      reason: "La place est prise.",
      revision: String(revision),
      anyway: "on",
    }),
  );
  const kept = must(await readDepartures(deps, national, { keyDate })).ahead;
  expect(kept.map((one) => [one.id, one.startsAtLocal, one.endsAtLocal])).toEqual([
    [booked, "2027-03-07T14:00", "2027-03-07T23:59"],
    [id, "2027-03-21T14:00", "2027-03-22T17:00"],
  ]);
});
