import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { cancelAsked } from "./asked-page";
import { type HolderKey, openKey } from "./capability";
import type { SignupDeps } from "./deps";
import { cancelSignup } from "./end-signup";
import { atHolderDesk, type Booked } from "./holder-desk";

/** « Je me désiste »: at any time, by a link or by the account; a second click gives the same answer. */
export async function cancelBooking(deps: SignupDeps, actor: Actor, at: HolderKey): Promise<Result<Booked>> {
  const found = await openKey(deps.db, actor, at, deps.clock.now());
  if (found?.kind === "asked") return cancelAsked(deps, found, at);
  if (found?.kind !== "own") return refuse("not_found");
  return atHolderDesk(deps, actor, at, found.signup, async (desk, row, by) => ok(await cancelSignup(desk, row, by)));
}
