import type { SignupRow } from "@/db/signup";
import { asSignupState, isLive } from "@/domain/signup/state";
import { asksWhetherComing, offerUntil } from "@/domain/signup/timing";
import type { Vault } from "@/server/crypto";
import { openAccess } from "@/server/signup/access-need";
import { type Asked, isOver } from "@/server/signup/asked";
import { rideOf } from "./ride-columns";
import type { SignupView, WaitingReason } from "./signup-types";
import { boardingOf, isOpen, priceNamed, type TripState, viewLeg } from "./trip-view";

// No letter or digit that is taken for another when read aloud or from a cracked screen.
const spoken = "ABCDEFGHJKMNPQRTUVWXY346789";

/** What is said or shown when boarding; worked out from the id with a key, so it cannot be guessed. */
export function boardingCode(vault: Vault, signupId: string): string {
  const digest = Buffer.from(vault.mac("boarding", signupId), "hex");
  return [...digest.subarray(0, 4)].map((byte) => spoken[byte % spoken.length]).join("");
}

/** Why someone who waits has no offer; null when they do not wait, or are simply next. */
export function waitingReason(
  vault: Vault,
  row: SignupRow,
  { trip, stops, seating }: TripState,
  now: Date,
): WaitingReason | null {
  if (row.state !== "waiting") return null;
  if (!row.confirmedAt) return { kind: "confirm_address" };
  if (!isOpen(trip)) return { kind: "trip_closed" };
  const ride = rideOf(row);
  if (!seating.takesNew(ride)) return { kind: "stop_removed" };
  if (!offerUntil(now, boardingOf(stops, ride))) return { kind: "too_late" };
  const { tooMany } = seating.count();
  if (tooMany > 0) return { kind: "overbooked", tooMany };
  const lacking = seating.shortage(ride, row.party);
  if (lacking > 0) return { kind: "too_few_seats", lacking, passedOver: row.passedOverAt !== null };
  // Seats that fit are offered at once: what keeps somebody waiting is the other thing they asked for.
  const wheelchair = openAccess(vault, row.accessEncrypted).wheelchair;
  return wheelchair && trip.wheelchairSpaces !== null && seating.fits(ride, row.party)
    ? { kind: "no_wheelchair_space" }
    : null;
}

/** A sign-up as its holder sees it. `proves`: the key at hand already proves that the address is theirs. */
export function viewSignup(
  vault: Vault,
  row: SignupRow,
  state: TripState,
  rank: number | null,
  now: Date,
  proves: boolean,
): SignupView {
  const name = asSignupState(row.state);
  const ride = rideOf(row);
  const live = isLive(name);
  const needsConfirmation = live && row.confirmedAt === null;
  const code = name === "confirmed" ? boardingCode(vault, row.id) : null;
  return {
    signupId: row.id,
    state: name,
    firstName: row.firstName,
    email: row.email,
    party: row.party,
    outbound: viewLeg(state.stops, ride.outbound),
    return: viewLeg(state.stops, ride.return),
    ride,
    needsConfirmation,
    holdsSeats: row.holds,
    until: row.expiresAt,
    rank,
    reason: waitingReason(vault, row, state, now),
    price: priceNamed(state.prices, row.priceId),
    paid: row.paidAt !== null,
    access: openAccess(vault, row.accessEncrypted),
    boarding: code ? { code, qrText: `cortege:${row.id}:${code}` } : null,
    cancelReason: row.cancelReason,
    coming: row.comingAt !== null,
    // Only what is confirmed is in a calendar; before, the number would tell a stranger's page from the holder's.
    revision: row.confirmedAt ? row.revision + state.trip.revision : 0,
    may: {
      cancel: live,
      change: live,
      typeCode: needsConfirmation && !proves,
      confirm: needsConfirmation && proves,
      answerOffer: name === "offered" && row.expiresAt !== null && row.expiresAt > now,
      sayComing: name === "confirmed" && !row.comingAt && asksWhetherComing(now, boardingOf(state.stops, ride)),
    },
  };
}

/** The page of somebody who asked with an address that had a sign-up: what they typed, and nothing else. */
export function viewAsked(vault: Vault, asked: Asked, email: string | null, state: TripState, now: Date): SignupView {
  const ride = rideOf(asked);
  const over = isOver(asked, now) || state.trip.cancelledAt !== null;
  const until = asked.until && !over ? new Date(asked.until) : null;
  const ended = asked.state === "cancelled" || state.trip.cancelledAt ? "cancelled" : "expired";
  return {
    signupId: null,
    state: over ? ended : asked.state,
    firstName: asked.firstName,
    email,
    party: asked.party,
    outbound: viewLeg(state.stops, ride.outbound),
    return: viewLeg(state.stops, ride.return),
    ride,
    needsConfirmation: !over,
    holdsSeats: asked.holds,
    until,
    rank: over ? null : asked.rank,
    reason: asked.state === "waiting" && !over ? { kind: "confirm_address" } : null,
    price: priceNamed(state.prices, asked.priceId),
    paid: false,
    access: openAccess(vault, asked.accessEncrypted),
    boarding: null,
    cancelReason: state.trip.cancelReason,
    coming: false,
    revision: 0,
    may: { cancel: !over, change: !over, typeCode: !over, confirm: false, answerOffer: false, sayComing: false },
  };
}
