import { findSignup, type SignupRow } from "@/db/signup";
import { thingOf } from "@/db/signup-thing";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { bookingPath } from "@/domain/signup/paths";
import { asSignupState, type SignupState } from "@/domain/signup/state";
import { atDesk } from "./at-desk";
import type { HolderKey } from "./capability";
import type { ConfirmedBy } from "./confirm-address";
import type { SignupDeps } from "./deps";
import type { Desk } from "./desk";

/** `path` leads to the holder's page (without locale prefix); it needs no mail. */
export type Booked = { state: SignupState; path: string };

/** What a holder does to a sign-up of theirs that `at` has opened: read anew under the thing's lock, answered with what became of it. */
export async function atHolderDesk(
  deps: SignupDeps,
  actor: Actor,
  at: HolderKey,
  own: SignupRow,
  act: (desk: Desk, row: SignupRow, by: ConfirmedBy) => Promise<Result<SignupRow>>,
): Promise<Result<Booked>> {
  return atDesk(deps, thingOf(own), async (desk) => {
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
