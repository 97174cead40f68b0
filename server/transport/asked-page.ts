import { queueLength } from "@/db/signup";
import { lockLink, updateLink } from "@/db/signup-link";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { bookingPath } from "@/domain/signup/paths";
import { noNeed } from "@/server/signup/access-need";
import type { SignupDeps } from "@/server/signup/deps";
import { notBookable } from "./admit-request";
import { type Asked, isOver, readAsked, sealAsked } from "./asked";
import { atDesk } from "./at-desk";
import type { Capability } from "./capability";
import { type Change, lacksWheelchair, newAccess, newPrice, newRide } from "./change-form";
import type { Desk } from "./desk";
import { rideColumns, rideOf } from "./ride-columns";
import type { Booked, HolderKey } from "./signup-types";

type AskedPage = Extract<Capability, { kind: "asked" }>;

/**
 * The page of somebody who asked with an address that has a sign-up already. It answers as that of a first request
 * would, so that nobody learns from it whether an address is known; the other's sign-up does not change.
 */
async function atAskedPage(
  deps: SignupDeps,
  page: AskedPage,
  at: HolderKey,
  act: (desk: Desk, asked: Asked) => Promise<Result<Asked>>,
): Promise<Result<Booked>> {
  return atDesk(deps, page.signup.tripId, async (desk) => {
    const link = await lockLink(desk.trx, page.link.tokenHash, desk.now);
    if (!link?.asked) return refuse("not_found");
    const acted = await act(desk, readAsked(deps.vault, link.asked));
    if (!acted.ok) return acted;
    await updateLink(desk.trx, link.tokenHash, { asked: sealAsked(deps.vault, acted.value) });
    return ok({ state: acted.value.state, path: bookingPath(at.key) });
  });
}

export function cancelAsked(deps: SignupDeps, page: AskedPage, at: HolderKey): Promise<Result<Booked>> {
  return atAskedPage(deps, page, at, async (desk, asked) =>
    isOver(asked, desk.now) ? ok(asked) : ok({ ...asked, state: "cancelled", until: null, rank: null, access: noNeed }),
  );
}

export function changeAsked(deps: SignupDeps, page: AskedPage, at: HolderKey, change: Change): Promise<Result<Booked>> {
  return atAskedPage(deps, page, at, async (desk, asked) => {
    if (isOver(asked, desk.now) || desk.trip.cancelledAt) return refuse("already_ended");
    const before = { ride: rideOf(asked), party: asked.party };
    const ride = newRide(desk, before.ride, change);
    if (!ride.ok) return ride;
    const after = { ride: ride.value, party: change.party ?? asked.party };
    const price = await newPrice(desk, asked.priceId, change);
    if (!price.ok) return price;
    const access = newAccess(asked.access, change);
    const grows = after.party > before.party;
    const no = grows ? notBookable(desk) : null;
    if (no) return { ok: false, refusal: no };
    const waits = asked.state === "waiting";
    // As if these seats were held: they are not, but a first request's would be.
    const seating = (await desk.seating()).with(before.ride, before.party);
    if (!waits && asked.holds && !seating.fitsInstead(before, after)) return refuse("party_does_not_fit");
    if (!waits && asked.holds && (await lacksWheelchair(desk, asked.access, access))) return refuse("wheelchair_full");
    const rank = waits && grows ? (await queueLength(desk.trx, desk.trip.id)) + 1 : asked.rank;
    return ok({ ...asked, ...rideColumns(after.ride), party: after.party, priceId: price.value, access, rank });
  });
}
