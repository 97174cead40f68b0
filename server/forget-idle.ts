import { nationalAccounts } from "@/db/account";
import { type IdleAccount, idleAccounts, isIdle, lockUntold, markToldIdle } from "@/db/idle-account";
import { lastJobRun, recordJobRun } from "@/db/job-run";
import { coordinatedAlone, lockAccount } from "@/db/person";
import { idleTimes } from "@/domain/account/idle";
import { spokenDay } from "@/domain/kernel/spoken-date";
import { eraseIdle } from "./erase-person";
import { enqueueMail } from "./mail/enqueue";
import { repeat } from "./repeat";
import { asLocale, type SignupDeps } from "./signup/deps";

export const idleJob = "account-idle";
const lookEveryMs = 15 * 60_000;
const atOnce = 100;

/**
 * Who has not used their account for eleven months is told; a month later, if they did not come back, it is erased as by
 * their own hand. Who alone coordinates a published coalition keeps it, and the national coordinators are told each month
 * until somebody else does. Writes down how many.
 */
export async function forgetIdle(deps: SignupDeps) {
  const startedAt = deps.clock.now();
  const outcome = { told: await tellIdle(deps, startedAt), ...(await eraseIdleAccounts(deps, startedAt)) };
  await recordJobRun(deps.db, { job: idleJob, startedAt, finishedAt: deps.clock.now(), outcome });
  return outcome;
}

const ago = (now: Date, ms: number) => new Date(now.getTime() - ms);

async function tellIdle({ db, vault }: SignupDeps, now: Date): Promise<number> {
  let told = 0;
  for (;;) {
    const some = await db.transaction().execute(async (trx) => {
      const untold = await lockUntold(trx, ago(now, idleTimes.tellMs), atOnce);
      for (const { id, email, locale } of untold) {
        const alone = (await coordinatedAlone(trx, id)).filter(({ publishedAt }) => publishedAt !== null);
        const day = spokenDay(new Date(now.getTime() + idleTimes.noticeMs), asLocale(locale));
        const values = { day, alone: alone.length, coalitions: alone.map(({ name }) => name).join(", ") };
        const mail = { template: "account-idle" as const, path: "/connexion?vers=/compte", values };
        await enqueueMail(trx, vault, { to: email, locale, mail }, now);
        await markToldIdle(trx, id, now);
      }
      return untold.length;
    });
    told += some;
    if (some < atOnce) return told;
  }
}

async function eraseIdleAccounts(deps: SignupDeps, now: Date): Promise<{ accounts: number; kept: number }> {
  const before = { idle: ago(now, idleTimes.eraseMs), told: ago(now, idleTimes.noticeMs) };
  const outcome = { accounts: 0, kept: 0 };
  for (let after: string | null = null; ; ) {
    const due: IdleAccount[] = await idleAccounts(deps.db, before, after, atOnce);
    for (const account of due) {
      const erased = await eraseIdle(deps, account, (trx) => isIdle(trx, account.id, before));
      if (erased.ok) outcome.accounts += 1;
      else if (erased.refusal.code === "last_coordinator") {
        outcome.kept += 1;
        await tellNational(deps, account.id, now, before);
      }
    }
    const last = due.at(-1);
    if (due.length < atOnce || !last) return outcome;
    after = last.id;
  }
}

/** A coalition's only coordinator does not come back: said once a month, without naming them. */
export async function tellNational(
  { db, vault }: SignupDeps,
  accountId: string,
  now: Date,
  before: { idle: Date; told: Date },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await lockAccount(trx, accountId);
    // Another server said it a moment ago, or they came back.
    if (!(await isIdle(trx, accountId, before))) return;
    // Due again a month later.
    await markToldIdle(trx, accountId, now);
    for (const { name, slug, publishedAt } of await coordinatedAlone(trx, accountId)) {
      if (publishedAt === null) continue;
      for (const { email, locale } of await nationalAccounts(trx)) {
        const mail = {
          template: "coordinator-idle" as const,
          path: `/connexion?vers=/national/retirer/${slug}`,
          values: { name },
        };
        await enqueueMail(trx, vault, { to: email, locale, mail }, now);
      }
    }
  });
}

type Log = { error(fields: object, message: string): void };

/** Once a day while the server runs. Stopping waits for what has begun. */
export function startForgettingIdle(deps: SignupDeps, log: Log): { stop(): Promise<void> } {
  const look = async () => {
    const last = await lastJobRun(deps.db, idleJob);
    if (!last || deps.clock.now().getTime() - last.getTime() >= idleTimes.lookMs) await forgetIdle(deps);
  };
  return repeat(look, lookEveryMs, (error) => log.error({ err: error }, "forgetting idle accounts failed"));
}
