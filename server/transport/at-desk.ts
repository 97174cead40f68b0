import type { Trx } from "@/db/client";
import { notify } from "@/db/notify";
import { confirmedQueue, expireSignups, type SignupRow, sealedAccessOf, updateSignup } from "@/db/signup";
import { insertEvents } from "@/db/signup-event";
import { transact } from "@/db/transact";
import { findTrips, loadsOf, settleRaisedSeats, stopsOf, type TripFacts } from "@/db/trip-seats";
import { type Result, refuse } from "@/domain/kernel/result";
import { nextOffers, type Waiting } from "@/domain/signup/admission";
import { offerUntil, raiseStandsMs } from "@/domain/signup/timing";
import { placesOf, type Wish } from "@/domain/transport/places";
import type { Seating } from "@/domain/transport/seating";
import { openAccess, wheelchairsAmong } from "@/server/signup/access-need";
import type { SignupDeps } from "@/server/signup/deps";
import type { Desk } from "./desk";
import { sendOffer, sendOfferExpired } from "./mails";
import { rideOf } from "./ride-columns";
import { boardingOf, isOpen, seatingOf } from "./trip-view";

/**
 * One transaction under the lock of a trip, always in this order: end what is out of time, offer what is free, then
 * `act`, then offer what `act` freed. A refusal of `act` keeps the first two. An unknown trip is `not_found`. `before`
 * takes the locks that must be held first (addresses, then networks, then trips by id, always, so that nobody waits in a
 * circle). Should Postgres end it all the same to let another pass, it is run again: so `act` does what it does through
 * the desk, and counts nothing outside.
 */
export async function atDesk<T>(
  deps: SignupDeps,
  tripId: string,
  act: (desk: Desk) => Promise<Result<T>>,
  before: (trx: Trx) => Promise<void> = async () => undefined,
): Promise<Result<T>> {
  return transact(deps.db, async (trx) => {
    await before(trx);
    return inDesk(deps, trx, tripId, act);
  });
}

/**
 * The same inside a transaction that is under way, such as the projector's: it takes the trip's lock too, so it must
 * take several trips in the order of their ids.
 */
export async function inDesk<T>(
  deps: SignupDeps,
  trx: Trx,
  tripId: string,
  act: (desk: Desk) => Promise<Result<T>>,
): Promise<Result<T>> {
  await deps.lockTrip(trx, tripId);
  // Read after the wait for the lock: what happened before it was ours counts.
  const now = deps.clock.now();
  const trip = await readTrip(trx, tripId, now);
  if (!trip) return refuse("not_found");
  const stops = await stopsOf(trx, [tripId]);
  let changed = false;
  let freed = false;
  let counted: Seating | undefined;
  const desk: Desk = {
    trx,
    deps,
    now,
    trip,
    stops,
    async seating() {
      counted ??= seatingOf(trip, stops, await loadsOf(trx, [tripId]), now);
      return counted;
    },
    async wheelchairsLeft() {
      if (trip.wheelchairSpaces === null) return null;
      return trip.wheelchairSpaces - wheelchairsAmong(deps.vault, await sealedAccessOf(trx, tripId));
    },
    places: async () => placesOf(await desk.seating(), await desk.wheelchairsLeft()),
    waiting: async () => (await confirmedQueue(trx, tripId)).map((row) => asWaiting(desk, row)),
    async record(...events) {
      if (events.length === 0) return;
      changed = true;
      // Whatever is written down may have changed what is taken.
      counted = undefined;
      await insertEvents(
        trx,
        events.map((event) => ({ ...event, at: now })),
      );
    },
    freed() {
      freed = true;
    },
  };
  await endExpired(desk);
  await offerNext(desk);
  const result = await act(desk);
  if (freed) await offerNext(desk);
  if (changed) await notify(trx, { kind: "trip", coalitionId: trip.coalitionId, tripId });
  return result;
}

async function readTrip(trx: Trx, tripId: string, now: Date): Promise<TripFacts | undefined> {
  const [trip] = await findTrips(trx, [tripId]);
  if (!trip?.seatsRaisedAt) return trip;
  const settled = await settleRaisedSeats(trx, tripId, new Date(now.getTime() - raiseStandsMs));
  if (settled) await notify(trx, { kind: "trip", coalitionId: trip.coalitionId, tripId });
  return (await findTrips(trx, [tripId]))[0];
}

async function endExpired(desk: Desk): Promise<void> {
  const ended = await expireSignups(desk.trx, desk.trip.id, desk.now);
  await desk.record(...ended.map(({ id }) => ({ signupId: id, what: "expired", byKind: "system" as const })));
  // A hold that nobody confirmed ends in silence: its address may be somebody else's.
  for (const row of ended) if (row.confirmedAt) await sendOfferExpired(desk, row);
}

async function offerNext(desk: Desk): Promise<void> {
  if (!isOpen(desk.trip)) return;
  const seating = await desk.seating();
  const { free, open } = seating.count();
  if (free === 0 && open.length === 0) return;
  const rows = await confirmedQueue(desk.trx, desk.trip.id);
  // A stop taken out of the sheet takes no new people: organisers move those who wait there.
  const queue = rows.map((row) => asWaiting(desk, row)).filter((party) => seating.takesNew(party.claim.ride));
  const { offers, passedOver } = nextOffers(await desk.places(), queue, (boarding) => offerUntil(desk.now, boarding));
  for (const { id, until } of offers) {
    const row = await updateSignup(desk.trx, id, { state: "offered", expiresAt: until });
    await desk.record({ signupId: id, what: "offered", byKind: "system" });
    await sendOffer(desk, row, until);
  }
  for (const { id, shortage } of passedOver) {
    await updateSignup(desk.trx, id, { passedOverAt: desk.now, passedOverLacking: shortage });
    await desk.record({ signupId: id, what: "passed_over", byKind: "system", detail: { lacking: shortage } });
  }
}

function asWaiting(desk: Desk, row: SignupRow): Waiting<Wish> {
  const wish = wishOf(desk, row);
  return { id: row.id, claim: wish, party: row.party, boarding: boardingOf(desk.stops, wish.ride) };
}

/** What a sign-up asks of the trip. */
export function wishOf({ deps }: Desk, row: SignupRow): Wish {
  return { ride: rideOf(row), wheelchair: openAccess(deps.vault, row.accessEncrypted).wheelchair };
}
