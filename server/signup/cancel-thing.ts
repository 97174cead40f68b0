import { cancelAllSignups } from "@/db/signup";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { reasonSchema } from "@/domain/signup/request";
import type { SignupDeps } from "./deps";
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
    const { thing, kind } = desk;
    // Final: a second click finds it done and mails nobody again.
    if (thing.cancelled) return ok({ ended: 0 });
    const reason = reasonSchema.safeParse(raw.reason);
    if (!reason.success) return refuse("invalid", { reason: "reason" });
    await kind.setCancelled(desk.trx, thing.key, desk.now, reason.data);
    const ended = await cancelAllSignups(desk.trx, thing.key, desk.now, reason.data);
    await desk.record(...ended.map(({ id }) => ({ signupId: id, what: "trip_cancelled", ...by })));
    for (const row of ended) await sendThingCancelled(desk, row, reason.data);
    await thing.tell();
    return ok({ ended: ended.length });
  });
}
