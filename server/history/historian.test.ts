import { inflateRawSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import * as Y from "yjs";
import { testDatabase } from "@/db/testing/database";
import { readRow, removeRow, restoreRow, setField, setStop, setText } from "@/domain/transport/sheet";
import { SheetState } from "@/domain/transport/sheet-state";
import { Historian } from "./historian";
import { after, noon, testLog } from "./testing-log";

const database = await testDatabase();
const { db } = database;
afterAll(() => database.close());

const sheet = () => testLog(db, new Y.Doc());

test("T50 · who, which field, from, to, when, from the account of the update alone", async () => {
  const at = await sheet();
  await at.write(at.anna, noon, at.add);
  const stop = readRow(at.doc, at.row())?.outbound[0]?.id ?? "";
  await at.write(at.benoit, after(10), () => setStop(at.doc, at.row(), "outbound", stop, { at: "2026-12-29T06:45" }));
  await at.write(at.anna, after(20), () => removeRow(at.doc, at.row()));
  await at.write(at.benoit, after(30), () => restoreRow(at.doc, at.row()));
  await new Historian(db).tell(at.documentId);
  expect(await at.lines()).toMatchObject([
    { what: "added", thingTitle: "Car", accountId: at.anna, at: noon },
    {
      what: "changed",
      field: "at",
      partName: "Béthune",
      before: "2026-12-29T06:30",
      after: "2026-12-29T06:45",
      accountId: at.benoit,
      at: after(10),
    },
    { what: "removed", accountId: at.anna, at: after(20) },
    { what: "restored", accountId: at.benoit, at: after(30) },
  ]);
});

test("T50 · what the server seeded is nobody's doing; what comes after is somebody's", async () => {
  const at = await sheet();
  await at.write(null, noon, at.add);
  await at.write(at.anna, after(1), () => setField(at.doc, at.row(), "seats", 51));
  await new Historian(db).tell(at.documentId);
  expect(await at.lines()).toMatchObject([{ field: "seats", before: "53", after: "51", accountId: at.anna }]);
});

test("T51 · told step by step, by one that remembers and by one that has just started, it is the same history", async () => {
  const [one, other] = [await sheet(), await sheet()];
  const patient = new Historian(db);
  for (const at of [one, other]) {
    const tell = () => (at === one ? patient : new Historian(db)).tell(at.documentId);
    await at.write(at.anna, noon, at.add);
    if (at === one) await tell();
    for (const [index, text] of ["Car n", "Car n°", "Car n° 1"].entries()) {
      await at.write(at.benoit, after(10 + index), () => setText(at.doc, at.row(), "title", text));
      await tell();
    }
    await tell();
  }
  const plain = (lines: Awaited<ReturnType<typeof one.lines>>) =>
    lines.map(({ id: _, accountId: __, ...line }) => line);
  expect(await one.lines()).toMatchObject([
    { what: "added", accountId: one.anna },
    { field: "title", before: "Car", after: "Car n° 1", accountId: one.benoit, at: after(12) },
  ]);
  expect(plain(await other.lines())).toEqual(plain(await one.lines()));
});

test("T51 · two processes that tell at the same moment tell each update once", async () => {
  const at = await sheet();
  await at.write(at.anna, noon, at.add);
  const seats = Array.from({ length: 250 }, (_, index) => 100 + index);
  await at.write(
    at.anna,
    (index) => after(10 + index * 6),
    () => {
      for (const value of seats) setField(at.doc, at.row(), "seats", value);
    },
  );
  await Promise.all([1, 2, 3].map(() => new Historian(db).tell(at.documentId)));
  const lines = await at.lines();
  expect(lines).toHaveLength(251);
  expect(lines.slice(1).map((line) => line.after)).toEqual(seats.map(String));
});

test("T51 · when its write fails nothing is told, and later it is told once", async () => {
  const at = await sheet();
  await at.write(at.anna, noon, at.add);
  const historian = new Historian(db);
  await historian.tell(at.documentId);
  await at.write(at.anna, after(10), () => setField(at.doc, at.row(), "seats", 51));
  // A line that is there already stands for any failure inside the transaction.
  const point = await db
    .selectFrom("document")
    .select("historySeq")
    .where("id", "=", at.documentId)
    .executeTakeFirstOrThrow();
  const { id } = await db
    .insertInto("documentChange")
    .values({
      documentId: at.documentId,
      generation: 1,
      seq: point.historySeq + 1,
      thingId: at.row(),
      what: "changed",
      field: "seats",
      thingTitle: "",
      partName: "",
      at: noon,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await expect(historian.tell(at.documentId)).rejects.toThrow("unique constraint");
  await db.deleteFrom("documentChange").where("id", "=", id).execute();
  expect(await at.lines()).toHaveLength(1);
  await historian.tell(at.documentId);
  expect(await at.lines()).toMatchObject([{ what: "added" }, { before: "53", after: "51" }]);
});

test("T51 · a log that was replaced by a snapshot is followed from there", async () => {
  const at = await sheet();
  await at.write(at.anna, noon, at.add);
  const last = await db
    .selectFrom("documentUpdate")
    .select((eb) => eb.fn.max("seq").as("seq"))
    .where("documentId", "=", at.documentId)
    .executeTakeFirstOrThrow();
  await db
    .insertInto("documentSnapshot")
    .values({
      documentId: at.documentId,
      generation: 1,
      seq: last.seq,
      state: Buffer.from(Y.encodeStateAsUpdate(at.doc)),
    })
    .execute();
  await db.deleteFrom("documentUpdate").where("documentId", "=", at.documentId).execute();
  await at.write(at.benoit, after(10), () => setField(at.doc, at.row(), "seats", 51));
  await new Historian(db).tell(at.documentId);
  expect(await at.lines()).toMatchObject([{ field: "seats", before: "53", after: "51", accountId: at.benoit }]);
});

test("T56 · each hour with edits keeps how the sheet stood before them, once", async () => {
  const at = await sheet();
  await at.write(at.anna, noon, at.add);
  await at.write(at.anna, after(30), () => setField(at.doc, at.row(), "seats", 40));
  await at.write(at.anna, after(70), () => setField(at.doc, at.row(), "seats", 41));
  await at.write(at.benoit, after(80), () => setField(at.doc, at.row(), "seats", 42));
  await at.write(at.benoit, after(60 * 5), () => setField(at.doc, at.row(), "seats", 43));
  await Promise.all([new Historian(db).tell(at.documentId), new Historian(db).tell(at.documentId)]);
  const versions = await at.versions();
  expect(versions.map(({ hour, kind }) => [hour?.toISOString(), kind])).toEqual([
    ["2026-11-24T13:00:00.000Z", "hourly"],
    ["2026-11-24T17:00:00.000Z", "hourly"],
  ]);
  const seats = versions.map(({ state }) => new SheetState(inflateRawSync(state)).things().map((row) => row.seats));
  expect(seats).toEqual([[40], [42]]);
});
