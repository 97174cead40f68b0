import { findSignup, nextQueueNumber, type SignupRow, updateSignup } from "@/db/signup";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { bookingPath } from "@/domain/signup/paths";
import { asSignupState, isLive } from "@/domain/signup/state";
import type { SignupDeps } from "@/server/signup/deps";
import { notBookable } from "./admit-request";
import { changeAsked } from "./asked-page";
import { atDesk } from "./at-desk";
import { openKey } from "./capability";
import { type Change, newRide, parseChange } from "./change-form";
import type { ConfirmedBy } from "./confirm-address";
import type { Desk } from "./desk";
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
  const own = found.signup;
  return atDesk(deps, own.tripId, async (desk) => {
    const row = await findSignup(desk.trx, own.id);
    if (!row) return refuse("not_found");
    const accountId = actor.kind === "account" ? actor.accountId : null;
    const changed = await applyChange(desk, row, change.value, { byKind: "holder", accountId });
    return changed.ok
      ? ok({ state: asSignupState(changed.value.state), path: bookingPath(at.key, at.signupId) })
      : changed;
  });
}

/**
 * Fewer seats: always. More seats or other stops: only if they fit. In the queue nothing needs to fit, but more seats
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
  const moves = JSON.stringify(after.ride) !== JSON.stringify(before.ride);
  const grows = after.party > before.party;
  if (!moves && after.party === before.party) return ok(row);
  const no = grows ? notBookable(desk) : null;
  if (no) return { ok: false, refusal: no };

  const waits = row.state === "waiting";
  const holds = !waits && (row.state !== "pending" || row.holds);
  if (holds && !(await desk.seating()).fitsInstead(before, after)) return refuse("party_does_not_fit");
  const changed = await updateSignup(desk.trx, row.id, {
    ...rideColumns(after.ride),
    party: after.party,
    ...(waits && grows ? { queueNumber: await nextQueueNumber(desk.trx, desk.trip.id) } : {}),
    passedOverAt: null,
    passedOverLacking: null,
  });
  await desk.record({
    signupId: row.id,
    what: "changed",
    ...by,
    detail: { party: after.party, fromParty: before.party, moved: moves },
  });
  desk.freed();
  return ok(changed);
}
