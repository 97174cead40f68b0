import type { Trx } from "@/db/client";
import { overtakenThings } from "@/db/signup";
import { inOrder, type ThingKey } from "@/db/signup-thing";
import { ok } from "@/domain/kernel/result";
import { atDesk, inDesk } from "./at-desk";
import type { SignupDeps } from "./deps";

/** Ends what time has overtaken and offers what came free, thing by thing; how many it looked at. */
export async function sweepSignups(deps: SignupDeps): Promise<number> {
  const now = deps.clock.now();
  const found = [await overtakenThings(deps.db, now)];
  for (const kind of Object.values(deps.things)) found.push(await kind.overtaken(deps.db, now));
  const things = inOrder(found.flat());
  const failed: unknown[] = [];
  // One that fails must not keep the others waiting.
  for (const key of things) await atDesk(deps, key, async () => ok(null)).catch((error) => failed.push(error));
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} of ${things.length} things were not swept`);
  return things.length;
}

/** Offers what came free when what a thing can hold changed, in the transaction that changes them. */
export async function offerFreed(deps: SignupDeps, trx: Trx, key: ThingKey): Promise<void> {
  await inDesk(deps, trx, key, async () => ok(null));
}
