import type { Db } from "@/db/client";
import { lastOutcome } from "@/db/job-run";
import { forgetJob } from "./account/forget";
import { coalitionJob } from "./coalition/coalition-jobs";
import { idleJob } from "./forget-idle";
import { retentionJob } from "./transport/retention";

const jobs = [retentionJob, coalitionJob, forgetJob, idleJob] as const;
export type LastForgetting = { job: (typeof jobs)[number]; at: Date; forgotten: number };

/** When the jobs that forget last did, and how many things each forgot; those that never ran are left out. */
export async function lastForgetting(db: Db): Promise<LastForgetting[]> {
  const runs = await Promise.all(jobs.map(async (job) => ({ job, last: await lastOutcome(db, job) })));
  return runs.flatMap(({ job, last }) => {
    if (!last) return [];
    // Whom a job asked or told something, and whom it kept, is nothing forgotten.
    const { asked: _asked, told: _told, kept: _kept, ...gone } = last.outcome;
    const forgotten = Object.values(gone).reduce<number>((sum, n) => sum + (typeof n === "number" ? n : 0), 0);
    return [{ job, at: last.finishedAt, forgotten }];
  });
}
