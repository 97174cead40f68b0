import { findSignup, updateSignup } from "@/db/signup";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { bookingPath } from "@/domain/signup/paths";
import { asksWhetherComing } from "@/domain/signup/timing";
import type { SignupDeps } from "@/server/signup/deps";
import { atDesk } from "./at-desk";
import { openKey } from "./capability";
import { rideOf } from "./ride-columns";
import type { Booked, HolderKey } from "./signup-types";
import { boardingOf } from "./trip-view";

/** « Je viens », from three days before boarding; said twice, it is said once. */
export async function sayComing(deps: SignupDeps, actor: Actor, at: HolderKey): Promise<Result<Booked>> {
  const found = await openKey(deps.db, actor, at, deps.clock.now());
  if (found?.kind !== "own") return refuse("not_found");
  return atDesk(deps, found.signup.tripId, async (desk) => {
    const row = await findSignup(desk.trx, found.signup.id);
    if (!row) return refuse("not_found");
    if (row.state !== "confirmed") return refuse("already_ended");
    if (!row.comingAt) {
      if (!asksWhetherComing(desk.now, boardingOf(desk.stops, rideOf(row)))) return refuse("too_early_to_say");
      await updateSignup(desk.trx, row.id, { comingAt: desk.now });
      const accountId = actor.kind === "account" ? actor.accountId : null;
      await desk.record({ signupId: row.id, what: "coming", byKind: "holder", accountId });
    }
    return ok({ state: "confirmed", path: bookingPath(at.key, at.signupId) });
  });
}
