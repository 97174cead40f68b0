import { findSignup } from "@/db/signup";
import { claimReminder, dueReminders } from "@/db/signup-reminder";
import { inOrder, thingOf } from "@/db/signup-thing";
import { ok } from "@/domain/kernel/result";
import { atDesk } from "./at-desk";
import type { SignupDeps } from "./deps";
import { sendReminder } from "./mails";

/** Mails who comes in a week, is asked three days before whether they do, or comes tomorrow. Answers how many. */
export async function sendReminders(deps: SignupDeps): Promise<number> {
  const due = await dueReminders(deps.db, deps.clock.now());
  const failed: unknown[] = [];
  let sent = 0;
  for (const key of inOrder(due.map(thingOf))) {
    // One that fails must not keep the others waiting.
    const done = await atDesk(deps, key, async (desk) => {
      let mails = 0;
      // Read again under the lock: whoever left meanwhile is not reminded.
      for (const reminder of await dueReminders(desk.trx, desk.now, key)) {
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
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} things were not reminded`);
  return sent;
}
