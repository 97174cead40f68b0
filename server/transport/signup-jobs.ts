import { lastJobRun } from "@/db/job-run";
import type { SignupDeps } from "@/server/signup/deps";
import { sendReminders } from "./remind";
import { retentionJob, runRetention } from "./retention";
import { sweepSignups } from "./sweep";

const sweepEveryMs = 15_000;
const remindEveryMs = 60_000;
const retentionEveryMs = 24 * 60 * 60 * 1000;

type Log = { error(fields: object, message: string): void };

/** What sign-ups do by themselves while the server runs. Stopping waits for what has begun. */
export function startSignupJobs(deps: SignupDeps, log: Log): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let remindedAt = 0;
  let stopping = false;
  let running = Promise.resolve();

  async function turn(): Promise<void> {
    try {
      await sweepSignups(deps);
      const now = deps.clock.now().getTime();
      if (now - remindedAt >= remindEveryMs) {
        await sendReminders(deps);
        remindedAt = now;
      }
      const last = await lastJobRun(deps.db, retentionJob);
      if (!last || deps.clock.now().getTime() - last.getTime() >= retentionEveryMs) await runRetention(deps);
    } catch (error) {
      // The next turn tries again: what is due stays due.
      log.error({ err: error }, "a sign-up job failed");
    }
    if (!stopping) timer = setTimeout(begin, sweepEveryMs);
  }
  function begin(): void {
    running = turn();
  }

  begin();
  return {
    async stop() {
      stopping = true;
      clearTimeout(timer);
      await running;
    },
  };
}
