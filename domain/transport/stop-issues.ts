import { isWallClock } from "@/domain/kernel/wall-clock";
import { type Direction, directions, type SheetRow, sheetLimits } from "./schema";
import type { GoodStop, GoodValues, Issue, TripFacts, TripStopFact } from "./trip-facts";

type StopReport = { issues: Issue[]; good: Pick<GoodValues, Direction> };

/** Judges both lists of stops. A list with an issue of its own keeps its last good stops and order. */
export function examineStops(row: SheetRow, trip: TripFacts | null, strict: boolean): StopReport {
  const issues: Issue[] = [];
  const good: StopReport["good"] = {};
  if (row.outbound.length + row.return.length > sheetLimits.stops) {
    return { issues: [{ field: "outbound", code: "too_many_stops", data: { most: sheetLimits.stops } }], good };
  }
  if (strict && row.outbound.length + row.return.length === 0) issues.push({ field: "outbound", code: "missing" });
  const used = new Set<string>();
  for (const direction of directions) {
    const usable = usableStops(row, direction, trip, strict, used, issues);
    const wrong = listIssues(direction, row[direction].length, usable, trip, strict);
    issues.push(...wrong, ...removedButBooked(row, direction, trip));
    const complete = usable.length !== 1 && (usable.length > 0 || row[direction].length === 0);
    if (wrong.length === 0 && complete) good[direction] = usable;
  }
  if (row.outbound.length + row.return.length === 0) return { issues, good: {} };
  backBeforeOut(good, trip, issues);
  return { issues, good };
}

function known(trip: TripFacts | null, stopId: string): TripStopFact | undefined {
  return trip?.stops.find((stop) => stop.id === stopId);
}

/** Place and time each with their last good value where they are wrong; a new stop that is wrong is left out. */
function usableStops(
  row: SheetRow,
  direction: Direction,
  trip: TripFacts | null,
  strict: boolean,
  used: Set<string>,
  issues: Issue[],
): GoodStop[] {
  const usable: GoodStop[] = [];
  for (const stop of row[direction]) {
    const last = known(trip, stop.id);
    const at = { field: direction, stopId: stop.id };
    // Bookings point to a stop by its id alone, so one id cannot stand in two lists.
    if (used.has(stop.id) || (last && last.direction !== direction)) {
      issues.push({ ...at, code: "stop_unusable" });
      continue;
    }
    used.add(stop.id);
    const typed = stop.place.trim();
    let place = last?.place;
    if (typed.length > sheetLimits.place)
      issues.push({ ...at, part: "place", code: "too_long", data: { most: sheetLimits.place } });
    else if (typed !== "") place = typed;
    else if (strict) issues.push({ ...at, part: "place", code: "missing" });

    let time = last?.at;
    const shown = isWallClock(stop.at);
    if (shown) time = stop.at;
    else if (stop.at !== "")
      issues.push({ ...at, part: "at", code: "time_wrong", data: { typed: stop.at.slice(0, 40) } });
    else if (strict) issues.push({ ...at, part: "at", code: "missing" });

    // A draft's order of times is judged before its places are named.
    if (time !== undefined && (place !== undefined || !strict))
      usable.push({ id: stop.id, place: place ?? "", at: time, stepFree: stop.stepFree });
  }
  return usable;
}

function listIssues(
  direction: Direction,
  count: number,
  stops: GoodStop[],
  trip: TripFacts | null,
  strict: boolean,
): Issue[] {
  const found: Issue[] = [];
  if (strict && count === 1) found.push({ field: direction, code: "one_stop" });
  for (const [index, stop] of stops.entries()) {
    const before = stops[index - 1];
    if (!before || before.at < stop.at) continue;
    const code = before.at === stop.at ? "same_time" : "out_of_order";
    found.push({ field: direction, stopId: stop.id, part: "at", code, data: { place: before.place } });
  }
  if (!trip || trip.rides.every((ride) => ride.direction !== direction) || found.length > 0) return found;
  const first = stops[0];
  const firstDay = trip.stops
    .filter((stop) => stop.direction === direction && !stop.removed)
    .map((stop) => stop.at.slice(0, 10))
    .sort()[0];
  if (first && firstDay && first.at.slice(0, 10) !== firstDay) {
    found.push({ field: direction, stopId: first.id, part: "at", code: "day_booked", data: { day: firstDay } });
  }
  if (someoneGetsOffFirst(direction, stops, trip)) found.push({ field: direction, code: "order_booked" });
  return found;
}

/** Stops that were removed here but still have people stay in SQL, at their last time. */
function someoneGetsOffFirst(direction: Direction, stops: GoodStop[], trip: TripFacts): boolean {
  const times = new Map<string, string>();
  for (const stop of trip.stops) if (stop.direction === direction) times.set(stop.id, stop.at);
  for (const stop of stops) times.set(stop.id, stop.at);
  return trip.rides.some((ride) => {
    const on = times.get(ride.from);
    const off = times.get(ride.to);
    return ride.direction === direction && on !== undefined && off !== undefined && on >= off;
  });
}

function removedButBooked(row: SheetRow, direction: Direction, trip: TripFacts | null): Issue[] {
  const here = new Set(row[direction].map((stop) => stop.id));
  return (trip?.stops ?? [])
    .filter((stop) => stop.direction === direction && stop.booked && !here.has(stop.id))
    .map((stop) => ({
      field: direction,
      stopId: stop.id,
      code: "stop_removed_booked" as const,
      data: { place: stop.place },
    }));
}

/** The way back begins after the way out ends, also between what is new here and what SQL keeps. */
function backBeforeOut(good: StopReport["good"], trip: TripFacts | null, issues: Issue[]): void {
  const kept = (direction: Direction): GoodStop[] =>
    (trip?.stops ?? [])
      .filter((stop) => stop.direction === direction && !stop.removed)
      .sort((a, b) => (a.at < b.at ? -1 : 1));
  const wrong = () => {
    const arrival = (good.outbound ?? kept("outbound")).at(-1);
    const departure = (good.return ?? kept("return"))[0];
    return arrival && departure && departure.at <= arrival.at ? { arrival, departure } : null;
  };
  const clash = wrong();
  if (!clash) return;
  const { id } = clash.departure;
  issues.push({
    field: "return",
    stopId: id,
    part: "at",
    code: "return_before_outbound",
    data: { arrival: clash.arrival.at },
  });
  good.return = undefined;
  if (wrong()) good.outbound = undefined;
}
