import type { Direction, Leg, Ride } from "./ride";

/** A stop as counting needs it. `removed` ones take nobody new; people may still hold seats there. */
export type SeatingStop = { id: string; direction: Direction; at: Date; position: number; removed: boolean };
/** Seats in use on one segment, named by the stop where it begins. */
export type Load = { direction: Direction; fromId: string; taken: number };
/** A stretch on which `free` seats are left from its first stop to its last. */
export type OpenStretch = { direction: Direction; fromId: string; toId: string; free: number };
/** What the public sees of a trip's seats. */
export type SeatCount = {
  /** Seats that may be booked at all: the vehicle's, less the organisers'. */
  total: number;
  /** The trip's public number: the smallest over all segments of both directions, never below zero. */
  free: number;
  /** `free` for one direction alone; null for a direction that the trip does not run. */
  outbound: number | null;
  return: number | null;
  /** Seats taken beyond what there is, on the fullest segment. */
  tooMany: number;
  /** When `free` is zero: the stretches on which somebody could still ride. Empty: « Complet » without more. */
  open: OpenStretch[];
};

type Line = { stops: SeatingStop[]; taken: number[] };

/**
 * Seats in use, per direction and segment. Immutable: `with` and `without` answer a new one, so that an offer or a
 * change can be tried before it is made.
 */
export class Seating {
  private constructor(
    private readonly capacity: number,
    private readonly lines: Record<Direction, Line>,
  ) {}

  /** `seats` and `organiserSeats` as they count now; stops in any order; loads from the database. */
  static of(
    trip: { seats: number; organiserSeats: number },
    stops: readonly SeatingStop[],
    loads: readonly Load[],
  ): Seating {
    const line = (direction: Direction): Line => {
      const ordered = inOrder(stops.filter((stop) => stop.direction === direction));
      const taken = ordered.slice(1).map((_, index) => {
        const load = loads.find(
          (candidate) => candidate.direction === direction && candidate.fromId === ordered[index]?.id,
        );
        return load?.taken ?? 0;
      });
      return { stops: ordered, taken };
    };
    return new Seating(trip.seats - trip.organiserSeats, { outbound: line("outbound"), return: line("return") });
  }

  /** Free seats between two stops: what may be booked, less the fullest segment between them. Null: no such ride. */
  free(direction: Direction, leg: Leg): number | null {
    const span = this.span(direction, leg);
    if (!span) return null;
    return this.capacity - Math.max(...this.lines[direction].taken.slice(span.first, span.last));
  }

  /** Whether the whole ride fits; if one direction is full, none of it does. */
  fits(ride: Ride, party: number): boolean {
    return this.shortage(ride, party) === 0;
  }

  /** How many seats a party lacks on the fullest segment of its ride; zero when it fits. */
  shortage(ride: Ride, party: number): number {
    return Math.max(0, ...legsOf(ride).map(([direction, leg]) => party - (this.free(direction, leg) ?? 0)));
  }

  with(ride: Ride, party: number): Seating {
    return this.changed(ride, party);
  }

  without(ride: Ride, party: number): Seating {
    return this.changed(ride, -party);
  }

  /**
   * Whether someone who rides `before` may ride `after` instead: on every segment they use more than before, it must
   * fit. So fewer seats always do, also on an overbooked trip.
   */
  fitsInstead(before: { ride: Ride; party: number }, after: { ride: Ride; party: number }): boolean {
    const own = this.blank().with(before.ride, before.party);
    const wanted = this.blank().with(after.ride, after.party);
    const others = this.without(before.ride, before.party);
    return (["outbound", "return"] as const).every((direction) =>
      wanted.lines[direction].taken.every((uses, segment) => {
        if (uses <= (own.lines[direction].taken[segment] ?? 0)) return true;
        return (others.lines[direction].taken[segment] ?? 0) + uses <= this.capacity;
      }),
    );
  }

  /** Whether both stops of each leg exist, in order of travel, and take new people. */
  takesNew(ride: Ride): boolean {
    const legs = legsOf(ride);
    return legs.length > 0 && legs.every(([direction, leg]) => this.span(direction, leg, true) !== null);
  }

  count(): SeatCount {
    const outbound = this.smallest("outbound");
    const back = this.smallest("return");
    const numbers = [outbound, back].filter((value) => value !== null);
    const smallest = numbers.length > 0 ? Math.min(...numbers) : 0;
    const free = Math.max(0, smallest);
    return {
      total: this.capacity,
      free,
      outbound: outbound === null ? null : Math.max(0, outbound),
      return: back === null ? null : Math.max(0, back),
      tooMany: Math.max(0, -Math.min(...this.everySegment())),
      open: free > 0 ? [] : [...this.stretches("outbound"), ...this.stretches("return")],
    };
  }

  private blank(): Seating {
    const empty = (line: Line): Line => ({ stops: line.stops, taken: line.taken.map(() => 0) });
    return new Seating(this.capacity, { outbound: empty(this.lines.outbound), return: empty(this.lines.return) });
  }

  private changed(ride: Ride, by: number): Seating {
    const lines = { ...this.lines };
    for (const [direction, leg] of legsOf(ride)) {
      const span = this.span(direction, leg);
      if (!span) continue;
      const { stops, taken } = lines[direction];
      lines[direction] = { stops, taken: taken.map((n, i) => (i >= span.first && i < span.last ? n + by : n)) };
    }
    return new Seating(this.capacity, lines);
  }

  private span(direction: Direction, leg: Leg, forNew = false): { first: number; last: number } | null {
    const { stops } = this.lines[direction];
    const first = stops.findIndex((stop) => stop.id === leg.from);
    const last = stops.findIndex((stop) => stop.id === leg.to);
    if (first < 0 || last <= first) return null;
    if (forNew && (stops[first]?.removed || stops[last]?.removed)) return null;
    return { first, last };
  }

  private everySegment(): number[] {
    return [0, ...[...this.lines.outbound.taken, ...this.lines.return.taken].map((taken) => this.capacity - taken)];
  }

  /** Over the segments on which someone new could ride; null when there is none. */
  private smallest(direction: Direction): number | null {
    const { stops, taken } = this.lines[direction];
    const first = stops.findIndex((stop) => !stop.removed);
    const last = stops.findLastIndex((stop) => !stop.removed);
    if (first < 0 || last <= first) return null;
    return this.capacity - Math.max(...taken.slice(first, last));
  }

  /** The longest runs of segments that each have a seat, between stops that take people. */
  private stretches(direction: Direction): OpenStretch[] {
    const { stops, taken } = this.lines[direction];
    const found: OpenStretch[] = [];
    for (let start = 0; start < taken.length; start += 1) {
      let end = start;
      while (end < taken.length && this.capacity - (taken[end] ?? 0) > 0) end += 1;
      if (end === start) continue;
      const ends = stops.slice(start, end + 1).filter((stop) => !stop.removed);
      const from = ends[0];
      const to = ends.at(-1);
      if (from && to && from !== to) {
        const leg = { from: from.id, to: to.id };
        found.push({ direction, fromId: from.id, toId: to.id, free: this.free(direction, leg) ?? 0 });
      }
      start = end;
    }
    return found;
  }
}

/** In order of travel. Times rise along a line, so a removed stop keeps its place among those that remain. */
function inOrder(stops: readonly SeatingStop[]): SeatingStop[] {
  return [...stops].sort(
    (a, b) => a.at.getTime() - b.at.getTime() || a.position - b.position || (a.id < b.id ? -1 : 1),
  );
}

function legsOf(ride: Ride): [Direction, Leg][] {
  const legs: [Direction, Leg][] = [];
  if (ride.outbound) legs.push(["outbound", ride.outbound]);
  if (ride.return) legs.push(["return", ride.return]);
  return legs;
}
