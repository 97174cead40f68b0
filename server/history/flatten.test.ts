import { inflateRawSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import * as Y from "yjs";
import { testDatabase } from "@/db/testing/database";
import { visitor } from "@/domain/kernel/actor";
import { readAllRows, readRow, removeRow, setField, setText } from "@/domain/transport/sheet";
import { SheetState } from "@/domain/transport/sheet-state";
import { must } from "@/server/transport/testing";
import { eraseChange } from "./erase-change";
import { flatten, readFlattening } from "./flatten";
import { Historian } from "./historian";
import { readHistory, readRemoved } from "./read-history";
import { storedState } from "./stored-document";
import { after, noon, testLog } from "./testing-log";
import { listVersions, nameVersion } from "./versions";

const database = await testDatabase();
const { db } = database;
afterAll(() => database.close());

const secret = "Chauffeur-0600000001";

/** A sheet in which a name was written, kept in versions, and taken out again. */
async function sheet() {
  const log = await testLog(db, new Y.Doc());
  const deps = { database, clock: { now: () => after(200) } };
  await log.write(log.anna, noon, log.add);
  const row = log.row();
  await log.write(log.anna, after(1), () => setText(log.doc, row, "notes", `Appeler ${secret} en cas de retard`));
  await new Historian(db).tell(log.documentId);
  must(await nameVersion(deps, log.actor, { coalition: log.slug, document: "sheet", name: "Avant" }));
  await log.write(log.benoit, after(61), () => setText(log.doc, row, "notes", "Appeler en cas de retard"));
  await log.write(log.benoit, after(62), () => setField(log.doc, row, "seats", 49));
  return { ...log, deps, row };
}

/** All that a generation holds. */
async function rowsOf(documentId: string, generation: number) {
  const { state, seq } = await storedState(db, { documentId, kind: "sheet", generation });
  return { rows: state instanceof SheetState ? state.things() : [], seq };
}

/** Where the bytes of a word stand in what is stored of a document. */
async function places(documentId: string): Promise<string[]> {
  const log = await db.selectFrom("documentUpdate").select("payload").where("documentId", "=", documentId).execute();
  const snapshots = await db
    .selectFrom("documentSnapshot")
    .select("state")
    .where("documentId", "=", documentId)
    .execute();
  const versions = await db
    .selectFrom("documentVersion")
    .select("state")
    .where("documentId", "=", documentId)
    .execute();
  const history = await db.selectFrom("documentChange").selectAll().where("documentId", "=", documentId).execute();
  const found = {
    log: log.some(({ payload }) => payload.includes(secret)),
    snapshot: snapshots.some(({ state }) => state.includes(secret)),
    version: versions.some(({ state }) => inflateRawSync(state).includes(secret)),
    history: JSON.stringify(history).includes(secret),
  };
  return Object.entries(found).flatMap(([place, there]) => (there ? [place] : []));
}

test("T75 · a word that was taken out is in nothing that is stored; what stands, and who wrote it, stays", async () => {
  const at = await sheet();
  const gone = "Car annulé";
  await at.write(at.anna, after(63), () => {
    at.add();
    const other = readAllRows(at.doc).find((row) => row.id !== at.row);
    setText(at.doc, other?.id ?? "", "title", gone);
    removeRow(at.doc, other?.id ?? "");
  });
  const before = readAllRows(at.doc);
  const coordinator = await at.person("coordinator");
  await new Historian(db).tell(at.documentId);
  const found = must(await readHistory(at.deps, coordinator, at.slug, "sheet", { words: secret })).lines;
  for (const line of found)
    must(await eraseChange(at.deps, coordinator, { coalition: at.slug, document: "sheet", line: line.id }));
  expect(await places(at.documentId)).toEqual(["log", "version"]);

  must(await flatten(at.deps, coordinator, { coalition: at.slug, document: "sheet", sure: "on" }));
  expect(await places(at.documentId)).toEqual([]);
  expect(must(await listVersions(at.deps, coordinator, at.slug, "sheet"))).toEqual([]);
  const { rows, seq } = await rowsOf(at.documentId, 2);
  expect(rows).toEqual(before);
  expect(must(await readRemoved(at.deps, coordinator, at.slug, "sheet")).things.map(({ title }) => title)).toEqual([
    gone,
  ]);
  const history = must(await readHistory(at.deps, coordinator, at.slug, "sheet", { thing: at.row })).lines;
  expect(history.map(({ field, after: value }) => [field, value])).toContainEqual(["seats", "49"]);
  expect(must(await readFlattening(at.deps, at.actor, at.slug, "sheet"))).toEqual({
    at: after(200),
    by: "Membre",
    mine: false,
  });

  // What comes next is told, and kept before it.
  const made: Uint8Array[] = [];
  at.doc.on("update", (update) => made.push(update));
  setField(at.doc, at.row, "seats", 30);
  await db
    .insertInto("documentUpdate")
    .values(
      made.map((payload) => ({
        documentId: at.documentId,
        generation: 2,
        seq: seq + 1,
        payload: Buffer.from(payload),
        accountId: at.anna,
        committedAt: after(300),
      })),
    )
    .execute();
  await new Historian(db).tell(at.documentId);
  const [latest] = must(await readHistory(at.deps, coordinator, at.slug, "sheet", { thing: at.row })).lines;
  expect(latest).toMatchObject({ field: "seats", before: "49", after: "30" });
  expect(must(await listVersions(at.deps, coordinator, at.slug, "sheet")).map(({ kind }) => kind)).toEqual(["hourly"]);
  expect((await rowsOf(at.documentId, 2)).rows).toEqual([...readAllRows(at.doc)]);
  expect(readRow(at.doc, at.row)?.seats).toBe(30);
});

test("T75 · what was typed a moment before is told before its log goes", async () => {
  const at = await sheet();
  const coordinator = await at.person("coordinator");
  must(await flatten(at.deps, coordinator, { coalition: at.slug, document: "sheet", sure: "on" }));
  const lines = await at.lines();
  expect(lines.map(({ field, accountId }) => [field, accountId])).toContainEqual(["seats", at.benoit]);
});

test("T75 · only a coordinator who is sure; several at once all see it done", async () => {
  const at = await sheet();
  const coordinator = await at.person("coordinator");
  const other = await (await sheet()).person("coordinator");
  const ask = { coalition: at.slug, document: "sheet", sure: "on" };
  const gone = { ok: false, refusal: { code: "not_found" } };
  for (const actor of [at.actor, await at.person("participant"), other, await at.person(null)])
    expect(await flatten(at.deps, actor, ask)).toEqual(gone);
  expect(await flatten(at.deps, visitor, ask)).toEqual({ ok: false, refusal: { code: "sign_in_first" } });
  expect(await flatten(at.deps, coordinator, { coalition: at.slug, document: "sheet" })).toMatchObject({
    refusal: { code: "invalid", fields: { sure: "sure" } },
  });
  const generation = () =>
    db.selectFrom("document").select(["generation", "generationAt"]).where("id", "=", at.documentId).executeTakeFirst();
  expect(await generation()).toEqual({ generation: 1, generationAt: null });
  expect(must(await readFlattening(at.deps, coordinator, at.slug, "sheet"))).toBeNull();
  const answers = await Promise.all([1, 2, 3].map(() => flatten(at.deps, coordinator, ask)));
  expect(answers.map(({ ok }) => ok)).toEqual([true, true, true]);
  expect((await generation())?.generationAt).toEqual(after(200));
  const { generation: now = 1 } = (await generation()) ?? {};
  expect((await rowsOf(at.documentId, now)).rows).toHaveLength(1);
  expect((await rowsOf(at.documentId, 1)).rows).toEqual([]);
});
