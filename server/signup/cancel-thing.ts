import { cancelAllSignups } from "@/db/signup";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { reasonSchema } from "@/domain/signup/request";
import { inDesk } from "./at-desk";
import type { ConfirmedBy } from "./confirm-address";
import type { SignupDeps } from "./deps";
import type { Desk } from "./desk";
import { sendThingCancelled } from "./mails";
import { asOrganiser } from "./organised";
import { readThing } from "./read-thing";

/** Cancels a thing for good: every live sign-up and offer ends and is told why, in one transaction. */
export async function cancelThing(
  deps: SignupDeps,
  actor: Actor,
  raw: Record<string, unknown>,
): Promise<Result<{ ended: number }>> {
  return asOrganiser(deps, actor, readThing(raw), async (desk, { by }) => {
    // Final: a second click finds it done and mails nobody again.
    if (desk.thing.cancelled) return ok({ ended: 0 });
    const reason = reasonSchema.safeParse(raw.reason);
    if (!reason.success) return refuse("invalid", { reason: "reason" });
    return ok({ ended: await callOff(desk, reason.data, by) });
  });
}

/** What is at the desk is cancelled for good. Answers with how many sign-ups end with it. */
export async function callOff(desk: Desk, reason: string, by: ConfirmedBy): Promise<number> {
  let count = 0;
  for (const key of await desk.kind.setCancelled(desk.trx, desk.now, reason)) {
    // Each time of a series is a thing of its own, with its own date in the mail.
    const ended = await inDesk(desk.deps, desk.trx, key, (each) => endAll(each, reason, by));
    if (ended.ok) count += ended.value;
  }
  await desk.thing.tell();
  return count;
}

async function endAll(desk: Desk, reason: string, by: ConfirmedBy): Promise<Result<number>> {
  const ended = await cancelAllSignups(desk.trx, desk.thing.key, desk.now, reason);
  await desk.record(...ended.map(({ id }) => ({ signupId: id, what: "trip_cancelled", ...by })));
  for (const row of ended) await sendThingCancelled(desk, row, reason);
  return ok(ended.length);
}
