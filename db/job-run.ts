import type { Db } from "./client";
import type { Json } from "./schema";

/** What a job did by itself, and when. */
export async function recordJobRun(
  db: Db,
  run: { job: string; startedAt: Date; finishedAt: Date; outcome: Record<string, Json> },
): Promise<void> {
  await db
    .insertInto("jobRun")
    .values({ ...run, outcome: JSON.stringify(run.outcome) })
    .execute();
}

/** When a job last finished; null when it never did. */
export async function lastJobRun(db: Db, job: string): Promise<Date | null> {
  const { last } = await db
    .selectFrom("jobRun")
    .select((eb) => eb.fn.max<Date | null>("finishedAt").as("last"))
    .where("job", "=", job)
    .executeTakeFirstOrThrow();
  return last;
}
