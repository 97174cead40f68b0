import { z } from "zod";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { fieldErrors, partySchema } from "@/domain/signup/request";
import { type Ride, rideRequestSchema } from "@/domain/transport/ride";
import type { Desk } from "./desk";
import { rideFor } from "./seat-form";

const emptyIsAbsent = (value: unknown) => (value === "" ? undefined : value);
const changeSchema = z.object({
  party: z.preprocess(emptyIsAbsent, partySchema.optional()),
  ...rideRequestSchema.shape,
  direction: rideRequestSchema.shape.direction.unwrap().optional(),
});
export type Change = z.infer<typeof changeSchema>;

export function parseChange(raw: Record<string, unknown>): Result<Change> {
  const parsed = changeSchema.safeParse(raw);
  return parsed.success ? ok(parsed.data) : refuse("invalid", fieldErrors(parsed.error));
}

/** Stops that were not named stay; a named direction or stop is read as in the booking form. */
export function newRide(desk: Desk, before: Ride, change: Change): Result<Ride> {
  const { direction, outboundFrom, outboundTo, returnFrom, returnTo } = change;
  if (!direction && !outboundFrom && !outboundTo && !returnFrom && !returnTo) return ok(before);
  const same = before.outbound && before.return ? "both" : before.outbound ? "outbound" : "return";
  return rideFor(desk, {
    direction: direction ?? same,
    outboundFrom: outboundFrom ?? stillServed(desk, before.outbound?.from),
    outboundTo: outboundTo ?? stillServed(desk, before.outbound?.to),
    returnFrom: returnFrom ?? stillServed(desk, before.return?.from),
    returnTo: returnTo ?? stillServed(desk, before.return?.to),
  });
}

function stillServed(desk: Desk, stopId: string | undefined): string | undefined {
  return desk.stops.find((stop) => stop.id === stopId && !stop.removed)?.id;
}
