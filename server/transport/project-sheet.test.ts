import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as Y from "yjs";
import type { Db } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { lockWaits } from "@/db/testing/lock-waits";
import { lockTrips, storedTrips } from "@/db/trip";
import { toInstant } from "@/domain/kernel/local-time";
import {
  addRow,
  moveStop,
  readRow,
  removeRow,
  removeStop,
  restoreRow,
  setField,
  setStop,
  setText,
} from "@/domain/transport/sheet";
import { type ProjectDeps, projectSheet } from "./project-sheet";

const database = await testDatabase();
const { db } = database;
afterAll(() => database.close());

let now = new Date("2026-11-24T12:00:00Z");
const offered: string[] = [];
const departure = randomUUID();
const later = randomUUID();

type World = {
  coalitionId: string;
  documentId: string;
  ownerId: string;
  doc: Y.Doc;
  deps: ProjectDeps;
  project(): Promise<number>;
};
const docs = new Map<string, { doc: Y.Doc; seq: number }>();

async function world(): Promise<World> {
  const coalitionId = randomUUID();
  await db
    .insertInto("coalition")
    .values({
      id: coalitionId,
      slug: `c-${coalitionId}`,
      name: "Coalition",
      scope: "town",
      town: "Lille",
      postcode: "59000",
      departement: "59",
      publishedAt: now,
    })
    .execute();
  const documentId = randomUUID();
  await db.insertInto("document").values({ id: documentId, coalitionId, kind: "sheet" }).execute();
  const ownerId = randomUUID();
  await db.insertInto("membership").values({ id: ownerId, coalitionId, name: "Référent·e transports" }).execute();
  const entry = { doc: new Y.Doc(), seq: 1 };
  docs.set(documentId, entry);
  const deps: ProjectDeps = {
    db,
    clock: { now: () => now },
    read: async (id, look) => {
      const found = docs.get(id);
      return found ? { value: look(found.doc), seq: found.seq } : null;
    },
    offerNext: async (_trx, tripId) => {
      offered.push(tripId);
    },
  };
  return { coalitionId, documentId, ownerId, doc: entry.doc, deps, project: () => projectSheet(deps, documentId) };
}

function addCoach({ doc, ownerId }: World, change: Parameters<typeof addRow>[1] = {}): string {
  const added = addRow(doc, {
    departureId: departure,
    mode: "coach",
    title: "Car n° 1",
    seats: 53,
    organiserSeats: 2,
    bookingDeadline: "2026-12-22T20:00",
    ownerId,
    state: "open",
    outbound: [
      { place: "Lille", at: "2026-12-29T08:30" },
      { place: "Arras", at: "2026-12-29T09:35" },
      { place: "Paris", at: "2026-12-29T12:00" },
    ],
    return: [
      { place: "Paris", at: "2026-12-29T18:45" },
      { place: "Lille", at: "2026-12-29T21:55" },
    ],
    ...change,
  });
  if (!added.ok) throw new Error(added.refusal.code);
  return added.value;
}

async function stored({ documentId }: World, rowId: string) {
  return (await storedTrips(db, documentId)).get(rowId);
}

async function trip({ documentId }: World, rowId: string) {
  return db
    .selectFrom("trip")
    .selectAll()
    .where("documentId", "=", documentId)
    .where("rowId", "=", rowId)
    .executeTakeFirstOrThrow();
}

async function board(
  at: World,
  rowId: string,
  change: { from?: string; to?: string; state?: string } = {},
  within: Db = db,
): Promise<string> {
  const { id, coalitionId } = await trip(at, rowId);
  const outbound = readRow(at.doc, rowId)?.outbound ?? [];
  const state = change.state ?? "confirmed";
  const row = await within
    .insertInto("signup")
    .values({
      tripId: id,
      coalitionId,
      holder: `person:${randomUUID()}`,
      firstName: "Participant·e",
      email: `${randomUUID()}@example.org`,
      party: 1,
      outboundFrom: change.from ?? outbound[0]?.id ?? null,
      outboundTo: change.to ?? outbound.at(-1)?.id ?? null,
      state,
      queueNumber: state === "waiting" ? 1 : null,
      confirmedAt: now,
      createdAt: now,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}

async function endSignup(id: string) {
  await db.updateTable("signup").set({ state: "cancelled", endedAt: now }).where("id", "=", id).execute();
}

beforeAll(async () => {
  for (const id of [departure, later]) {
    await db
      .insertInto("departure")
      .values({
        id,
        title: "Marche",
        kind: "march",
        startsAtLocal: "2026-12-29T14:00",
        endsAtLocal: "2026-12-29T18:00",
        place: "Paris",
      })
      .execute();
  }
});

test("T10 · a row goes public when it is first open without an issue, and how far the log was read is recorded", async () => {
  const at = await world();
  const row = addCoach(at, { state: "draft", seats: "douze" });
  await at.project();
  expect(await stored(at, row)).toBeUndefined();
  setField(at.doc, row, "state", "open");
  await at.project();
  expect(await stored(at, row)).toBeUndefined();
  setField(at.doc, row, "seats", 12);
  const entry = docs.get(at.documentId);
  if (entry) entry.seq = 7;
  expect(await at.project()).toBe(1);
  expect(await trip(at, row)).toMatchObject({
    coalitionId: at.coalitionId,
    seats: 12,
    state: "open",
    publishedAt: now,
    ownerId: at.ownerId,
  });
  expect((await stored(at, row))?.values.outbound.map((stop) => stop.place)).toEqual(["Lille", "Arras", "Paris"]);
  const document = await db
    .selectFrom("document")
    .select("projectedSeq")
    .where("id", "=", at.documentId)
    .executeTakeFirst();
  expect(document?.projectedSeq).toBe(7);
});

test("T10 · a field with an issue keeps its last good value, the others go on", async () => {
  const at = await world();
  const row = addCoach(at);
  await at.project();
  setField(at.doc, row, "seats", "douze");
  setText(at.doc, row, "title", "Car n° 2");
  await at.project();
  expect(await trip(at, row)).toMatchObject({ seats: 53, title: "Car n° 2" });
});

test("T21 · only trips whose projection changed are written, and each says so", async () => {
  const at = await world();
  const rows = Array.from({ length: 30 }, (_, index) => addCoach(at, { title: `Car ${index}` }));
  expect(await at.project()).toBe(30);
  expect(await at.project()).toBe(0);
  const heard: string[] = [];
  const stop = await database.listen("cortege", (payload) => heard.push(payload));
  setField(at.doc, rows[3] ?? "", "organiserSeats", 5);
  expect(await at.project()).toBe(1);
  const { id } = await trip(at, rows[3] ?? "");
  await expect
    .poll(() => heard.map((payload) => JSON.parse(payload)))
    .toEqual([{ kind: "trip", coalitionId: at.coalitionId, tripId: id }]);
  await stop();
});

test("T21 · locks are taken in the order of trip ids, 25 trips in a transaction", async () => {
  const at = await world();
  for (let index = 0; index < 60; index++) addCoach(at, { title: `Car ${index}` });
  await at.project();
  for (const { rowId } of (await storedTrips(db, at.documentId)).values()) setText(at.doc, rowId, "notes", "midi");
  const transactions: string[][] = [];
  const written = await projectSheet({ ...at.deps, db: watched(transactions) }, at.documentId);
  expect(written).toBe(60);
  expect(transactions.map((ids) => ids.length)).toEqual([25, 25, 10]);
  expect(transactions.flat()).toEqual([...transactions.flat()].sort());
});

/** The real database, noting which trips each transaction locks. */
function watched(transactions: string[][]): typeof db {
  return db.withPlugin({
    transformQuery: ({ node }) => {
      if (node.kind === "SelectQueryNode" && node.endModifiers?.some((modifier) => modifier.modifier === "ForUpdate")) {
        const text = JSON.stringify(node.where);
        transactions.push([...new Set(text.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g) ?? [])]);
      }
      return node;
    },
    transformResult: async ({ result }) => result,
  });
}

test("T19 · a sheet that names another coalition's trip, row, stops, departure and people changes nothing outside itself", async () => {
  const [victim, attacker] = [await world(), await world()];
  const victimRow = addCoach(victim);
  await victim.project();
  const before = await stored(victim, victimRow);
  const victimTrip = await trip(victim, victimRow);
  await db
    .insertInto("departure")
    .values({
      id: randomUUID(),
      coalitionId: victim.coalitionId,
      title: "x",
      kind: "march",
      startsAtLocal: "2026-12-29T14:00",
      endsAtLocal: "2026-12-29T18:00",
      place: "x",
    })
    .execute();
  const own = await db
    .selectFrom("departure")
    .select("id")
    .where("coalitionId", "=", victim.coalitionId)
    .executeTakeFirstOrThrow();
  const stops = (list: "outbound" | "return") =>
    readRow(victim.doc, victimRow)?.[list].map(({ id, place, at: time }) => ({ id, place: `${place} !`, at: time })) ??
    [];
  for (const id of [victimRow, victimTrip.id, victim.documentId, victim.coalitionId]) {
    addCoach(attacker, { id, title: "Détourné", outbound: stops("outbound"), return: stops("return") });
  }
  addCoach(attacker, { departureId: own.id });
  addCoach(attacker, { ownerId: victim.ownerId });
  await attacker.project();
  expect(await stored(victim, victimRow)).toEqual(before);
  expect(await victim.project()).toBe(0);
  const attackers = await db.selectFrom("trip").selectAll().where("coalitionId", "=", attacker.coalitionId).execute();
  expect(attackers).toHaveLength(4);
  expect(attackers.every((row) => row.documentId === attacker.documentId && row.id !== victimTrip.id)).toBe(true);
  expect(await db.selectFrom("trip").select("id").where("coalitionId", "=", victim.coalitionId).execute()).toHaveLength(
    1,
  );
});

test("T7 · 10,000 rows push out no trip, and change nothing outside their sheet", async () => {
  const [other, at] = [await world(), await world()];
  const otherRow = addCoach(other);
  await other.project();
  const before = await stored(other, otherRow);
  const mine = Array.from({ length: 3 }, () => addCoach(at));
  await at.project();
  const source = at.doc.getMap<Y.Map<unknown>>("rows").get(mine[0] ?? "");
  at.doc.transact(() => {
    const root = at.doc.getMap<Y.Map<unknown>>("rows");
    for (let index = 0; index < 10_000; index++) {
      const copy = source?.clone();
      if (!copy) continue;
      root.set(randomUUID(), copy);
      copy.set("order", "1");
    }
  });
  await at.project();
  const live = await db
    .selectFrom("trip")
    .select("rowId")
    .where("documentId", "=", at.documentId)
    .where("removedAt", "is", null)
    .execute();
  expect(live).toHaveLength(500);
  expect(live.map((row) => row.rowId)).toEqual(expect.arrayContaining(mine));
  setText(at.doc, mine[2] ?? "", "title", "Toujours là");
  await at.project();
  expect(await trip(at, mine[2] ?? "")).toMatchObject({ title: "Toujours là" });
  expect(await stored(other, otherRow)).toEqual(before);
}, 60_000);

test("T15 · a removed row, or one whose key is gone, is removed in SQL; sign-ups stay; it comes back", async () => {
  const at = await world();
  const [row, wiped] = [addCoach(at), addCoach(at)];
  await at.project();
  const signup = await board(at, row);
  removeRow(at.doc, row);
  at.doc.getMap("rows").delete(wiped);
  await at.project();
  expect((await trip(at, row)).removedAt).toEqual(now);
  expect((await trip(at, wiped)).removedAt).toEqual(now);
  expect(await db.selectFrom("signup").select("state").where("id", "=", signup).executeTakeFirst()).toEqual({
    state: "confirmed",
  });
  restoreRow(at.doc, row);
  await at.project();
  expect((await trip(at, row)).removedAt).toBeNull();
  expect(await db.selectFrom("outbox").select("id").execute()).toEqual([]);
});

test("T12 · a booked stop that is removed stays in SQL, marked; one that nobody names goes", async () => {
  const at = await world();
  const row = addCoach(at);
  await at.project();
  await board(at, row);
  const [lille, arras] = readRow(at.doc, row)?.outbound ?? [];
  removeStop(at.doc, row, "outbound", lille?.id ?? "");
  await at.project();
  const after = (await stored(at, row))?.facts.stops.filter((stop) => stop.direction === "outbound");
  expect(after?.map(({ place, removed, booked }) => [place, removed, booked])).toEqual([
    ["Lille", true, true],
    ["Arras", false, false],
    ["Paris", false, true],
  ]);
  removeStop(at.doc, row, "outbound", arras?.id ?? "");
  await at.project();
  // One stop alone is no way to travel: the last good list stays.
  expect((await stored(at, row))?.values.outbound.map((stop) => stop.place)).toEqual(["Arras", "Paris"]);
});

test("T13 · an order in which somebody would get off before getting on is not published", async () => {
  const at = await world();
  const row = addCoach(at);
  await at.project();
  await board(at, row);
  const [lille, , paris] = readRow(at.doc, row)?.outbound ?? [];
  moveStop(at.doc, row, "outbound", paris?.id ?? "", lille?.id ?? null);
  setStop(at.doc, row, "outbound", paris?.id ?? "", { at: "2026-12-29T08:00" });
  await at.project();
  expect((await stored(at, row))?.values.outbound.map((stop) => stop.place)).toEqual(["Lille", "Arras", "Paris"]);
  expect((await stored(at, row))?.heldBack).toBe(true);
});

test("T14 · another departure waits until nobody is on the trip, then goes public without an edit", async () => {
  const at = await world();
  const row = addCoach(at);
  await at.project();
  const signup = await board(at, row);
  setField(at.doc, row, "departureId", later);
  await at.project();
  expect(await trip(at, row)).toMatchObject({ departureId: departure, heldBack: true });
  await endSignup(signup);
  await at.project();
  expect(await trip(at, row)).toMatchObject({ departureId: later, heldBack: false });
});

test("T14 · a seat booked while the projector waits for the trip's lock is heeded: the other departure is not published", async () => {
  const at = await world();
  const row = addCoach(at);
  await at.project();
  const { id } = await trip(at, row);
  setField(at.doc, row, "departureId", later);
  let projecting: Promise<number> | undefined;
  await db.transaction().execute(async (booking) => {
    await lockTrips(booking, [id]);
    projecting = at.project();
    // The projector has decided that it may, and waits for the lock.
    await expect.poll(() => lockWaits(db)).toBe(1);
    await board(at, row, {}, booking);
  });
  await projecting;
  expect(await trip(at, row)).toMatchObject({ departureId: departure, heldBack: true });
});

test("T16 · fewer seats than taken count at once and evict nobody", async () => {
  const at = await world();
  const row = addCoach(at, { organiserSeats: 0 });
  await at.project();
  const signups = [await board(at, row), await board(at, row)];
  setField(at.doc, row, "seats", 1);
  await at.project();
  expect(await trip(at, row)).toMatchObject({ seats: 1, seatsRaisedTo: null });
  const states = await db.selectFrom("signup").select("state").where("id", "in", signups).execute();
  expect(states).toEqual([{ state: "confirmed" }, { state: "confirmed" }]);
});

test("T17 · more seats wait, a changed number waits anew, a lower one counts at once", async () => {
  const at = await world();
  const row = addCoach(at);
  await at.project();
  setField(at.doc, row, "seats", 530);
  await at.project();
  expect(await trip(at, row)).toMatchObject({ seats: 53, seatsRaisedTo: 530, seatsRaisedAt: now });
  now = new Date(now.getTime() + 60_000);
  setField(at.doc, row, "seats", 57);
  setField(at.doc, row, "organiserSeats", 55);
  await at.project();
  expect(await trip(at, row)).toMatchObject({
    seats: 53,
    organiserSeats: 53,
    seatsRaisedTo: 57,
    seatsRaisedAt: now,
    heldBack: true,
  });
  // The sweep of sign-ups makes it count; the organisers' seats then follow.
  await db
    .updateTable("trip")
    .set({ seats: 57, seatsRaisedTo: null, seatsRaisedAt: null })
    .where("documentId", "=", at.documentId)
    .execute();
  await at.project();
  expect(await trip(at, row)).toMatchObject({ seats: 57, organiserSeats: 55, heldBack: false });
  setField(at.doc, row, "seats", 12);
  await at.project();
  expect(await trip(at, row)).toMatchObject({ seats: 12, organiserSeats: 12, seatsRaisedTo: null });
});

test("T17 · where somebody waits, a change offers what came free, in the same transaction", async () => {
  const at = await world();
  const row = addCoach(at);
  await at.project();
  await board(at, row, { state: "waiting" });
  offered.length = 0;
  setField(at.doc, row, "organiserSeats", 0);
  await at.project();
  expect(offered).toEqual([(await trip(at, row)).id]);
  setField(at.doc, row, "organiserSeats", 1);
  const failing = { ...at.deps, offerNext: () => Promise.reject(new Error("no offer")) };
  await expect(projectSheet(failing, at.documentId)).rejects.toThrow("no offer");
  expect(await trip(at, row)).toMatchObject({ organiserSeats: 0 });
});

test("T20 · a cancelled trip is final", async () => {
  const at = await world();
  const row = addCoach(at);
  await at.project();
  await db
    .updateTable("trip")
    .set({ cancelledAt: now, cancelReason: "panne" })
    .where("documentId", "=", at.documentId)
    .execute();
  setText(at.doc, row, "title", "Reprise");
  removeRow(at.doc, row);
  expect(await at.project()).toBe(0);
  expect(await trip(at, row)).toMatchObject({ title: "Car n° 1", removedAt: null, cancelReason: "panne" });
});

test("T11 · a draft with live sign-ups stays in SQL as a draft, which takes nobody new", async () => {
  const at = await world();
  const row = addCoach(at);
  await at.project();
  await board(at, row);
  setField(at.doc, row, "state", "draft");
  await at.project();
  expect(await trip(at, row)).toMatchObject({ state: "draft", publishedAt: now, removedAt: null });
});

test("T18 · a booked stop that changes is noted with what its people know, until it changes back", async () => {
  const at = await world();
  const row = addCoach(at);
  await at.project();
  await board(at, row);
  const [lille, arras] = readRow(at.doc, row)?.outbound ?? [];
  const noted = async () =>
    db
      .selectFrom("stopChange")
      .selectAll()
      .where("tripId", "=", (await trip(at, row)).id)
      .execute();
  setStop(at.doc, row, "outbound", arras?.id ?? "", { at: "2026-12-29T09:40" });
  await at.project();
  expect(await noted()).toEqual([]);
  setStop(at.doc, row, "outbound", lille?.id ?? "", { at: "2026-12-29T08:20" });
  await at.project();
  now = new Date(now.getTime() + 60_000);
  setStop(at.doc, row, "outbound", lille?.id ?? "", { at: "2026-12-29T08:10", place: "Lille Europe" });
  await at.project();
  expect(await noted()).toMatchObject([
    { stopId: lille?.id, oldPlace: "Lille", oldAt: toInstant("2026-12-29T08:30"), changedAt: now },
  ]);
  setStop(at.doc, row, "outbound", lille?.id ?? "", { at: "2026-12-29T08:30", place: "Lille" });
  await at.project();
  expect(await noted()).toEqual([]);
});

test("T19 · what is no text for SQL is cleaned, not stored and not looped over", async () => {
  const at = await world();
  const row = addCoach(at, { title: "Car\0 \uD800 n° 1" });
  expect(await at.project()).toBe(1);
  expect(await trip(at, row)).toMatchObject({ title: "Car \uFFFD n° 1" });
  expect(await at.project()).toBe(0);
});
