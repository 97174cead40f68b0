import { nextQueueNumber, type SignupRow, updateSignup } from "@/db/signup";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { asSignupState, isLive } from "@/domain/signup/state";
import { changeAsked } from "./asked-page";
import { type HolderKey, openKey } from "./capability";
import type { ConfirmedBy } from "./confirm-address";
import type { SignupDeps } from "./deps";
import type { Desk } from "./desk";
import { atHolderDesk, type Booked } from "./holder-desk";
import { type Wish, wishOf } from "./thing";

/** Another party, or another wish, by the holder. */
export async function changeBooking(
  deps: SignupDeps,
  actor: Actor,
  at: HolderKey,
  raw: Record<string, unknown>,
): Promise<Result<Booked>> {
  const found = await openKey(deps.db, actor, at, deps.clock.now());
  if (found?.kind !== "own" && found?.kind !== "asked") return refuse("not_found");
  if (found.kind === "asked") return changeAsked(deps, found, at, raw);
  return atHolderDesk(deps, actor, at, found.signup, (desk, row, by) => applyChange(desk, row, raw, by));
}

const rideColumns = ["outboundFrom", "outboundTo", "returnFrom", "returnTo"] as const;

/**
 * Another price or need: always, but a place for a wheelchair only where one is left. Fewer places: always. More places
 * or other stops: only if they fit. In the queue nothing needs to fit, but more places go to its end. More places are new
 * ones: none after the deadline, nor where nobody new is taken.
 */
export async function applyChange(
  desk: Desk,
  row: SignupRow,
  raw: Record<string, unknown>,
  by: ConfirmedBy,
): Promise<Result<SignupRow>> {
  const { thing } = desk;
  const before = wishOf(row);
  const asked = await thing.change(before, raw);
  // What is wrong in the form is said first, whatever has become of the sign-up.
  if (!asked.ok && asked.refusal.code === "invalid") return asked;
  if (!isLive(asSignupState(row.state))) return refuse("already_ended");
  if (!asked.ok) return asked;
  const after = asked.value;
  const differs = (...columns: (keyof Wish)[]) => columns.some((column) => after[column] !== before[column]);
  const priced = differs("priceId");
  if (priced && row.paidAt && by.byKind === "holder") return refuse("price_paid");
  const moved = differs(...rideColumns);
  const grows = after.party > before.party;
  const rides = moved || differs("party");
  if (!rides && !priced && !differs("accessEncrypted", "answersEncrypted")) return ok(row);
  if (grows && thing.closed) return { ok: false, refusal: thing.closed };

  const waits = row.state === "waiting";
  const holds = !waits && (row.state !== "pending" || row.holds);
  const no = holds ? await thing.keepsFrom(before, after, true) : null;
  if (no) return { ok: false, refusal: no };
  const changed = await updateSignup(desk.trx, row.id, {
    ...after,
    ...(waits && grows ? { queueNumber: await nextQueueNumber(desk.trx, thing.key) } : {}),
    ...(rides ? { passedOverAt: null, passedOverLacking: null } : {}),
  });
  // What somebody needs is in no history.
  const detail = { party: after.party, fromParty: before.party, moved };
  if (rides) await desk.record({ signupId: row.id, what: "changed", ...by, detail });
  if (priced) await desk.record({ signupId: row.id, what: "price_changed", ...by });
  desk.freed();
  return ok(changed);
}
