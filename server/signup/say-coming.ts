import { updateSignup } from "@/db/signup";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { asksWhetherComing } from "@/domain/signup/timing";
import { type HolderKey, openKey } from "./capability";
import type { SignupDeps } from "./deps";
import { atHolderDesk, type Booked } from "./holder-desk";
import { wishOf } from "./thing";

/** « Je viens », from three days before it begins; said twice, it is said once. */
export async function sayComing(deps: SignupDeps, actor: Actor, at: HolderKey): Promise<Result<Booked>> {
  const found = await openKey(deps.db, actor, at, deps.clock.now());
  if (found?.kind !== "own") return refuse("not_found");
  return atHolderDesk(deps, actor, at, found.signup, async (desk, row, by) => {
    if (row.state !== "confirmed") return refuse("already_ended");
    if (row.comingAt) return ok(row);
    if (!asksWhetherComing(desk.now, desk.thing.startsAt(wishOf(row)))) return refuse("too_early_to_say");
    await desk.record({ signupId: row.id, what: "coming", ...by });
    return ok(await updateSignup(desk.trx, row.id, { comingAt: desk.now }));
  });
}
