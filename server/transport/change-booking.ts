import { nextQueueNumber, type SignupRow, updateSignup } from "@/db/signup";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { asSignupState, isLive } from "@/domain/signup/state";
import { openAccess, sealAccess } from "@/server/signup/access-need";
import type { SignupDeps } from "@/server/signup/deps";
import { notBookable } from "./admit-request";
import { changeAsked } from "./asked-page";
import { openKey } from "./capability";
import { type Change, lacksWheelchair, newAccess, newPrice, newRide, parseChange } from "./change-form";
import type { ConfirmedBy } from "./confirm-address";
import type { Desk } from "./desk";
import { atHolderDesk } from "./holder-desk";
import { rideColumns, rideOf } from "./ride-columns";
import type { Booked, HolderKey } from "./signup-types";

/** Another party or other stops, by the holder. */
export async function changeBooking(
  deps: SignupDeps,
  actor: Actor,
  at: HolderKey,
  raw: Record<string, unknown>,
): Promise<Result<Booked>> {
  const found = await openKey(deps.db, actor, at, deps.clock.now());
  if (found?.kind !== "own" && found?.kind !== "asked") return refuse("not_found");
  const change = parseChange(raw);
  if (!change.ok) return change;
  if (found.kind === "asked") return changeAsked(deps, found, at, change.value);
  return atHolderDesk(deps, actor, at, found.signup, (desk, row, by) => applyChange(desk, row, change.value, by));
}

/**
 * Another price or need: always, but a place for a wheelchair only where one is left. Fewer seats: always. More seats or other stops: only if they fit. In the queue nothing needs to fit, but more seats
 * go to its end. More seats are new ones: none after the deadline, nor on a closed trip.
 */
export async function applyChange(
  desk: Desk,
  row: SignupRow,
  change: Change,
  by: ConfirmedBy,
): Promise<Result<SignupRow>> {
  if (!isLive(asSignupState(row.state))) return refuse("already_ended");
  const before = { ride: rideOf(row), party: row.party };
  const ride = newRide(desk, before.ride, change);
  if (!ride.ok) return ride;
  const after = { ride: ride.value, party: change.party ?? row.party };
  const price = await newPrice(desk, row.priceId, change);
  if (!price.ok) return price;
  const priced = price.value !== row.priceId;
  if (priced && row.paidAt && by.byKind === "holder") return refuse("price_paid");
  const needed = openAccess(desk.deps.vault, row.accessEncrypted);
  const needs = newAccess(needed, change);
  const moves = JSON.stringify(after.ride) !== JSON.stringify(before.ride);
  const grows = after.party > before.party;
  const rides = moves || after.party !== before.party;
  const needsMore = JSON.stringify(needs) !== JSON.stringify(needed);
  if (!rides && !priced && !needsMore) return ok(row);
  const no = grows ? notBookable(desk) : null;
  if (no) return { ok: false, refusal: no };

  const waits = row.state === "waiting";
  const holds = !waits && (row.state !== "pending" || row.holds);
  if (holds && !(await desk.seating()).fitsInstead(before, after)) return refuse("party_does_not_fit");
  if (holds && (await lacksWheelchair(desk, needed, needs))) return refuse("wheelchair_full");
  const changed = await updateSignup(desk.trx, row.id, {
    ...rideColumns(after.ride),
    party: after.party,
    priceId: price.value,
    ...(needsMore ? { accessEncrypted: sealAccess(desk.deps.vault, needs) } : {}),
    ...(waits && grows ? { queueNumber: await nextQueueNumber(desk.trx, desk.trip.id) } : {}),
    ...(rides ? { passedOverAt: null, passedOverLacking: null } : {}),
  });
  // What somebody needs is in no history.
  const detail = { party: after.party, fromParty: before.party, moved: moves };
  if (rides) await desk.record({ signupId: row.id, what: "changed", ...by, detail });
  if (priced) await desk.record({ signupId: row.id, what: "price_changed", ...by });
  desk.freed();
  return ok(changed);
}
