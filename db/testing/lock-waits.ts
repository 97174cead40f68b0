import { sql } from "kysely";
import type { Db } from "../client";

/** How many connections to this test's own Postgres database wait for a lock now. */
export async function lockWaits(db: Db): Promise<number> {
  const { rows } = await sql<{ waits: number }>`
    select count(*)::int as waits from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'
  `.execute(db);
  return rows[0]?.waits ?? 0;
}
