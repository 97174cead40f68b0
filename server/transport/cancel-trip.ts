import { notify } from "@/db/notify";
import { cancelAllSignups } from "@/db/signup";
import { setTripCancelled } from "@/db/trip-seats";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { reasonSchema } from "@/domain/signup/request";
import type { SignupDeps } from "@/server/signup/deps";
import { sendTripCancelled } from "./mails";
import { asOrganiser } from "./organised";

/** Cancels a trip for good: every live sign-up and offer ends and is told why, in one transaction. */
export async function cancelTrip(
  deps: SignupDeps,
  actor: Actor,
  raw: { tripId?: unknown; reason?: unknown },
): Promise<Result<{ ended: number }>> {
  return asOrganiser(deps, actor, raw.tripId, async (desk, { by }) => {
    // Final: a second click finds it done and mails nobody again.
    if (desk.trip.cancelledAt) return ok({ ended: 0 });
    const reason = reasonSchema.safeParse(raw.reason);
    if (!reason.success) return refuse("invalid", { reason: "reason" });
    await setTripCancelled(desk.trx, desk.trip.id, desk.now, reason.data);
    const ended = await cancelAllSignups(desk.trx, desk.trip.id, desk.now, reason.data);
    await desk.record(...ended.map(({ id }) => ({ signupId: id, what: "trip_cancelled", ...by })));
    for (const row of ended) await sendTripCancelled(desk, row, reason.data);
    await notify(desk.trx, { kind: "trip", coalitionId: desk.trip.coalitionId, tripId: desk.trip.id });
    return ok({ ended: ended.length });
  });
}
