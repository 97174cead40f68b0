import { recordJobRun } from "@/db/job-run";
import { deleteLinesBefore } from "@/db/sheet-change";
import { thinVersions } from "@/db/sheet-version";
import { deleteLinksExpiredBefore } from "@/db/signup-link";
import { anonymise, endUnconfirmed, forgetPhones, lastStopAt, tripsToForget } from "@/db/signup-retention";
import { ok } from "@/domain/kernel/result";
import { retention } from "@/domain/signup/timing";
import { historyRetention } from "@/domain/transport/change-line";
import type { SignupDeps } from "@/server/signup/deps";
import { atDesk } from "./at-desk";

export const retentionJob = "signup-retention";

/**
 * Forgets what is no longer needed: phones 7 days after the trip, people 30 days after it, requests that nobody
 * confirmed after 14, the history of sheets after a year. Writes down what it did, in numbers.
 */
export async function runRetention(deps: SignupDeps): Promise<{
  phones: number;
  people: number;
  links: number;
  changes: number;
  versions: number;
}> {
  const startedAt = deps.clock.now();
  const ago = (ms: number) => new Date(startedAt.getTime() - ms);
  const before = {
    phones: ago(retention.phoneMs),
    people: ago(retention.personMs),
    unconfirmed: ago(retention.unconfirmedMs),
  };
  const outcome = { phones: 0, people: 0, links: 0, changes: 0, versions: 0 };
  for (const tripId of await tripsToForget(deps.db, before)) {
    const gone = await atDesk(deps, tripId, async (desk) => {
      const last = await lastStopAt(desk.trx, tripId);
      const phones = last && last < before.phones ? await forgetPhones(desk.trx, tripId) : 0;
      const ended = await endUnconfirmed(desk.trx, tripId, before.unconfirmed, desk.now);
      await desk.record(...ended.map((signupId) => ({ signupId, what: "cancelled", byKind: "system" as const })));
      let people = await anonymise(desk.trx, tripId, { unconfirmedBefore: before.unconfirmed }, desk.now);
      if (last && last < before.people) people += await anonymise(desk.trx, tripId, "all", desk.now);
      return ok({ phones, people });
    });
    if (!gone.ok) continue;
    outcome.phones += gone.value.phones;
    outcome.people += gone.value.people;
  }
  outcome.links = await deleteLinksExpiredBefore(deps.db, startedAt);
  outcome.changes = await deleteLinesBefore(deps.db, ago(historyRetention.linesMs));
  outcome.versions = await thinVersions(deps.db, {
    hourlyFrom: ago(historyRetention.hourlyMs),
    dailyFrom: ago(historyRetention.dailyMs),
  });
  await recordJobRun(deps.db, { job: retentionJob, startedAt, finishedAt: deps.clock.now(), outcome });
  return outcome;
}
