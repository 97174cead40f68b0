import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import * as Y from "yjs";
import { testDatabase } from "@/db/testing/database";
import { type Actor, visitor } from "@/domain/kernel/actor";
import { addRow, readAllRows, readRow, removeRow, restoreRow, setField, setText } from "@/domain/transport/sheet";
import { runRetention } from "@/server/transport/retention";
import { must, testDeps } from "@/server/transport/testing";
import { eraseChange } from "./erase-change";
import { Historian } from "./historian";
import { readHistory, readLatestChanges, readRemoved } from "./read-history";
import { after, noon, testLog } from "./testing-log";
import { keepBeforeImport, listVersions, nameVersion, readVersion, removeVersion } from "./versions";

const database = await testDatabase();
const { db } = database;
afterAll(() => database.close());
const day = 24 * 60;

async function sheet() {
  const log = await testLog(db, new Y.Doc());
  let now = noon;
  const deps = { database, clock: { now: () => now } };
  const tell = () => new Historian(db).tell(log.documentId);
  return { ...log, deps, tell, at: (minutes: number) => (now = after(minutes)) };
}

test("T53 · history, removed rows and versions exist for those with a role in the coalition, and for nobody else", async () => {
  const at = await sheet();
  await at.write(at.anna, noon, at.add);
  await at.tell();
  const coordinator = await at.person("coordinator");
  const version = must(
    await nameVersion(at.deps, coordinator, { coalition: at.slug, document: "sheet", name: "Devis reçus" }),
  );
  const [line] = await at.lines();
  const removed = await at.person("member");
  await db.updateTable("membership").set({ removedAt: noon }).where("accountId", "=", removed.accountId).execute();
  const other = await sheet();
  const stranger = await other.person("coordinator");
  const reads = (actor: Actor) =>
    Promise.all([
      readHistory(at.deps, actor, at.slug, "sheet", {}),
      readRemoved(at.deps, actor, at.slug, "sheet"),
      listVersions(at.deps, actor, at.slug, "sheet"),
      readVersion(at.deps, actor, at.slug, "sheet", version),
    ]);
  const writes = (actor: Actor) =>
    Promise.all([
      nameVersion(at.deps, actor, { coalition: at.slug, document: "sheet", name: "La mienne" }),
      keepBeforeImport(at.deps, actor, at.slug, "sheet"),
      removeVersion(at.deps, actor, { coalition: at.slug, document: "sheet", version }),
      eraseChange(at.deps, actor, { coalition: at.slug, document: "sheet", line: line?.id }),
    ]);
  const participant = await at.person("participant");
  expect((await reads(participant)).map(({ ok }) => ok)).toEqual([true, true, true, true]);
  const gone = { ok: false, refusal: { code: "not_found" } };
  expect(await writes(participant)).toEqual([gone, gone, gone, gone]);
  for (const actor of [removed, stranger, { ...(await at.person(null)), national: true }]) {
    expect([...(await reads(actor)), ...(await writes(actor))]).toEqual(Array(8).fill(gone));
  }
  for (const answer of [...(await reads(visitor)), ...(await writes(visitor))]) {
    expect(answer).toEqual({ ok: false, refusal: { code: "sign_in_first" } });
  }
  // A member of another coalition finds nothing of this one in their own.
  expect(await readVersion(at.deps, stranger, other.slug, "sheet", version)).toEqual(gone);
  expect(await eraseChange(at.deps, stranger, { coalition: other.slug, document: "sheet", line: line?.id })).toEqual(
    gone,
  );
  expect(await removeVersion(at.deps, stranger, { coalition: other.slug, document: "sheet", version })).toEqual(gone);
  expect(must(await readHistory(at.deps, stranger, other.slug, "sheet", { thing: at.row() })).lines).toEqual([]);
});

test("T53 · a page ends, and the next one goes on where it ended, in the sheet and in one row of it", async () => {
  const at = await sheet();
  await at.write(at.anna, noon, at.add);
  const row = at.row();
  const seats = Array.from({ length: 60 }, (_, index) => 100 + index);
  await at.write(
    at.anna,
    (index) => after(10 + index * 6),
    () => {
      for (const value of seats) setField(at.doc, row, "seats", value);
    },
  );
  await at.write(at.benoit, after(1000), () => addRow(at.doc, { title: "Minibus" }));
  await at.tell();
  const first = must(await readHistory(at.deps, at.actor, at.slug, "sheet", {}));
  const second = must(await readHistory(at.deps, at.actor, at.slug, "sheet", { before: first.next }));
  expect([first.lines.length, second.lines.length, second.next]).toEqual([50, 12, null]);
  const all = [...first.lines, ...second.lines];
  expect(all[0]).toMatchObject({ thingTitle: "Minibus", by: "Réf. transports", mine: false });
  expect(all[1]).toMatchObject({ before: "158", after: "159", by: "Coordination du Nord", mine: true, at: after(364) });
  expect(new Set(all.map((line) => line.id)).size).toBe(62);
  const own = must(await readHistory(at.deps, at.actor, at.slug, "sheet", { thing: row, before: first.next }));
  expect(own.lines).toHaveLength(12);
  for (const before of ["", "x", "1-1", `${noon.getTime()}-1; drop table`]) {
    expect((await readHistory(at.deps, at.actor, at.slug, "sheet", { before })).ok).toBe(false);
  }
});

test("T54 · a coordinator finds words and erases them; who and when stay", async () => {
  const at = await sheet();
  await at.write(at.anna, noon, at.add);
  await at.write(at.anna, after(10), () => setText(at.doc, at.row(), "notes", "Appeler le 06 00 00 00 01"));
  await at.write(at.benoit, after(20), () => setText(at.doc, at.row(), "notes", "50 % de pluie_"));
  await at.tell();
  const coordinator = await at.person("coordinator");
  const find = async (words: string) =>
    must(await readHistory(at.deps, coordinator, at.slug, "sheet", { words })).lines;
  const found = await find("06 00 00");
  expect(found.map((line) => line.at)).toEqual([after(20), after(10)]);
  expect(await find("0 % de pluie_")).toHaveLength(1);
  expect(await find("%%")).toEqual([]);
  for (const line of found)
    must(await eraseChange(at.deps, coordinator, { coalition: at.slug, document: "sheet", line: line.id }));
  expect(await find("06 00 00")).toEqual([]);
  const { lines } = must(await readHistory(at.deps, coordinator, at.slug, "sheet", {}));
  expect(lines).toMatchObject([
    { erased: true, before: null, after: null, thingTitle: "", by: "Réf. transports" },
    { erased: true, before: null, after: null, thingTitle: "", by: "Coordination du Nord" },
    { erased: false },
  ]);
});

test("T54 · whose account was erased has no name any more; after twelve months the line goes", async () => {
  const at = await sheet();
  await at.write(at.anna, noon, at.add);
  await at.write(at.benoit, after(10), () => setField(at.doc, at.row(), "seats", 51));
  await at.tell();
  const ended = { removedAt: after(20), role: null };
  await db.updateTable("membership").set(ended).where("accountId", "=", at.benoit).execute();
  await db.deleteFrom("account").where("id", "=", at.benoit).execute();
  const { lines } = must(await readHistory(at.deps, at.actor, at.slug, "sheet", {}));
  expect(lines).toMatchObject([{ after: "51", by: null, mine: false }, { by: "Coordination du Nord" }]);
  const tools = testDeps(database);
  const retain = (now: Date) => runRetention({ ...tools.deps, clock: { now: () => now } });
  await retain(after(365 * day + 5));
  expect(await at.lines()).toHaveLength(1);
  await retain(after(365 * day + 15));
  expect(await at.lines()).toHaveLength(0);
});

test("T55 · a removed row is listed with who and when, a month later, and brought back with all that it held", async () => {
  const at = await sheet();
  await at.write(at.anna, noon, at.add);
  const row = at.row();
  const before = readRow(at.doc, row);
  await at.write(at.anna, after(10), () => removeRow(at.doc, row));
  await at.write(at.anna, after(20), () => restoreRow(at.doc, row));
  await at.write(at.benoit, after(30), () => removeRow(at.doc, row));
  // Committed and not told yet: who and when are to come, which is something else than long forgotten.
  expect(must(await readRemoved(at.deps, at.actor, at.slug, "sheet"))).toEqual({
    things: [{ thingId: row, title: "Car", by: null, mine: false, at: null }],
    behind: true,
  });
  await at.tell();
  at.at(30 * day);
  expect(must(await readRemoved(at.deps, at.actor, at.slug, "sheet"))).toEqual({
    things: [{ thingId: row, title: "Car", by: "Réf. transports", mine: false, at: after(30) }],
    behind: false,
  });
  await at.write(at.anna, after(30 * day), () => restoreRow(at.doc, row));
  await at.tell();
  expect(must(await readRemoved(at.deps, at.actor, at.slug, "sheet"))).toEqual({ things: [], behind: false });
  expect(readRow(at.doc, row)).toEqual(before);
  expect((await at.lines()).at(-1)).toMatchObject({ what: "restored", accountId: at.anna, at: after(30 * day) });
});

test("T56 · of what nobody named, hourly ones go after two days but for the last of each day, all after sixty", async () => {
  const at = await sheet();
  await at.write(at.anna, noon, at.add);
  const edit = (minutes: number) =>
    at.write(at.anna, after(minutes), () => setField(at.doc, at.row(), "seats", minutes));
  // 13 h, 15 h and 23 h 30 in Paris, then 0 h 30 and 9 h of the next day, and the day after the next.
  for (const minutes of [60, 180, 630, 690, 1200, 3000]) await edit(minutes);
  await at.tell();
  at.at(4000);
  must(await nameVersion(at.deps, at.actor, { coalition: at.slug, document: "sheet", name: "Devis reçus" }));
  must(await keepBeforeImport(at.deps, at.actor, at.slug, "sheet"));
  const tools = testDeps(database);
  const kept = async (minutes: number) => {
    await runRetention({ ...tools.deps, clock: { now: () => after(minutes) } });
    return (await at.versions()).map(({ kind, hour }) => [kind, hour && (hour.getTime() - noon.getTime()) / 60_000]);
  };
  const byHand = [
    ["named", null],
    ["import", null],
  ];
  expect(await kept(2 * day)).toHaveLength(8);
  expect(await kept(2 * day + 1201)).toEqual([["hourly", 600], ["hourly", 1200], ["hourly", 3000], ...byHand]);
  expect(await kept(60 * day + 2000)).toEqual([["hourly", 3000], ...byHand]);
  expect(await kept(70 * day)).toEqual([["named", null]]);
});

test("T56 · a version holds what was committed, is compared and removed; named ones are at most 50", async () => {
  const at = await sheet();
  await at.write(at.anna, noon, at.add);
  const version = must(
    await nameVersion(at.deps, at.actor, { coalition: at.slug, document: "sheet", name: "  Devis reçus " }),
  );
  await at.write(at.benoit, after(10), () => setField(at.doc, at.row(), "seats", 12));
  const content = must(await readVersion(at.deps, at.actor, at.slug, "sheet", version));
  expect(content).toMatchObject({ of: "sheet", present: [{ seats: 12 }], past: [{ seats: 53 }] });
  expect(content.of === "sheet" && content.present).toEqual(readAllRows(at.doc));
  expect(must(await listVersions(at.deps, at.actor, at.slug, "sheet"))).toMatchObject([
    { id: version, kind: "named", name: "Devis reçus", by: "Coordination du Nord", mine: true, mayRemove: true },
  ]);
  const other = await at.person("member");
  expect(must(await listVersions(at.deps, other, at.slug, "sheet"))).toMatchObject([{ mine: false, mayRemove: false }]);
  expect((await removeVersion(at.deps, other, { coalition: at.slug, document: "sheet", version })).ok).toBe(false);
  for (let index = 1; index < 50; index++) {
    must(await nameVersion(at.deps, at.actor, { coalition: at.slug, document: "sheet", name: `Version ${index}` }));
  }
  const full = { ok: false, refusal: { code: "versions_full" } };
  expect(await nameVersion(at.deps, at.actor, { coalition: at.slug, document: "sheet", name: "De trop" })).toEqual(
    full,
  );
  must(await keepBeforeImport(at.deps, at.actor, at.slug, "sheet"));
  must(await removeVersion(at.deps, at.actor, { coalition: at.slug, document: "sheet", version }));
  must(await nameVersion(at.deps, at.actor, { coalition: at.slug, document: "sheet", name: "De trop" }));
  for (const name of ["", "  ", "a".repeat(81), undefined]) {
    expect((await nameVersion(at.deps, at.actor, { coalition: at.slug, document: "sheet", name })).ok).toBe(false);
  }
});

test("T56 · the oldest version before an import makes room; one of an older generation is gone", async () => {
  const at = await sheet();
  await at.write(at.anna, noon, at.add);
  const ids: string[] = [];
  for (let index = 0; index < 22; index++) {
    at.at(index);
    ids.push(must(await keepBeforeImport(at.deps, at.actor, at.slug, "sheet")));
  }
  const kept = must(await listVersions(at.deps, at.actor, at.slug, "sheet")).map(({ id }) => id);
  expect(kept).toEqual(ids.slice(2).reverse());
  await db.updateTable("document").set({ generation: 2 }).where("id", "=", at.documentId).execute();
  expect(must(await listVersions(at.deps, at.actor, at.slug, "sheet"))).toEqual([]);
  expect((await readVersion(at.deps, at.actor, at.slug, "sheet", kept[0] ?? randomUUID())).ok).toBe(false);
});

test("T59 · the home tells what was done in this coalition's sheet, by the names it knows, to whoever has a role there", async () => {
  const [at, other] = [await sheet(), await sheet()];
  // One person has a role in both, under two names.
  await db
    .insertInto("membership")
    .values({ coalitionId: other.coalitionId, accountId: at.anna, name: "Réf. du voisinage", role: "member" })
    .execute();
  await at.write(at.anna, noon, at.add);
  for (const [minutes, seats] of [10, 30, 50].map((each) => [each, 40 + each] as const)) {
    await at.write(at.anna, after(minutes), () => setField(at.doc, at.row(), "seats", seats));
  }
  await at.write(at.benoit, after(40), () => setText(at.doc, at.row(), "notes", "Appeler l’autocariste"));
  await other.write(at.anna, after(60), other.add);
  await at.tell();
  await other.tell();
  const participant = await at.person("participant");
  const told = must(await readLatestChanges(at.deps, participant, at.slug, "sheet"));
  expect(told.map((group) => group.map(({ by, what, before, after }) => [by, what, before, after]))).toEqual([
    [
      ["Coordination du Nord", "changed", "70", "90"],
      ["Coordination du Nord", "changed", "50", "70"],
      ["Coordination du Nord", "changed", "53", "50"],
    ],
    [["Réf. transports", "changed", null, "Appeler l’autocariste"]],
    [["Coordination du Nord", "added", null, null]],
  ]);
  // Negative control: asked by who made them, the changes in the neighbours' sheet would be among them.
  const byPeople = await db
    .selectFrom("documentChange as c")
    .innerJoin("membership as m", "m.accountId", "c.accountId")
    .where("m.coalitionId", "=", at.coalitionId)
    .select("c.documentId")
    .execute();
  expect(byPeople.map(({ documentId }) => documentId)).toContain(other.documentId);
  const next = must(await readLatestChanges(at.deps, at.actor, other.slug, "sheet"));
  expect(next.map((group) => group.map(({ by, mine }) => [by, mine]))).toEqual([[["Réf. du voisinage", true]]]);

  const gone = { ok: false, refusal: { code: "not_found" } };
  const removed = await at.person("member");
  await db.updateTable("membership").set({ removedAt: noon }).where("accountId", "=", removed.accountId).execute();
  const stranger = await other.person("coordinator");
  for (const actor of [removed, stranger, { ...(await at.person(null)), national: true }]) {
    expect(await readLatestChanges(at.deps, actor, at.slug, "sheet")).toEqual(gone);
  }
  expect(await readLatestChanges(at.deps, visitor, at.slug, "sheet")).toMatchObject({
    refusal: { code: "sign_in_first" },
  });
});

test("T59 · the last five are told, nothing of what was erased, and the same few queries read them however many there are", async () => {
  let queries = 0;
  const counted = db.withPlugin({
    transformQuery: ({ node }) => {
      queries += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const read = async ({ deps, actor, slug }: Awaited<ReturnType<typeof sheet>>) => {
    queries = 0;
    return must(await readLatestChanges({ ...deps, database: { ...database, db: counted } }, actor, slug, "sheet"));
  };
  expect(await read(await sheet())).toEqual([]);
  const forNone = queries;
  const busy = await sheet();
  for (let index = 0; index < 30; index++) {
    await busy.write(busy.anna, after(index * 90), () => busy.add());
  }
  await busy.tell();
  const told = await read(busy);
  expect([forNone, queries]).toEqual([4, 4]);
  expect(told.map(([line]) => line?.at)).toEqual([29, 28, 27, 26, 25].map((index) => after(index * 90)));
  const coordinator = await busy.person("coordinator");
  must(await eraseChange(busy.deps, coordinator, { coalition: busy.slug, document: "sheet", line: told[0]?.[0]?.id }));
  const [first] = await read(busy);
  expect(first?.map((line) => line.at)).toEqual([after(28 * 90)]);
});
