import { z } from "zod";

export const directions = ["outbound", "return"] as const;
export type Direction = (typeof directions)[number];

/** Where someone gets on and off, by the ids of stops. */
export type Leg = { from: string; to: string };
/** What a booking covers: out, back, or both. */
export type Ride = { outbound: Leg | null; return: Leg | null };

const optionalId = z.preprocess((value) => (value === "" ? undefined : value), z.uuid({ error: "stop" }).optional());

/** What the form sends: a choice of direction and any of four stops. What is left out has a sensible answer. */
export const rideRequestSchema = z.object({
  direction: z.enum(["both", ...directions], { error: "direction" }).default("both"),
  outboundFrom: optionalId,
  outboundTo: optionalId,
  returnFrom: optionalId,
  returnTo: optionalId,
});
export type RideRequest = z.infer<typeof rideRequestSchema>;

/** Stops that take people, in order of travel. */
export type RideStops = Record<Direction, readonly { id: string; place: string }[]>;

/**
 * The ride asked for. Left out: from the first stop to the last, and on the way back to the place where one got on, or
 * the last stop if it is not served. « Both » on a trip that runs one way means that way. Null: no such ride.
 */
export function resolveRide(request: RideRequest, stops: RideStops): Ride | null {
  const runs = (direction: Direction) => stops[direction].length > 1;
  const wants = (direction: Direction) =>
    request.direction === direction || (request.direction === "both" && runs(direction));
  const home = stops.outbound.find((stop) => stop.id === request.outboundFrom) ?? stops.outbound[0];
  const returnFrom = request.returnFrom ?? stops.return[0]?.id;
  const boardsBack = stops.return.findIndex((stop) => stop.id === returnFrom);
  const samePlace = stops.return.find((stop, index) => index > boardsBack && stop.place === home?.place);
  const ride: Ride = {
    outbound: wants("outbound")
      ? leg(request.outboundFrom ?? stops.outbound[0]?.id, request.outboundTo ?? stops.outbound.at(-1)?.id)
      : null,
    return: wants("return") ? leg(returnFrom, request.returnTo ?? (samePlace ?? stops.return.at(-1))?.id) : null,
  };
  const legs = [
    [stops.outbound, ride.outbound],
    [stops.return, ride.return],
  ] as const;
  const sound = legs.every(([line, part]) => part === null || runsBetween(line, part));
  return sound && (ride.outbound || ride.return) ? ride : null;
}

function leg(from: string | undefined, to: string | undefined): Leg {
  return { from: from ?? "", to: to ?? "" };
}

function runsBetween(line: readonly { id: string }[], part: Leg): boolean {
  const from = line.findIndex((stop) => stop.id === part.from);
  return from >= 0 && line.findIndex((stop) => stop.id === part.to) > from;
}
