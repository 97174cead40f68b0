import type { BriefRow } from "@/domain/transport/row-of-trip";
import type { TripFacts } from "@/domain/transport/trip-facts";

/** What SQL promises of a row: figures the sheet only shows. Absent for a row that was never public. */
export type TripFigures = {
  readonly rowId: string;
  readonly tripId: string;
  /** Seats that can be booked, organisers' seats taken off. */
  readonly seats: number;
  /** On the fullest segment. */
  readonly taken: number;
  readonly free: number;
  readonly waiting: number;
  readonly cancelReason: string | null;
  readonly publicHref: string;
  /** Null for who may not see who is on board. */
  readonly aboardHref: string | null;
  /** Whether it takes sign-ups now, be it for the queue. */
  readonly bookable: boolean;
  /** This person's own place on it, and where it stands. */
  readonly mine: { readonly state: "pending" | "waiting" | "offered" | "confirmed"; readonly href: string } | null;
  /** What is read of it before the document itself is there; null for a removed one. */
  readonly brief: BriefRow | null;
  /** What wrong values are judged by; null for readers, who correct nothing. */
  readonly facts: TripFacts | null;
};

export type FiguresByRow = ReadonlyMap<string, TripFigures>;

/** What people travel to. */
export type DepartureOption = {
  readonly id: string;
  readonly title: string;
  readonly place: string;
  /** `YYYY-MM-DD`, local. */
  readonly day: string;
};

/** `phone`: only of who agreed to show it, and only for members. */
export type RosterOption = { readonly id: string; readonly name: string; readonly phone: string | null };

export type SheetTotals = {
  readonly trips: number;
  readonly seats: number;
  readonly taken: number;
  readonly free: number;
  readonly waiting: number;
};

export function totalsOf(facts: Iterable<TripFigures>): SheetTotals {
  let [trips, seats, taken, free, waiting] = [0, 0, 0, 0, 0];
  for (const trip of facts) {
    if (trip.cancelReason !== null) continue;
    trips += 1;
    seats += trip.seats;
    taken += trip.taken;
    free += Math.max(0, trip.free);
    waiting += trip.waiting;
  }
  return { trips, seats, taken, free, waiting };
}
