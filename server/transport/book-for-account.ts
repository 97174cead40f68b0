import { findLiveSignup, insertSignup, type SignupRow } from "@/db/signup";
import type { AccountActor } from "@/domain/kernel/actor";
import { ok, type Result } from "@/domain/kernel/result";
import { bookingPath } from "@/domain/signup/paths";
import { asSignupState } from "@/domain/signup/state";
import { sealAccess } from "@/server/signup/access-need";
import { asLocale, type SignupDeps } from "@/server/signup/deps";
import { admittedColumns, decide, notBookable } from "./admit-request";
import { atDesk } from "./at-desk";
import { claim } from "./claim-booking";
import { tell } from "./confirm-address";
import type { Desk } from "./desk";
import { rideColumns } from "./ride-columns";
import { accessIn, priceFor, rideFor, type SeatForm } from "./seat-form";
import type { Booked } from "./signup-types";

type Request = { tripId: string; firstName: string; seats: SeatForm; locale: string };

/** Whoever is signed in, whatever the role, is confirmed at once, or waits with a number. */
export async function bookForAccount(deps: SignupDeps, actor: AccountActor, request: Request): Promise<Result<Booked>> {
  return atDesk(deps, request.tripId, async (desk) => {
    const row = await oneSignup(desk, actor, request);
    return row.ok ? ok({ state: asSignupState(row.value.state), path: bookingPath(row.value.id) }) : row;
  });
}

async function oneSignup(desk: Desk, actor: AccountActor, request: Request): Promise<Result<SignupRow>> {
  const holder = `account:${actor.accountId}`;
  const live = await findLiveSignup(desk.trx, desk.trip.id, { holder, email: actor.email });
  if (live) return live.accountId === actor.accountId ? ok(live) : claim(desk, actor, live);
  const no = notBookable(desk);
  if (no) return { ok: false, refusal: no };
  const ride = rideFor(desk, request.seats);
  if (!ride.ok) return ride;
  const price = await priceFor(desk, request.seats.price);
  if (!price.ok) return price;
  const { party } = request.seats;
  const access = accessIn(request.seats);
  const wish = { ride: ride.value, wheelchair: access.wheelchair };
  const columns = await admittedColumns(desk, await decide(desk, wish, party));
  const row = await insertSignup(desk.trx, {
    ...columns,
    ...rideColumns(ride.value),
    tripId: desk.trip.id,
    coalitionId: desk.trip.coalitionId,
    holder,
    accountId: actor.accountId,
    email: actor.email,
    firstName: request.firstName,
    party,
    priceId: price.value,
    accessEncrypted: sealAccess(desk.deps.vault, access),
    locale: asLocale(request.locale),
    createdAt: desk.now,
  });
  await desk.record({
    signupId: row.id,
    what: row.state === "waiting" ? "queued" : "confirmed",
    byKind: "holder",
    accountId: actor.accountId,
    detail: { party },
  });
  await tell(desk, row);
  return ok(row);
}
