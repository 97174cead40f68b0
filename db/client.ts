import { mkdir } from "node:fs/promises";
import { PGlite } from "@electric-sql/pglite";
import { unaccent } from "@electric-sql/pglite/contrib/unaccent";
import { createPgConfig } from "@electric-sql/pglite/node-postgres";
import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from "kysely";
import pg from "pg";
import { embeddedListen } from "./listen/embedded";
import type { Listen } from "./listen/listen";
import { postgresListen } from "./listen/postgres";
import type { DB } from "./schema";

/** A connection or a transaction alike; the first argument of every query function. */
export type Db = Kysely<DB> | Transaction<DB>;
export type Trx = Transaction<DB>;

export type Database = { db: Kysely<DB>; listen: Listen; engine: "postgres" | "embedded"; close(): Promise<void> };

// 64-bit counts are far below 2^53 here, and dates without time stay text.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/** Hundreds who book at the same moment wait their turn for a connection; a shorter wait would turn them away. */
const patienceMs = 30_000;

/**
 * Opens Postgres at `databaseUrl`, or else the embedded engine in `dataDir` (`memory` when absent).
 * The embedded engine does not lock its directory: the caller holds that lock.
 */
export async function openDatabase(where: {
  databaseUrl?: string;
  dataDir?: string;
  poolSize?: number;
  /** Told of every statement; for tests that ask what Postgres makes of them. */
  onQuery?: (query: { sql: string; parameters: readonly unknown[] }) => void;
}): Promise<Database> {
  if (where.databaseUrl) {
    const { databaseUrl } = where;
    const pool = new pg.Pool({
      connectionString: databaseUrl,
      max: where.poolSize ?? 10,
      connectionTimeoutMillis: patienceMs,
    });
    // An idle connection that breaks is replaced by the next query; without a handler it would end the process.
    pool.on("error", () => {});
    const db = kyselyOver(pool, where.onQuery);
    return { db, engine: "postgres", listen: postgresListen(databaseUrl), close: () => db.destroy() };
  }
  if (where.dataDir) await mkdir(where.dataDir, { recursive: true });
  const engine = await PGlite.create({ dataDir: where.dataDir ?? "memory://", extensions: { unaccent } });
  const pool = new pg.Pool({ ...createPgConfig(engine), max: 1, connectionTimeoutMillis: patienceMs });
  const db = kyselyOver(pool);
  return {
    db,
    engine: "embedded",
    listen: embeddedListen(engine),
    async close() {
      await db.destroy();
      if (!engine.closed) await engine.close();
    },
  };
}

function kyselyOver(
  pool: pg.Pool,
  onQuery?: (query: { sql: string; parameters: readonly unknown[] }) => void,
): Kysely<DB> {
  return new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
    ...(onQuery ? { log: ({ query }) => onQuery(query) } : {}),
  });
}
