import { z } from "zod";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { accessShape, fieldErrors, partySchema } from "@/domain/signup/request";
import { type Ride, rideRequestSchema } from "@/domain/transport/ride";
import type { AccessNeed } from "@/server/signup/access-need";
import type { Desk } from "./desk";
import { accessIn, priceFor, priceSchema, rideFor } from "./seat-form";

const emptyIsAbsent = (value: unknown) => (value === "" ? undefined : value);
const changeSchema = z.object({
  party: z.preprocess(emptyIsAbsent, partySchema.optional()),
  price: priceSchema,
  ...accessShape,
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

/** A form without the field of needs says nothing of them: a box that is not ticked is not sent either. */
export function newAccess(before: AccessNeed, change: Change): AccessNeed {
  return change.accessNeed === undefined ? before : accessIn(change);
}

/** Another price of those offered now; what one has stays, also when it is no longer offered. */
export async function newPrice(desk: Desk, before: string | null, change: Change): Promise<Result<string | null>> {
  return change.price === undefined || change.price === before ? ok(before) : priceFor(desk, change.price);
}

/** Whether a place for a wheelchair is asked for, which nobody may have. */
export async function lacksWheelchair(desk: Desk, before: AccessNeed, after: AccessNeed): Promise<boolean> {
  if (before.wheelchair || !after.wheelchair) return false;
  const left = await desk.wheelchairsLeft();
  return left !== null && left <= 0;
}

function stillServed(desk: Desk, stopId: string | undefined): string | undefined {
  return desk.stops.find((stop) => stop.id === stopId && !stop.removed)?.id;
}
