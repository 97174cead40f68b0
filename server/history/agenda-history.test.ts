import { afterAll, expect, test } from "vitest";
import * as Y from "yjs";
import { documentsBehind } from "@/db/document";
import { testDatabase } from "@/db/testing/database";
import { addEntry, removeEntry, restoreEntry, setEntry } from "@/domain/calendar/agenda";
import { type Actor, visitor } from "@/domain/kernel/actor";
import { must } from "@/server/transport/testing";
import { eraseChange } from "./erase-change";
import { flatten } from "./flatten";
import { Historian } from "./historian";
import { readHistory, readLatestChanges, readRemoved } from "./read-history";
import { after, noon, testLog } from "./testing-log";
import { keepBeforeImport, listVersions, nameVersion, readVersion, removeVersion } from "./versions";

const database = await testDatabase();
const { db } = database;
afterAll(() => database.close());
const day = 24 * 60;

/** An agenda with one entry, whose place somebody else has changed. */
async function agenda() {
  const log = await testLog(db, new Y.Doc(), "agenda");
  const deps = { database, clock: { now: () => after(40 * day) } };
  let entry = "";
  await log.write(log.anna, noon, () => {
    const added = addEntry(log.doc, { kind: "leafleting", title: "Tractage au marché", start: "2026-12-05T10:00" });
    entry = added.ok ? added.value : "";
  });
  await log.write(log.benoit, after(70), () => setEntry(log.doc, entry, { place: "Grand-Place" }));
  const tell = () => new Historian(db).tell(log.documentId);
  await tell();
  return { ...log, deps, entry, tell };
}

test("C40 · who changed what in the agenda is told, of all of it and of one entry, with the account that sent it", async () => {
  const at = await agenda();
  await at.write(at.anna, after(80), () => setEntry(at.doc, at.entry, { start: "2026-12-05T11:00" }));
  await Promise.all([at.tell(), at.tell()]);
  const { lines } = must(await readHistory(at.deps, at.actor, at.slug, "agenda", {}));
  expect(lines).toMatchObject([
    { field: "start", before: "2026-12-05T10:00", after: "2026-12-05T11:00", mine: true, at: after(80) },
    { field: "place", before: null, after: "Grand-Place", by: "Réf. transports", mine: false, at: after(70) },
    { what: "added", thingTitle: "Tractage au marché", by: "Coordination du Nord", at: noon },
  ]);
  const one = must(await readHistory(at.deps, at.actor, at.slug, "agenda", { thing: at.entry }));
  expect(one.lines).toHaveLength(3);
  // The sheet of the same coalition is another document; this one has none.
  expect((await readHistory(at.deps, at.actor, at.slug, "sheet", {})).ok).toBe(false);
});

test("C40 · after a crash an agenda whose history is behind is followed again", async () => {
  const at = await agenda();
  const projected = () =>
    db.updateTable("document").set({ projectedSeq: 1000 }).where("id", "=", at.documentId).execute();
  await projected();
  expect(await documentsBehind(db)).not.toContain(at.documentId);
  await at.write(at.anna, after(90), () => setEntry(at.doc, at.entry, { place: "Gare" }));
  expect(await documentsBehind(db)).toContain(at.documentId);
  await at.tell();
  expect(await documentsBehind(db)).not.toContain(at.documentId);
});

test("T59 · what one person did to one date within an hour is told together, for the home of the workspace", async () => {
  const at = await agenda();
  await at.write(at.benoit, after(80), () => setEntry(at.doc, at.entry, { start: "2026-12-05T11:00" }));
  await at.tell();
  const groups = must(await readLatestChanges(at.deps, at.actor, at.slug, "agenda"));
  expect(groups.map((group) => group.map(({ by, field }) => [by, field]))).toEqual([
    [
      ["Réf. transports", "start"],
      ["Réf. transports", "place"],
    ],
    [["Coordination du Nord", null]],
  ]);
});

test("C41 · an entry that was removed is found a month later, with who removed it and when", async () => {
  const at = await agenda();
  await at.write(at.benoit, after(90), () => removeEntry(at.doc, at.entry));
  await at.tell();
  const read = async () => must(await readRemoved(at.deps, at.actor, at.slug, "agenda"));
  expect(await read()).toEqual({
    things: [{ thingId: at.entry, title: "Tractage au marché", by: "Réf. transports", mine: false, at: after(90) }],
    behind: false,
  });
  await at.write(at.anna, after(30 * day), () => restoreEntry(at.doc, at.entry));
  expect((await read()).things).toEqual([]);
});

test("C42 · the agenda is kept by the hour, under a name and before an import, and read beside what it holds now", async () => {
  const at = await agenda();
  must(await nameVersion(at.deps, at.actor, { coalition: at.slug, document: "agenda", name: "Avant la réunion" }));
  must(await keepBeforeImport(at.deps, at.actor, at.slug, "agenda"));
  const versions = must(await listVersions(at.deps, at.actor, at.slug, "agenda"));
  expect(versions.map(({ kind }) => kind).sort()).toEqual(["hourly", "import", "named"]);
  const hourly = versions.find(({ kind }) => kind === "hourly");
  const content = must(await readVersion(at.deps, at.actor, at.slug, "agenda", hourly?.id ?? ""));
  expect(content).toMatchObject({
    of: "agenda",
    present: [{ id: at.entry, place: "Grand-Place" }],
    past: [{ id: at.entry, place: null }],
  });
});

test("C43 · history and versions of the agenda exist for those with a role, its words are erased and it is flattened by coordinators", async () => {
  const at = await agenda();
  const coordinator = await at.person("coordinator");
  const version = must(await nameVersion(at.deps, at.actor, { coalition: at.slug, document: "agenda", name: "Une" }));
  const [line] = await at.lines();
  const ask = { coalition: at.slug, document: "agenda" };
  const reads = (actor: Actor) =>
    Promise.all([
      readHistory(at.deps, actor, at.slug, "agenda", {}),
      readRemoved(at.deps, actor, at.slug, "agenda"),
      listVersions(at.deps, actor, at.slug, "agenda"),
      readVersion(at.deps, actor, at.slug, "agenda", version),
    ]);
  const writes = (actor: Actor) =>
    Promise.all([
      nameVersion(at.deps, actor, { ...ask, name: "La mienne" }),
      keepBeforeImport(at.deps, actor, at.slug, "agenda"),
      removeVersion(at.deps, actor, { ...ask, version }),
      eraseChange(at.deps, actor, { ...ask, line: line?.id }),
      flatten(at.deps, actor, { ...ask, sure: "on" }),
    ]);
  const gone = { ok: false, refusal: { code: "not_found" } };
  const participant = await at.person("participant");
  expect((await reads(participant)).map(({ ok }) => ok)).toEqual([true, true, true, true]);
  expect(await writes(participant)).toEqual(Array(5).fill(gone));
  const elsewhere = await (await agenda()).person("coordinator");
  for (const actor of [elsewhere, { ...(await at.person(null)), national: true }])
    expect([...(await reads(actor)), ...(await writes(actor))]).toEqual(Array(9).fill(gone));
  for (const answer of [...(await reads(visitor)), ...(await writes(visitor))])
    expect(answer).toEqual({ ok: false, refusal: { code: "sign_in_first" } });
  expect(await eraseChange(at.deps, at.actor, { ...ask, line: line?.id })).toEqual(gone);
  expect(await flatten(at.deps, at.actor, { ...ask, sure: "on" })).toEqual(gone);

  must(await eraseChange(at.deps, coordinator, { ...ask, line: line?.id }));
  must(await flatten(at.deps, coordinator, { ...ask, sure: "on" }));
  expect(must(await listVersions(at.deps, coordinator, at.slug, "agenda"))).toEqual([]);
  const { lines } = must(await readHistory(at.deps, coordinator, at.slug, "agenda", {}));
  expect(lines.map(({ erased, field }) => [erased, field])).toEqual([
    [false, "place"],
    [true, null],
  ]);
  const log = await db.selectFrom("documentUpdate").select("seq").where("documentId", "=", at.documentId).execute();
  expect(log).toEqual([]);
});
