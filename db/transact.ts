import type { Database, Trx } from "./client";

/** Postgres ended this one so that another could go on (deadlock), or could not put it in order (serialisation). */
const again = new Set(["40P01", "40001"]);
const attempts = 4;

/**
 * A transaction that is run again, from its beginning, when Postgres ends it to let another one pass. Nothing of a run
 * that was ended has happened; so `run` must do all it does through `trx`, and keep no count outside.
 */
export async function transact<T>(db: Database["db"], run: (trx: Trx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(run);
    } catch (error) {
      if (attempt === attempts || !isPassing(error)) throw error;
      // Two that met once would meet again at the same pace.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 50 * attempt));
    }
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof Error && "code" in error && typeof error.code === "string" && again.has(error.code);
}
