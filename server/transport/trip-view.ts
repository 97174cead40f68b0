import type { Db } from "@/db/client";
import { type PriceRow, pricesOf } from "@/db/trip-price";
import { type LoadRow, loadsOf, type StopRow, stopsOf, type TripFacts, waitingCountsOf } from "@/db/trip-seats";
import { raiseStandsMs } from "@/domain/signup/timing";
import type { Direction, Leg, Ride } from "@/domain/transport/ride";
import { type ExtraField, readExtras } from "@/domain/transport/schema";
import { Seating } from "@/domain/transport/seating";
import type { LegView, PriceView, StopView, TripCounts, TripView } from "./signup-types";

/** What everybody may see: not whom the vehicle is hired from. */
const publicExtras = [
  "payment",
  "paymentLink",
  "wheelchairSpaces",
  "quietSeat",
  "luggage",
  "animals",
  "bring",
] as const satisfies readonly ExtraField[];

/** A trip with its stops and its seats in use, as of one moment. */
export type TripState = { trip: TripFacts; stops: StopRow[]; prices: PriceRow[]; seating: Seating; waiting: number };

/** Reads the given trips with stops, prices, loads and queue lengths: five queries, however many trips. */
export async function readTripStates(db: Db, trips: readonly TripFacts[], now: Date): Promise<TripState[]> {
  const ids = trips.map((trip) => trip.id);
  // One after the other: inside a transaction there is one connection.
  const stops = await stopsOf(db, ids);
  const prices = await pricesOf(db, ids);
  const loads = await loadsOf(db, ids);
  const waiting = await waitingCountsOf(db, ids);
  return trips.map((trip) => {
    const own = stops.filter((stop) => stop.tripId === trip.id);
    return {
      trip,
      stops: own,
      prices: prices.filter((price) => price.tripId === trip.id),
      seating: seatingOf(trip, own, loads, now),
      waiting: waiting.get(trip.id) ?? 0,
    };
  });
}

export function seatingOf(trip: TripFacts, stops: readonly StopRow[], loads: readonly LoadRow[], now: Date): Seating {
  const own = loads.filter((load) => load.tripId === trip.id);
  return Seating.of({ seats: seatsNow(trip, now), organiserSeats: trip.organiserSeats }, stops, own);
}

/** A higher number of seats counts once it has stood for two minutes: somebody may have typed 530 for 53. */
function seatsNow(trip: TripFacts, now: Date): number {
  const { seats, seatsRaisedTo, seatsRaisedAt } = trip;
  if (seatsRaisedTo === null || seatsRaisedAt === null) return seats;
  return now.getTime() - seatsRaisedAt.getTime() >= raiseStandsMs ? seatsRaisedTo : seats;
}

/** What a trip does with new requests. */
export function statusOf(trip: TripFacts, now: Date): TripView["status"] {
  if (trip.cancelledAt) return "cancelled";
  if (!isOpen(trip)) return "closed";
  return now >= trip.bookingDeadline ? "deadline" : "open";
}

/** Whether freed seats are offered: the booking deadline does not matter for the queue. */
export function isOpen(trip: TripFacts): boolean {
  return trip.publishedAt !== null && trip.state === "open" && !trip.removedAt && !trip.cancelledAt;
}

export function viewTrip({ trip, stops, prices, seating, waiting }: TripState, now: Date): TripView {
  const { payment, paymentLink, wheelchairSpaces, quietSeat, luggage, animals, bring } = readExtras(trip, publicExtras);
  const line = (direction: Direction) =>
    stops.filter((stop) => stop.direction === direction && !stop.removed).map(viewStop);
  return {
    id: trip.id,
    coalition: { id: trip.coalitionId, slug: trip.coalitionSlug, name: trip.coalitionName },
    title: trip.title,
    mode: trip.mode,
    notes: trip.notes,
    departure: {
      id: trip.departureId,
      title: trip.departureTitle,
      place: trip.departurePlace,
      startsAtLocal: trip.departureStartsAtLocal,
    },
    status: statusOf(trip, now),
    cancelReason: trip.cancelReason,
    bookingDeadline: trip.bookingDeadline,
    seats: seating.count(),
    waiting,
    outbound: line("outbound"),
    return: line("return"),
    prices: prices.filter((price) => !price.removed).map(viewPrice),
    payment,
    // Nobody is sent to a place where they do not pay.
    paymentLink: payment === "link" ? paymentLink : null,
    wheelchairSpaces,
    quietSeat,
    luggage,
    animals,
    bring,
  };
}

function viewPrice({ id, label, amount }: PriceRow): PriceView {
  return { id, label, amount };
}

/** The price that somebody chose, also when it is no longer offered. */
export function priceNamed(prices: readonly PriceRow[], id: string | null): PriceView | null {
  const found = prices.find((price) => price.id === id);
  return found ? viewPrice(found) : null;
}

export function viewCounts({ trip, seating, waiting }: TripState, now: Date): TripCounts {
  const seats = seating.count();
  return {
    tripId: trip.id,
    status: statusOf(trip, now),
    seats,
    taken: seats.total - seats.free + seats.tooMany,
    waiting,
  };
}

export function viewStop(stop: StopRow): StopView {
  return { id: stop.id, place: stop.place, at: stop.at, stepFree: stop.stepFree, removed: stop.removed };
}

/** The stops where someone gets on and off. */
export function viewLeg(stops: readonly StopRow[], leg: Leg | null): LegView | null {
  const from = leg && stops.find((stop) => stop.id === leg.from);
  const to = leg && stops.find((stop) => stop.id === leg.to);
  return from && to ? { from: viewStop(from), to: viewStop(to) } : null;
}

/** When a ride begins: what the times of holds and offers are counted from. */
export function boardingOf(stops: readonly StopRow[], ride: Ride): Date {
  const id = ride.outbound?.from ?? ride.return?.from;
  const stop = stops.find((candidate) => candidate.id === id);
  return stop?.at ?? firstOf(stops);
}

export function lastStopOf(stops: readonly StopRow[]): Date | null {
  return stops.length === 0 ? null : new Date(Math.max(...stops.map((stop) => stop.at.getTime())));
}

/** Stops that take people, as the resolver of ride requests wants them. */
export function rideStops(stops: readonly StopRow[]) {
  const line = (direction: Direction) => stops.filter((stop) => stop.direction === direction && !stop.removed);
  return { outbound: line("outbound"), return: line("return") };
}

function firstOf(stops: readonly StopRow[]): Date {
  return stops[0]?.at ?? new Date(0);
}
