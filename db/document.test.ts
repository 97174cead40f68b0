import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Database } from "./client";
import {
  appendToLogs,
  documentAccess,
  isPassing,
  LogRefused,
  loadDocument,
  type NewClient,
  type NewUpdate,
  saveSnapshot,
} from "./document";
import { lockGeneration, startGeneration } from "./document-generation";
import { insertTestCoalition } from "./testing/coalition";
import { testDatabase } from "./testing/database";
import { lockWaits } from "./testing/lock-waits";

describe.each(["postgres", "embedded"] as const)("the log of a document, on %s", (engine) => {
  let database: Database;
  let documentId: string;
  let coalitionId: string;
  let accountId: string;
  beforeAll(async () => {
    database = await testDatabase({ engine });
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    const { db } = database;
    const account = await db
      .insertInto("account")
      .values({ email: `${randomUUID()}@example.org` })
      .returning("id")
      .executeTakeFirstOrThrow();
    const coalition = await insertTestCoalition(db);
    const document = await db
      .insertInto("document")
      .values({ coalitionId: coalition.id, kind: "sheet" })
      .returning("id")
      .executeTakeFirstOrThrow();
    [documentId, coalitionId, accountId] = [document.id, coalition.id, account.id];
  });

  const update = (seq: number, more: Partial<NewUpdate> = {}): NewUpdate => ({
    documentId,
    generation: 1,
    seq,
    payload: new Uint8Array([seq]),
    accountId,
    ranges: [{ clientId: 7, from: seq, to: seq + 1 }],
    ...more,
  });
  const append = (updates: NewUpdate[], clients: NewClient[] = []) =>
    database.db.transaction().execute((trx) => appendToLogs(trx, updates, clients));
  const load = async (generation = 1) => {
    const loaded = await loadDocument(database.db, documentId, generation);
    return loaded && { ...loaded, updates: loaded.updates.map(({ seq, payload }) => [seq, ...payload]) };
  };

  test("R6 · rows whose first answer was lost may be written again", async () => {
    const client = { documentId, generation: 1, clientId: 4_294_967_295, accountId };
    await append([update(1), update(2)], [client]);
    await append([update(1), update(2), update(3)], [client]);
    expect(await load()).toMatchObject({
      updates: [
        [1, 1],
        [2, 2],
        [3, 3],
      ],
      owners: new Map([[4_294_967_295, accountId]]),
    });
  });

  test("R7 · another row at that number, another generation, or no document: refused for good, and nothing is written", async () => {
    await append([update(1)]);
    for (const wrong of [
      update(1, { payload: new Uint8Array([9]) }),
      update(2, { generation: 2 }),
      update(2, { documentId: randomUUID() }),
    ]) {
      const failure = await append([update(3), wrong]).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(LogRefused);
      expect(isPassing(failure)).toBe(false);
    }
    expect((await load())?.updates).toEqual([[1, 1]]);
    expect(isPassing(new Error("Connection terminated unexpectedly"))).toBe(true);
    expect(isPassing(Object.assign(new Error("shutting down"), { code: "57P01" }))).toBe(true);
    expect(isPassing(Object.assign(new Error("too many"), { code: "53300" }))).toBe(true);
  });

  test("R23 · a client id stays with whoever declared it first", async () => {
    const other = await database.db
      .insertInto("account")
      .values({ email: `${randomUUID()}@example.org` })
      .returning("id")
      .executeTakeFirstOrThrow();
    await append([], [{ documentId, generation: 1, clientId: 5, accountId }]);
    await append([], [{ documentId, generation: 1, clientId: 5, accountId: other.id }]);
    expect((await load())?.owners).toEqual(new Map([[5, accountId]]));
  });

  test("R10 · an older snapshot never replaces a newer one, and the log stays as history", async () => {
    await append([1, 2, 3, 4].map((seq) => update(seq)));
    await saveSnapshot(database.db, { documentId, generation: 1, seq: 3, state: new Uint8Array([33]) });
    await saveSnapshot(database.db, { documentId, generation: 1, seq: 2, state: new Uint8Array([22]) });
    const loaded = await load();
    expect(loaded).toMatchObject({ snapshot: { seq: 3 }, updates: [[4, 4]] });
    expect([...(loaded?.snapshot?.state ?? [])]).toEqual([33]);
    const rows = await database.db
      .selectFrom("documentUpdate")
      .select("seq")
      .where("documentId", "=", documentId)
      .execute();
    expect(rows).toHaveLength(4);
  });

  test("R20 · access needs the document and a role in its coalition", async () => {
    expect(await load(2)).toBeUndefined();
    expect(await documentAccess(database.db, documentId, accountId)).toBeNull();
    const member = await database.db
      .insertInto("membership")
      .values({ coalitionId, accountId, name: "Membre", role: "member" })
      .returning("id")
      .executeTakeFirstOrThrow();
    expect(await documentAccess(database.db, documentId, accountId)).toEqual({
      id: documentId,
      coalitionId,
      kind: "sheet",
      generation: 1,
      memberId: member.id,
      role: "member",
      isPutAway: false,
    });
    expect(await documentAccess(database.db, randomUUID(), accountId)).toBeNull();
    await database.db.updateTable("membership").set({ role: null, removedAt: new Date() }).execute();
    expect(await documentAccess(database.db, documentId, accountId)).toBeNull();
  });

  const next = (seq: number) => ({ seq, state: new Uint8Array([99]), accountId, at: new Date() });

  test("R61 · the next generation begins where the last one ended, and nothing is stored for the last one", async () => {
    await append([update(1), update(2)], [{ documentId, generation: 1, clientId: 7, accountId }]);
    await saveSnapshot(database.db, { documentId, generation: 1, seq: 1, state: new Uint8Array([11]) });
    await database.db.transaction().execute((trx) => startGeneration(trx, { documentId, generation: 1 }, next(2)));
    await saveSnapshot(database.db, { documentId, generation: 1, seq: 2, state: new Uint8Array([22]) });
    await expect(append([update(3)])).rejects.toThrow(LogRefused);
    await append([], [{ documentId, generation: 1, clientId: 8, accountId }]);
    expect(await load()).toBeUndefined();
    await append([update(3, { generation: 2 })]);
    const loaded = await load(2);
    expect(loaded).toMatchObject({ snapshot: { seq: 2 }, updates: [[3, 3]] });
    expect([...(loaded?.snapshot?.state ?? [])]).toEqual([99]);
    expect(loaded?.owners).toEqual(new Map([[7, accountId]]));
    const generations = async (
      table: "documentUpdate" | "documentSnapshot" | "documentClient" | "documentAuthorship",
    ) =>
      (await database.db.selectFrom(table).select("generation").where("documentId", "=", documentId).execute()).map(
        (row) => row.generation,
      );
    for (const table of ["documentUpdate", "documentSnapshot", "documentClient", "documentAuthorship"] as const)
      expect(new Set(await generations(table)), table).toEqual(new Set([2]));
  });

  // The embedded engine has one connection: nobody comes meanwhile.
  const onPostgres = engine === "postgres" ? test : () => undefined;
  onPostgres("R61 · what comes while a generation ends waits for that, then is refused", async () => {
    await append([update(1)]);
    let end = (): void => undefined;
    const mayEnd = new Promise<void>((resolve) => {
      end = resolve;
    });
    let lock = (): void => undefined;
    const locked = new Promise<void>((resolve) => {
      lock = resolve;
    });
    const ending = database.db.transaction().execute(async (trx) => {
      await lockGeneration(trx, documentId, 1);
      lock();
      await mayEnd;
      await startGeneration(trx, { documentId, generation: 1 }, next(1));
    });
    await locked;
    const late = expect(append([update(2)])).rejects.toThrow(LogRefused);
    // The guard off: the same row, written by a statement that locks nothing before it looks.
    const unguarded = sql`
      insert into document_update (document_id, generation, seq, payload)
      select id, generation, 3, ${Buffer.from([3])}::bytea from document where id = ${documentId} and generation = 1
    `.execute(database.db);
    await vi.waitFor(async () => expect(await lockWaits(database.db)).toBe(2));
    end();
    await Promise.all([ending, late, unguarded]);
    const left = await database.db
      .selectFrom("documentUpdate")
      .select(["generation", "seq"])
      .where("documentId", "=", documentId)
      .execute();
    expect(left).toEqual([{ generation: 1, seq: 3 }]);
  });
});
