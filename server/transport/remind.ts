import { findSignup } from "@/db/signup";
import { claimReminder, dueReminders } from "@/db/signup-reminder";
import { ok } from "@/domain/kernel/result";
import type { SignupDeps } from "@/server/signup/deps";
import { atDesk } from "./at-desk";
import { sendReminder } from "./mails";

/** Mails who boards in a week, is asked three days before whether they come, or boards tomorrow. Answers how many. */
export async function sendReminders(deps: SignupDeps): Promise<number> {
  const due = await dueReminders(deps.db, deps.clock.now());
  const failed: unknown[] = [];
  let sent = 0;
  for (const tripId of new Set(due.map((reminder) => reminder.tripId))) {
    // One trip that fails must not keep the others waiting.
    const done = await atDesk(deps, tripId, async (desk) => {
      let mails = 0;
      // Read again under the lock: whoever left meanwhile is not reminded.
      for (const reminder of await dueReminders(desk.trx, desk.now, tripId)) {
        const row = await findSignup(desk.trx, reminder.signupId);
        if (!row || !(await claimReminder(desk.trx, reminder, desk.now))) continue;
        await sendReminder(desk, row, reminder.daysBefore);
        mails += 1;
      }
      return ok(mails);
    }).catch((error: unknown) => {
      failed.push(error);
      return null;
    });
    if (done?.ok) sent += done.value;
  }
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} trips were not reminded`);
  return sent;
}
