import type { Trx } from "@/db/client";
import type { KeyDateRow } from "@/db/coalition";
import { coordinatorsOf } from "@/db/contact-message";
import { parisDay, spokenSpan } from "@/domain/kernel/spoken-date";
import type { Deps } from "@/server/deps";
import { enqueueMail } from "@/server/mail/enqueue";
import { goingToward } from "./key-date-page";

/**
 * Tells the coordinators of each coalition that has public actions or trips on the days of a key date that it changes.
 * They alone know whether what they do goes along with it: nothing of theirs is touched. A date that is over tells nobody.
 */
export async function tellGoing(
  { vault, clock }: Pick<Deps, "vault" | "clock">,
  trx: Trx,
  before: KeyDateRow,
  after: KeyDateRow,
  change: "moved" | "cancelled" | "restored",
  reason: string,
): Promise<void> {
  const now = clock.now();
  if (before.endsOn < parisDay(now)) return;
  for (const { coalition, trips, actions } of await goingToward(trx, before, now))
    for (const { email: to, locale } of await coordinatorsOf(trx, coalition.id)) {
      const values = {
        title: before.title,
        coalition: coalition.name,
        change,
        before: spokenSpan(before.startsOn, before.endsOn, locale),
        after: spokenSpan(after.startsOn, after.endsOn, locale),
        reason,
        trips: trips.length,
        actions: actions.length,
      };
      const mail = { template: "key-date-changed" as const, path: `/temps-fort/${before.id}`, values };
      await enqueueMail(trx, vault, { to, locale, mail }, now);
    }
}
