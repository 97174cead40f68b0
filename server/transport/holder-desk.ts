import { findSignup, type SignupRow } from "@/db/signup";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { bookingPath } from "@/domain/signup/paths";
import { asSignupState } from "@/domain/signup/state";
import type { SignupDeps } from "@/server/signup/deps";
import { atDesk } from "./at-desk";
import type { ConfirmedBy } from "./confirm-address";
import type { Desk } from "./desk";
import type { Booked, HolderKey } from "./signup-types";

/** What a holder does to a sign-up of theirs that `at` has opened: read anew under the trip's lock, answered with what became of it. */
export async function atHolderDesk(
  deps: SignupDeps,
  actor: Actor,
  at: HolderKey,
  own: SignupRow,
  act: (desk: Desk, row: SignupRow, by: ConfirmedBy) => Promise<Result<SignupRow>>,
): Promise<Result<Booked>> {
  return atDesk(deps, own.tripId, async (desk) => {
    const row = await findSignup(desk.trx, own.id);
    if (!row) return refuse("not_found");
    const acted = await act(desk, row, {
      byKind: "holder",
      accountId: actor.kind === "account" ? actor.accountId : null,
    });
    if (!acted.ok) return acted;
    return ok({ state: asSignupState(acted.value.state), path: bookingPath(at.key, at.signupId) });
  });
}
