import { lastJobRun } from "@/db/job-run";
import { repeat } from "@/server/repeat";
import type { SignupDeps } from "@/server/signup/deps";
import { sendReminders } from "@/server/signup/remind";
import { sweepSignups } from "@/server/signup/sweep";
import { retentionJob, runRetention } from "./retention";

const sweepEveryMs = 15_000;
const remindEveryMs = 60_000;
const retentionEveryMs = 24 * 60 * 60 * 1000;

type Log = { error(fields: object, message: string): void };

/** What sign-ups do by themselves while the server runs. Stopping waits for what has begun. */
export function startSignupJobs(deps: SignupDeps, log: Log): { stop(): Promise<void> } {
  let remindedAt = 0;
  const work = async () => {
    await sweepSignups(deps);
    const now = deps.clock.now().getTime();
    if (now - remindedAt >= remindEveryMs) {
      await sendReminders(deps);
      remindedAt = now;
    }
    const last = await lastJobRun(deps.db, retentionJob);
    if (!last || deps.clock.now().getTime() - last.getTime() >= retentionEveryMs) await runRetention(deps);
  };
  return repeat(work, sweepEveryMs, (error) => log.error({ err: error }, "a sign-up job failed"));
}
