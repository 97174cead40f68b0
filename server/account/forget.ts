import { deleteExpiredSessions } from "@/db/account";
import type { Db } from "@/db/client";
import { deleteCodeFailuresBefore } from "@/db/code-failure";
import { lastJobRun, recordJobRun } from "@/db/job-run";
import { deleteMailsEndedBefore } from "@/db/outbox";
import { deleteSignInsBefore } from "@/db/sign-in";
import type { Clock } from "@/domain/kernel/clock";
import { repeat } from "@/server/repeat";
import { countingDay } from "./spend-sign-in";

export const forgetJob = "account-forget";
const DAY_MS = 24 * 60 * 60 * 1000;
/** What was asked for is kept a day, to count and to answer; what became of a mail, a week. */
const signInMs = DAY_MS;
const mailMs = 7 * DAY_MS;
const lookEveryMs = 15 * 60 * 1000;

type Deps = { db: Db; clock: Clock };

/** Deletes what signing in leaves behind once nothing needs it, and writes down how much. */
export async function forget({ db, clock }: Deps) {
  const startedAt = clock.now();
  const ago = (ms: number) => new Date(startedAt.getTime() - ms);
  const outcome = {
    signIns: await deleteSignInsBefore(db, ago(signInMs)),
    sessions: await deleteExpiredSessions(db, startedAt),
    wrongCodes: await deleteCodeFailuresBefore(db, countingDay(startedAt)),
    mails: await deleteMailsEndedBefore(db, ago(mailMs)),
  };
  await recordJobRun(db, { job: forgetJob, startedAt, finishedAt: clock.now(), outcome });
  return outcome;
}

type Log = { error(fields: object, message: string): void };

/** Forgets once a day while the server runs. Stopping waits for what has begun. */
export function startForgetting(deps: Deps, log: Log): { stop(): Promise<void> } {
  const look = async () => {
    const last = await lastJobRun(deps.db, forgetJob);
    if (!last || deps.clock.now().getTime() - last.getTime() >= DAY_MS) await forget(deps);
  };
  return repeat(look, lookEveryMs, (error) => log.error({ err: error }, "forgetting failed"));
}
