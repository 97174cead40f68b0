import type { Trx } from "@/db/client";
import { notify } from "@/db/notify";
import { sealedAccessOf } from "@/db/signup";
import type { TripKey } from "@/db/signup-thing";
import { giveTrip, peopleInCharge, takeTripBack } from "@/db/trip-organiser";
import { pricesOf } from "@/db/trip-price";
import {
  findOrganisedTrip,
  findTrips,
  findVisibleTrip,
  loadsOf,
  lockTrip,
  raisedTrips,
  type StopRow,
  setTripCancelled,
  settleRaisedSeats,
  stopsOf,
  type TripFacts,
} from "@/db/trip-seats";
import type { Refusal } from "@/domain/kernel/result";
import { uuidSchema } from "@/domain/kernel/uuid-schema";
import type { Capacity } from "@/domain/signup/admission";
import { fieldErrors } from "@/domain/signup/request";
import { raiseStandsMs, retention } from "@/domain/signup/timing";
import { placesOf, type Wish as TripWish } from "@/domain/transport/places";
import type { Seating } from "@/domain/transport/seating";
import type { Vault } from "@/server/crypto";
import { openAccess, wheelchairsAmong } from "@/server/signup/access-need";
import type { Locale } from "@/server/signup/deps";
import { spokenMoment } from "@/server/signup/mails";
import type { Thing, ThingKind, Wish } from "@/server/signup/thing";
import { changedWish } from "./change-form";
import { rideOf } from "./ride-columns";
import { askedWish, seatFormSchema } from "./seat-form";
import { boardingOf, isOpen, lastStopOf, seatingOf, statusOf } from "./trip-view";

/** A trip as something that one signs up for: seats by segment, and places for wheelchairs. */
export const tripThing: ThingKind<TripKey> = {
  lock: (trx, { tripId }) => lockTrip(trx, tripId),
  async open(trx, { vault }, { tripId }, now) {
    const trip = await readTrip(trx, tripId, now);
    return trip && openTrip(trx, vault, trip, await stopsOf(trx, [tripId]), now);
  },
  isOpenTo: async (db, _actor, { tripId }) =>
    uuidSchema.safeParse(tripId).success && (await findVisibleTrip(db, tripId)) !== undefined,
  async check(_db, _key, raw) {
    const form = seatFormSchema.safeParse(raw);
    return form.success ? {} : fieldErrors(form.error);
  },
  organiser: (db, accountId, { tripId }) => findOrganisedTrip(db, accountId, tripId),
  peopleInCharge: (db, { tripId }, coalitionId) => peopleInCharge(db, { id: tripId, coalitionId }),
  give: (trx, { tripId }, to) => giveTrip(trx, { tripId, ...to }),
  takeBack: (trx, { tripId }, accountId) => takeTripBack(trx, tripId, accountId),
  async setCancelled(trx, key, now, reason) {
    await setTripCancelled(trx, key.tripId, now, reason);
    return [key];
  },
  overtaken: async (db, now) =>
    (await raisedTrips(db, new Date(now.getTime() - raiseStandsMs))).map((tripId) => ({ tripId })),
};

async function readTrip(trx: Trx, tripId: string, now: Date): Promise<TripFacts | undefined> {
  const [trip] = await findTrips(trx, [tripId]);
  if (!trip?.seatsRaisedAt) return trip;
  const settled = await settleRaisedSeats(trx, tripId, new Date(now.getTime() - raiseStandsMs));
  if (settled) await notify(trx, { kind: "trip", coalitionId: trip.coalitionId, tripId });
  return (await findTrips(trx, [tripId]))[0];
}

function openTrip(trx: Trx, vault: Vault, trip: TripFacts, stops: StopRow[], now: Date): Thing {
  const endsAt = lastStopOf(stops);
  let counted: Seating | undefined;
  async function seating(): Promise<Seating> {
    counted ??= seatingOf(trip, stops, await loadsOf(trx, [trip.id]), now);
    return counted;
  }
  /** Null where the sheet does not say how many there are. */
  async function wheelchairsLeft(): Promise<number | null> {
    if (trip.wheelchairSpaces === null) return null;
    return trip.wheelchairSpaces - wheelchairsAmong(vault, await sealedAccessOf(trx, { tripId: trip.id }));
  }
  const asTrip = (wish: Wish): TripWish => ({ ride: rideOf(wish), wheelchair: usesWheelchair(vault, wish) });
  const prices = async () => (await pricesOf(trx, [trip.id])).filter((price) => !price.removed).map(({ id }) => id);
  return {
    key: { tripId: trip.id },
    coalitionId: trip.coalitionId,
    closed: whyClosed(trip, now),
    offers: isOpen(trip),
    cancelled: trip.cancelledAt !== null,
    deadline: trip.bookingDeadline,
    endsAt,
    purgeAt: endsAt && new Date(endsAt.getTime() + retention.personMs),
    bring: trip.bring,
    paths: {
      page: `/${trip.coalitionSlug}/trajet/${trip.id}`,
      others: `/${trip.coalitionSlug}`,
      organisers: `/espace/${trip.coalitionSlug}/trajets/${trip.id}`,
    },
    startsAt: (wish) => boardingOf(stops, rideOf(wish)),
    capacity: async () => seen(placesOf(await seating(), await wheelchairsLeft()), asTrip),
    async hasRoom() {
      const { free, open } = (await seating()).count();
      return free > 0 || open.length > 0;
    },
    takesNew: async (wish) => (await seating()).takesNew(rideOf(wish)),
    recount() {
      counted = undefined;
    },
    ask: async (raw) => askedWish({ vault, stops, now, prices: await prices() }, raw),
    change: async (before, raw) => changedWish({ vault, stops, now, prices: await prices() }, before, raw),
    async keepsFrom(before, after, among) {
      const own = { ride: rideOf(before), party: before.party };
      const taken = among ? await seating() : (await seating()).with(own.ride, own.party);
      if (!taken.fitsInstead(own, { ride: rideOf(after), party: after.party })) return { code: "party_does_not_fit" };
      if (usesWheelchair(vault, before) || !usesWheelchair(vault, after)) return null;
      const left = await wheelchairsLeft();
      return left !== null && left <= 0 ? { code: "wheelchair_full" } : null;
    },
    words: (wish, locale) => wordsOf(trip, stops, wish, locale),
    tell: () => notify(trx, { kind: "trip", coalitionId: trip.coalitionId, tripId: trip.id }),
  };
}

function usesWheelchair(vault: Vault, { accessEncrypted }: Wish): boolean {
  return openAccess(vault, accessEncrypted).wheelchair;
}

/** The same capacity, asked in other words. */
function seen<C, D>(capacity: Capacity<C>, as: (claim: D) => C): Capacity<D> {
  return {
    fits: (claim, party) => capacity.fits(as(claim), party),
    shortage: (claim, party) => capacity.shortage(as(claim), party),
    with: (claim, party) => seen(capacity.with(as(claim), party), as),
  };
}

function whyClosed(trip: TripFacts, now: Date): Refusal | null {
  switch (statusOf(trip, now)) {
    case "open":
      return null;
    case "cancelled":
      return { code: "trip_cancelled" };
    case "deadline":
      return { code: "deadline_passed" };
    case "closed":
      return { code: "trip_closed" };
  }
}

function wordsOf(trip: TripFacts, stops: readonly StopRow[], wish: Wish, locale: Locale): ReturnType<Thing["words"]> {
  const boards = wish.outboundFrom ?? wish.returnFrom;
  return {
    kind: "trip",
    title: trip.title,
    when: spokenMoment(boardingOf(stops, rideOf(wish)), locale),
    place: stops.find((stop) => stop.id === boards)?.place ?? "",
    party: wish.party,
  };
}
