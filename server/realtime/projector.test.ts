import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import * as Y from "yjs";
import { insertTestCoalition } from "@/db/testing/coalition";
import { testDatabase } from "@/db/testing/database";
import { addRow, readRows, setField } from "@/domain/transport/sheet";
import { Historian } from "@/server/history/historian";
import { Projector } from "./projector";

const database = await testDatabase();
const { db } = database;
afterAll(() => database.close());

const now = new Date("2026-11-24T12:00:00Z");
const departureId = randomUUID();
await db
  .insertInto("departure")
  .values({
    id: departureId,
    title: "Marche",
    kind: "march",
    startsAtLocal: "2026-12-29T14:00",
    endsAtLocal: "2026-12-29T18:00",
    place: "Paris",
  })
  .execute();

/** A sheet with one open row, as its log in SQL says. */
async function sheet(): Promise<{ documentId: string; doc: Y.Doc; commit(): Promise<void> }> {
  const { id: coalitionId } = await insertTestCoalition(db);
  const documentId = randomUUID();
  await db.insertInto("document").values({ id: documentId, coalitionId, kind: "sheet" }).execute();
  const doc = new Y.Doc();
  addRow(doc, {
    departureId,
    mode: "coach",
    title: "Car",
    seats: 53,
    bookingDeadline: "2026-12-22T20:00",
    state: "open",
    outbound: [
      { place: "Lille", at: "2026-12-29T08:30" },
      { place: "Paris", at: "2026-12-29T12:00" },
    ],
  });
  let seq = 0;
  const commit = async () => {
    seq++;
    await db
      .insertInto("documentUpdate")
      .values({ documentId, generation: 1, seq, payload: Buffer.from(Y.encodeStateAsUpdate(doc)) })
      .execute();
  };
  await commit();
  return { documentId, doc, commit };
}

type Read = ConstructorParameters<typeof Projector>[0]["read"];

/** Reads the log, as rooms do. */
const read: Read = async (documentId, look) => {
  const updates = await db
    .selectFrom("documentUpdate")
    .select(["seq", "payload"])
    .where("documentId", "=", documentId)
    .orderBy("seq")
    .execute();
  const doc = new Y.Doc();
  for (const { payload } of updates) Y.applyUpdate(doc, payload);
  return { value: look(doc), seq: updates.at(-1)?.seq ?? 0 };
};

function projector(change: { read?: Read; quietMs?: number; patienceMs?: number } = {}) {
  const warnings: unknown[] = [];
  const historian = new Historian(db);
  const made = new Projector({
    db,
    clock: { now: () => now },
    read,
    offerNext: async () => undefined,
    tellHistory: (documentId) => historian.tell(documentId),
    log: { warn: (fields: unknown) => warnings.push(fields) },
    ...change,
  });
  return { made, warnings };
}

const trips = (documentId: string) =>
  db.selectFrom("trip").select(["seats", "title"]).where("documentId", "=", documentId).execute();

test("T22 · at start, every sheet that is behind is projected; one that is not is not even read", async () => {
  const { documentId } = await sheet();
  const { made } = projector();
  await made.catchUp();
  expect(await trips(documentId)).toEqual([{ seats: 53, title: "Car" }]);
  const seen: string[] = [];
  const noting: Read = (id, look) => {
    seen.push(id);
    return read(id, look);
  };
  const later = projector({ read: noting }).made;
  await later.catchUp();
  expect(seen).not.toContain(documentId);
});

test("T22 · a sheet whose log was replaced by a snapshot before it was projected is behind, too", async () => {
  const { documentId, doc } = await sheet();
  await db.deleteFrom("documentUpdate").where("documentId", "=", documentId).execute();
  await db
    .insertInto("documentSnapshot")
    .values({ documentId, generation: 1, seq: 1, state: Buffer.from(Y.encodeStateAsUpdate(doc)) })
    .execute();
  await projector({ read: async (_id, look) => ({ value: look(doc), seq: 1 }) }).made.catchUp();
  expect(await trips(documentId)).toHaveLength(1);
});

test("T21 · edits that follow one another closely are projected once, after a short quiet", async () => {
  const { documentId, doc, commit } = await sheet();
  let reads = 0;
  const counting: Read = (id, look) => {
    reads++;
    return read(id, look);
  };
  const { made } = projector({ quietMs: 40, read: counting });
  const row = readRows(doc)[0]?.id ?? "";
  for (const seats of [50, 51, 52]) {
    setField(doc, row, "seats", seats);
    await commit();
    made.onCommitted(documentId);
  }
  await expect.poll(() => trips(documentId)).toEqual([{ seats: 52, title: "Car" }]);
  expect(reads).toBe(1);
  await made.stop();
});

test("T21 · who never pauses is projected all the same", async () => {
  const { documentId } = await sheet();
  const { made } = projector({ quietMs: 60_000, patienceMs: 30 });
  made.onCommitted(documentId);
  await expect.poll(() => trips(documentId)).toHaveLength(1);
  await made.stop();
});

test("T22 · what fails is tried again, and the last good projection stays meanwhile", async () => {
  const { documentId } = await sheet();
  let away = true;
  const flaky: Read = (id, look) => (away ? Promise.reject(new Error("the database is away")) : read(id, look));
  const { made, warnings } = projector({ read: flaky });
  made.onCommitted(documentId);
  await made.idle();
  expect(warnings).toHaveLength(1);
  expect(await trips(documentId)).toEqual([]);
  away = false;
  await made.idle();
  expect(await trips(documentId)).toHaveLength(1);
});

test("T14 · a row held back by its sign-ups is looked at again when they change, others are not", async () => {
  const { documentId } = await sheet();
  const { made } = projector({ quietMs: 60_000 });
  made.onCommitted(documentId);
  await made.idle();
  const trip = await db.selectFrom("trip").select("id").where("documentId", "=", documentId).executeTakeFirstOrThrow();
  await db.updateTable("trip").set({ title: "Ancien" }).where("id", "=", trip.id).execute();
  await made.onTrip(trip.id);
  await made.idle();
  expect(await trips(documentId)).toMatchObject([{ title: "Ancien" }]);
  await db.updateTable("trip").set({ heldBack: true }).where("id", "=", trip.id).execute();
  await made.onTrip(trip.id);
  await made.idle();
  expect(await trips(documentId)).toMatchObject([{ title: "Car" }]);
});
