import type { SignupRow } from "@/db/signup";
import { offerUntil } from "@/domain/signup/timing";
import type { Vault } from "@/server/crypto";
import { openAccess } from "@/server/signup/access-need";
import type { Asked } from "@/server/signup/asked";
import { viewAskedHeld, viewHeld } from "@/server/signup/signup-view";
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

/** A booking as its holder sees it. `proves`: the key at hand already proves that the address is theirs. */
export function viewSignup(
  vault: Vault,
  row: SignupRow,
  state: TripState,
  rank: number | null,
  now: Date,
  proves: boolean,
): SignupView {
  const ride = rideOf(row);
  const about = { startsAt: boardingOf(state.stops, ride), revision: state.trip.revision, rank, now };
  const code = row.state === "confirmed" ? boardingCode(vault, row.id) : null;
  return {
    ...viewHeld(row, about, proves),
    outbound: viewLeg(state.stops, ride.outbound),
    return: viewLeg(state.stops, ride.return),
    ride,
    reason: waitingReason(vault, row, state, now),
    price: priceNamed(state.prices, row.priceId),
    paid: row.paidAt !== null,
    access: openAccess(vault, row.accessEncrypted),
    boarding: code ? { code, qrText: `cortege:${row.id}:${code}` } : null,
  };
}

/** The page of somebody who asked with an address that had a booking: what they typed, and nothing else. */
export function viewAsked(vault: Vault, asked: Asked, email: string | null, state: TripState, now: Date): SignupView {
  const ride = rideOf(asked);
  const held = viewAskedHeld(asked, email, state.trip, now);
  return {
    ...held,
    outbound: viewLeg(state.stops, ride.outbound),
    return: viewLeg(state.stops, ride.return),
    ride,
    reason: held.state === "waiting" ? { kind: "confirm_address" } : null,
    price: priceNamed(state.prices, asked.priceId),
    paid: false,
    access: openAccess(vault, asked.accessEncrypted),
    boarding: null,
  };
}
