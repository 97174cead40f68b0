import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import * as Y from "yjs";
import { storedTrips } from "@/db/trip";
import { readRow, setField, setText } from "@/domain/transport/sheet";
import { projectSheet } from "./project-sheet";
import { testSheets } from "./testing-sheets";

const sheets = await testSheets(() => new Y.Doc());
const { db, clock, docs, world, addCoach, stored, trip } = sheets;
afterAll(() => sheets.database.close());

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
    publishedAt: clock.now(),
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
  const stop = await sheets.database.listen("cortege", (payload) => heard.push(payload));
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
