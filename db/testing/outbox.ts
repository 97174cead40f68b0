import { sql } from "kysely";
import type { Db } from "../client";

/** The sealed mails of the outbox in the order in which they were queued, also when the clock stood still. */
export async function queuedPayloads(db: Db): Promise<string[]> {
  const { rows } = await sql<{ payload: string | null }>`select payload from outbox order by ctid`.execute(db);
  return rows.flatMap((row) => row.payload ?? []);
}
