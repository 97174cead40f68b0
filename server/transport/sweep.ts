import type { Trx } from "@/db/client";
import { tripsToSweep } from "@/db/trip-seats";
import { ok } from "@/domain/kernel/result";
import { raiseStandsMs } from "@/domain/signup/timing";
import type { SignupDeps } from "@/server/signup/deps";
import { atDesk, inDesk } from "./at-desk";

/** Ends what time has overtaken and offers what came free, trip by trip; how many trips it looked at. */
export async function sweepSignups(deps: SignupDeps): Promise<number> {
  const now = deps.clock.now();
  const trips = await tripsToSweep(deps.db, now, new Date(now.getTime() - raiseStandsMs));
  const failed: unknown[] = [];
  // One trip that fails must not keep the others waiting.
  for (const tripId of trips) await atDesk(deps, tripId, async () => ok(null)).catch((error) => failed.push(error));
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} of ${trips.length} trips were not swept`);
  return trips.length;
}

/** Offers what came free when a trip's seats, stops or state changed, in the transaction that changes them. */
export async function offerFreedSeats(deps: SignupDeps, trx: Trx, tripId: string): Promise<void> {
  await inDesk(deps, trx, tripId, async () => ok(null));
}
