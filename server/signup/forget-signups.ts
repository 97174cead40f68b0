import { deleteLinksExpiredBefore } from "@/db/signup-link";
import { anonymise, endUnconfirmed, forgetPhones, thingsToForget } from "@/db/signup-retention";
import { ok } from "@/domain/kernel/result";
import { retention } from "@/domain/signup/timing";
import { atDesk } from "./at-desk";
import type { SignupDeps } from "./deps";

/**
 * Phones and needs 7 days after the end of what was signed up for, people 30 days after it or when its organisers said, requests that nobody
 * confirmed after 14, links out of time. Answers how many of each.
 */
export async function forgetSignups(deps: SignupDeps): Promise<{ phones: number; people: number; links: number }> {
  const startedAt = deps.clock.now();
  const ago = (ms: number) => new Date(startedAt.getTime() - ms);
  const before = {
    now: startedAt,
    phones: ago(retention.phoneMs),
    people: ago(retention.personMs),
    unconfirmed: ago(retention.unconfirmedMs),
  };
  const outcome = { phones: 0, people: 0, links: 0 };
  for (const key of await thingsToForget(deps.db, before)) {
    const gone = await atDesk(deps, key, async (desk) => {
      const { endsAt, purgeAt } = desk.thing;
      const phones = endsAt && endsAt < before.phones ? await forgetPhones(desk.trx, key) : 0;
      const ended = await endUnconfirmed(desk.trx, key, before.unconfirmed, desk.now);
      await desk.record(...ended.map((signupId) => ({ signupId, what: "cancelled", byKind: "system" as const })));
      let people = await anonymise(desk.trx, key, { unconfirmedBefore: before.unconfirmed }, desk.now);
      if (purgeAt && purgeAt <= startedAt) people += await anonymise(desk.trx, key, "all", desk.now);
      return ok({ phones, people });
    });
    if (!gone.ok) continue;
    outcome.phones += gone.value.phones;
    outcome.people += gone.value.people;
  }
  outcome.links = await deleteLinksExpiredBefore(deps.db, startedAt);
  return outcome;
}
