import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "../client";
import { factChannel, notify, parseFact } from "../notify";
import { testDatabase } from "./database";

describe.each(["postgres", "embedded"] as const)("on %s", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase({ engine });
  });
  afterAll(() => database.close());

  test("a notice is heard after its commit, and never after a rollback", async () => {
    const heard: string[] = [];
    const kept = { kind: "document", documentId: crypto.randomUUID() } as const;
    let done: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => {
      done = resolve;
    });
    const stop = await database.listen(factChannel, (payload) => {
      heard.push(payload);
      done();
    });
    await database.db
      .transaction()
      .execute(async (trx) => {
        await notify(trx, { kind: "outbox" });
        throw new Error("taken back");
      })
      .catch(() => undefined);
    await database.db.transaction().execute((trx) => notify(trx, kept));
    await arrived;
    expect(heard.map(parseFact)).toEqual([kept]);
    await stop();
  });

  test("counts are numbers and columns are camel case", async () => {
    const { rows } = await sql<{ howMany: number }>`select count(*) as how_many from account`.execute(database.db);
    expect(rows).toEqual([{ howMany: 0 }]);
  });
});
