import { type TravelMode, travelModes } from "@/components/ui/ticket";
import type { TripView } from "@/server/transport/signup-types";

/** A mode that this version does not know is drawn as a coach rather than not at all. */
export function travelMode(mode: string): TravelMode {
  return travelModes.find((known) => known === mode) ?? "coach";
}

/** Stops that take people, in order; a removed one is left out. */
export function servedStops<S extends { removed: boolean }>(stops: readonly S[]): S[] {
  return stops.filter((stop) => !stop.removed);
}

/** When a trip starts: its first stop on the way out, else on the way back. */
export function startOf(trip: TripView): Date | null {
  return (servedStops(trip.outbound)[0] ?? servedStops(trip.return)[0])?.at ?? null;
}

/** Whether one chooses where to sit; in a car one squeezes in, a bicycle one brings. */
export function hasSeats(mode: TravelMode): boolean {
  return mode === "coach" || mode === "minibus" || mode === "train";
}
