import type { SheetRow, SheetStop } from "./schema";
import type { GoodStop, IssueContext, TripFacts } from "./trip-facts";

/** Ids with which tests are readable. */
export const id = (digit: string) =>
  `${digit.repeat(8)}-${digit.repeat(4)}-4${digit.repeat(3)}-8${digit.repeat(3)}-${digit.repeat(12)}`;

export const march = id("a");
export const closing = id("b");
export const owner = id("c");

export const context: IssueContext = { departures: new Set([march, closing]), owners: new Set([owner]), trip: null };

export function stops(...given: Array<[id: string, place: string, at: string]>): SheetStop[] {
  return given.map(([stopId, place, at], index) => ({ id: stopId, place, at, stepFree: false, order: `${index + 1}` }));
}

/** A row that may be opened. */
export function row(change: Partial<SheetRow> = {}): SheetRow {
  return {
    id: id("1"),
    departureId: march,
    mode: "coach",
    title: "Car n° 1",
    seats: 53,
    organiserSeats: 2,
    bookingDeadline: "2026-12-22T20:00",
    ownerId: owner,
    notes: "",
    state: "open",
    payment: null,
    paymentLink: null,
    wheelchairSpaces: null,
    quietSeat: null,
    luggage: null,
    animals: null,
    bring: "",
    operator: null,
    operatorPhone: null,
    prices: [],
    outbound: stops(
      [id("2"), "Lille", "2026-12-29T08:30"],
      [id("3"), "Arras", "2026-12-29T09:35"],
      [id("4"), "Paris", "2026-12-29T12:00"],
    ),
    return: stops([id("5"), "Paris", "2026-12-29T18:45"], [id("6"), "Lille", "2026-12-29T21:55"]),
    order: "V",
    removed: false,
    ...change,
  };
}

/** What SQL holds for that row once public, with nobody on it. */
export function facts(change: Partial<TripFacts> = {}): TripFacts {
  const model = row();
  return {
    tripId: id("9"),
    departureId: march,
    seats: 53,
    organiserSeats: 2,
    live: 0,
    taken: 0,
    waiting: 0,
    cancelled: false,
    stops: (["outbound", "return"] as const).flatMap((direction) =>
      model[direction].map((stop) => ({
        id: stop.id,
        direction,
        place: stop.place,
        at: stop.at,
        stepFree: stop.stepFree,
        removed: false,
        booked: false,
      })),
    ),
    rides: [],
    ...change,
  };
}

export function booked(change: Partial<TripFacts> = {}): TripFacts {
  const from = facts(change);
  return {
    ...from,
    live: 1,
    taken: 1,
    rides: [
      { direction: "outbound", from: id("2"), to: id("4") },
      { direction: "return", from: id("5"), to: id("6") },
    ],
    stops: from.stops.map((stop) => ({ ...stop, booked: stop.id !== id("3") })),
    ...change,
  };
}

export function good(...given: SheetStop[]): GoodStop[] {
  return given.map(({ id: stopId, place, at, stepFree }) => ({ id: stopId, place, at, stepFree }));
}
