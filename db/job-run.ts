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

/** What a job did the last time that it finished. */
export async function lastOutcome(
  db: Db,
  job: string,
): Promise<{ finishedAt: Date; outcome: Record<string, Json> } | undefined> {
  const row = await db
    .selectFrom("jobRun")
    .select((eb) => [eb.ref("finishedAt").$notNull().as("finishedAt"), "outcome"])
    .where("job", "=", job)
    .where("finishedAt", "is not", null)
    .orderBy("finishedAt", "desc")
    .limit(1)
    .executeTakeFirst();
  const { finishedAt, outcome } = row ?? {};
  if (!finishedAt || outcome === null || typeof outcome !== "object" || Array.isArray(outcome)) return undefined;
  return { finishedAt, outcome };
}
