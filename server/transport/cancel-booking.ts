import { findSignup } from "@/db/signup";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { bookingPath } from "@/domain/signup/paths";
import { asSignupState } from "@/domain/signup/state";
import type { SignupDeps } from "@/server/signup/deps";
import { cancelAsked } from "./asked-page";
import { atDesk } from "./at-desk";
import { openKey } from "./capability";
import { cancelSignup } from "./end-signup";
import type { Booked, HolderKey } from "./signup-types";

/** « Je me désiste »: at any time, by a link or by the account; a second click gives the same answer. */
export async function cancelBooking(deps: SignupDeps, actor: Actor, at: HolderKey): Promise<Result<Booked>> {
  const found = await openKey(deps.db, actor, at, deps.clock.now());
  const path = bookingPath(at.key, at.signupId);
  if (found?.kind === "asked") return cancelAsked(deps, found, at);
  if (found?.kind !== "own") return refuse("not_found");
  return atDesk(deps, found.signup.tripId, async (desk) => {
    const row = await findSignup(desk.trx, found.signup.id);
    if (!row) return refuse("not_found");
    const ended = await cancelSignup(desk, row, {
      byKind: "holder",
      accountId: actor.kind === "account" ? actor.accountId : null,
    });
    return ok({ state: asSignupState(ended.state), path });
  });
}
