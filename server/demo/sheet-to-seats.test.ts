import { afterAll, expect, test } from "vitest";
import * as Y from "yjs";
import { findDocument, loadDocument } from "@/db/document";
import { testDatabase } from "@/db/testing/database";
import { storedTrips } from "@/db/trip";
import { readRow, removeRow, removeStop, restoreRow, setField } from "@/domain/transport/sheet";
import { offerFreed, sweepSignups } from "@/server/signup/sweep";
import { type ProjectDeps, projectSheet } from "@/server/transport/project-sheet";
import { bookAsVisitor, mails, minute, testDeps } from "@/server/transport/testing";
import { sheetIdOf } from "./demo-rows";
import { rowIdOf, stopIdOf } from "./demo-sheet";
import { loadDemo } from "./load";

// The whole way, on the demo's data: what members type in the sheet decides what visitors may book.
const database = await testDatabase();
const { db } = database;
afterAll(() => database.close());
const { deps, advance } = testDeps(database, new Date("2026-11-24T12:00:00Z"));
await loadDemo({ db, clock: deps.clock, vault: deps.vault });

async function openSheet(coalition: string) {
  const documentId = sheetIdOf(coalition);
  const document = await findDocument(db, documentId);
  const loaded = document && (await loadDocument(db, documentId, document.generation));
  const doc = new Y.Doc();
  for (const { payload } of loaded?.updates ?? []) Y.applyUpdate(doc, payload);
  let seq = 1;
  const project: ProjectDeps = {
    db,
    clock: deps.clock,
    read: async (_id, look) => ({ value: look(doc), seq: ++seq }),
    offerNext: (trx, tripId) => offerFreed(deps, trx, { tripId }),
  };
  return { doc, documentId, project: () => projectSheet(project, documentId) };
}

async function tripId(documentId: string, rowId: string): Promise<string> {
  return (await storedTrips(db, documentId)).get(rowId)?.tripId ?? "";
}

async function queue(trip: string): Promise<string[]> {
  const rows = await db
    .selectFrom("signup")
    .select("state")
    .where("tripId", "=", trip)
    .where("queueNumber", "is not", null)
    .orderBy("queueNumber")
    .execute();
  return rows.map((row) => row.state);
}

const leg = (trip: string, from: string, to: string) => ({
  outboundFrom: stopIdOf(trip, from),
  outboundTo: stopIdOf(trip, to),
});

test("T17 · more seats are offered to those who wait once they have stood two minutes, and not before", async () => {
  const { doc, documentId, project } = await openSheet("lille");
  const row = rowIdOf("t-lille-bus1");
  const trip = await tripId(documentId, row);
  setField(doc, row, "seats", 57);
  await project();
  advance(minute);
  await sweepSignups(deps);
  expect(await queue(trip)).toEqual(["waiting", "waiting", "waiting", "waiting", "waiting"]);
  advance(minute);
  await sweepSignups(deps);
  // Four more: one, two and one.
  expect(await queue(trip)).toEqual(["offered", "offered", "offered", "waiting", "waiting"]);
  expect((await mails(deps)).filter(({ mail }) => mail.template === "seat-offered")).toHaveLength(3);
  setField(doc, row, "state", "closed");
  await project();
  setField(doc, row, "organiserSeats", 0);
  await project();
  expect(await queue(trip)).toEqual(["offered", "offered", "offered", "waiting", "waiting"]);
  setField(doc, row, "state", "open");
  await project();
  expect(await queue(trip)).toEqual(["offered", "offered", "offered", "offered", "offered"]);
});

test("T11 · a draft that has live sign-ups takes nobody new; open again, it does", async () => {
  const { doc, documentId, project } = await openSheet("nantes");
  const row = rowIdOf("t-nantes-bus");
  const trip = await tripId(documentId, row);
  const book = () => bookAsVisitor(deps, trip, "nouvelle@example.org", leg("t-nantes-bus", "o1", "o4"));
  setField(doc, row, "state", "draft");
  await project();
  await expect(book()).rejects.toThrow("trip_closed");
  setField(doc, row, "state", "open");
  await project();
  expect(await book()).toMatchObject({ state: "pending" });
});

test("T15 · a removed row takes nobody new and keeps whoever is on it", async () => {
  const { doc, documentId, project } = await openSheet("grenoble");
  const row = rowIdOf("t-grenoble-bus");
  const trip = await tripId(documentId, row);
  const live = () =>
    db.selectFrom("signup").select("id").where("tripId", "=", trip).where("endedAt", "is", null).execute();
  const before = await live();
  const book = () => bookAsVisitor(deps, trip, "nouvelle@example.org", leg("t-grenoble-bus", "o1", "o3"));
  removeRow(doc, row);
  await project();
  await expect(book()).rejects.toThrow("refused");
  expect(await live()).toEqual(before);
  restoreRow(doc, row);
  await project();
  expect(await book()).toMatchObject({ state: "pending" });
});

test("T12 · a removed stop takes nobody new; whoever had booked there keeps the seat", async () => {
  const { doc, documentId, project } = await openSheet("limoges");
  const row = rowIdOf("t-limoges-bus");
  const trip = await tripId(documentId, row);
  const first = readRow(doc, row)?.outbound[0]?.id ?? "";
  removeStop(doc, row, "outbound", first);
  await project();
  const book = (from: string) => bookAsVisitor(deps, trip, `${from}@example.org`, leg("t-limoges-bus", from, "o5"));
  await expect(book("o1")).rejects.toThrow("stops_wrong");
  expect(await book("o2")).toMatchObject({ state: "pending" });
  const there = await db
    .selectFrom("signup")
    .select("id")
    .where("tripId", "=", trip)
    .where("outboundFrom", "=", first)
    .where("state", "=", "confirmed")
    .execute();
  expect(there.length).toBeGreaterThan(0);
});
