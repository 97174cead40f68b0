import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { type Database, openDatabase } from "../client";
import { migrate } from "../migrate";

/**
 * A fresh migrated database; close it in `afterAll`. Real Postgres (`databaseUrl` for further pools over it), or the
 * embedded engine in memory.
 */
export async function testDatabase(
  options: { engine?: "postgres" | "embedded"; poolSize?: number } = {},
): Promise<Database & { databaseUrl: string }> {
  if (options.engine === "embedded") {
    const database = await openDatabase({});
    await migrate(database.db);
    return { ...database, databaseUrl: "" };
  }
  const base = inject("postgresUrl");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const admin = new pg.Client({ connectionString: `${base}postgres` });
  await admin.connect();
  // Copying needs the template to itself: test files that start together take turns.
  await admin.query("select pg_advisory_lock(1)");
  await admin.query(`create database ${name} template template_cortege`);
  await admin.end();
  const databaseUrl = `${base}${name}`;
  return { ...(await openDatabase({ databaseUrl, poolSize: options.poolSize ?? 10 })), databaseUrl };
}
