import { deleteInvitationsExpiredBefore } from "@/db/invitation";
import { lastJobRun, recordJobRun } from "@/db/job-run";
import { deleteReports } from "@/db/queue";
import type { Deps } from "@/server/deps";
import { repeat } from "@/server/repeat";
import { forgetFollowers } from "./follow";
import { forgetDeclarations } from "./forget-declarations";
import { askActive } from "./still-active";
import { tellNational } from "./tell-received";

export const coalitionJob = "coalition-daily";
const dayMs = 86_400_000;
/** What was answered to a report is in the log of decisions; the report itself is kept so long. */
const reportMs = 30 * dayMs;
/** One that nobody answered is not kept for ever either. */
const unansweredReportMs = 365 * dayMs;
/** So long who opens an invitation that is over is told so. */
const invitationMs = 14 * dayMs;
const lookEveryMs = 15 * 60 * 1000;

type JobDeps = Pick<Deps, "database" | "clock" | "vault">;

/** Once a day: erases what was not confirmed, asks who is still active, and writes down how much. */
export async function runCoalitionJob(deps: JobDeps) {
  const { database, clock } = deps;
  const startedAt = clock.now();
  const ago = (ms: number) => new Date(startedAt.getTime() - ms);
  const outcome = {
    declarations: await forgetDeclarations(deps, startedAt),
    followers: await forgetFollowers(database.db, startedAt),
    reports: await deleteReports(database.db, { closed: ago(reportMs), created: ago(unansweredReportMs) }),
    invitations: await deleteInvitationsExpiredBefore(database.db, ago(invitationMs)),
    asked: await askActive(deps, startedAt),
  };
  await recordJobRun(database.db, { job: coalitionJob, startedAt, finishedAt: clock.now(), outcome });
  return outcome;
}

type Log = { error(fields: object, message: string): void };

/** What coalitions need by themselves while the server runs. Stopping waits for what has begun. */
export function startCoalitionJobs(deps: JobDeps, log: Log): { stop(): Promise<void> } {
  const look = async () => {
    const { db } = deps.database;
    const now = deps.clock.now();
    // What came in within the hour of a mail has no mail of its own.
    await db.transaction().execute((trx) => tellNational(deps, trx, now));
    const last = await lastJobRun(db, coalitionJob);
    if (!last || now.getTime() - last.getTime() >= dayMs) await runCoalitionJob(deps);
  };
  return repeat(look, lookEveryMs, (error) => log.error({ err: error }, "a coalition job failed"));
}
