import { z } from "zod";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { accessShape, fieldErrors, partySchema } from "@/domain/signup/request";
import { type Ride, rideRequestSchema } from "@/domain/transport/ride";
import { openAccess, sealAccess } from "@/server/signup/access-need";
import type { Wish } from "@/server/signup/thing";
import { rideColumns, rideOf } from "./ride-columns";
import { type Choices, priceFor, priceSchema, rideFor } from "./seat-form";

const emptyIsAbsent = (value: unknown) => (value === "" ? undefined : value);
const changeSchema = z.object({
  party: z.preprocess(emptyIsAbsent, partySchema.optional()),
  price: priceSchema,
  ...accessShape,
  ...rideRequestSchema.shape,
  direction: rideRequestSchema.shape.direction.unwrap().optional(),
});
type Change = z.infer<typeof changeSchema>;

/** What somebody wishes who has `before`: what the form does not name stays. */
export function changedWish(choices: Choices, before: Wish, raw: Record<string, unknown>): Result<Wish> {
  const form = changeSchema.safeParse(raw);
  if (!form.success) return refuse("invalid", fieldErrors(form.error));
  const ride = newRide(choices, rideOf(before), form.data);
  if (!ride.ok) return ride;
  const price = newPrice(choices, before.priceId, form.data);
  if (!price.ok) return price;
  return ok({
    ...rideColumns(ride.value),
    party: form.data.party ?? before.party,
    priceId: price.value,
    accessEncrypted: newAccess(choices, before.accessEncrypted, form.data),
    answersEncrypted: null,
  });
}

/** Stops that were not named stay; a named direction or stop is read as in the booking form. */
function newRide(choices: Choices, before: Ride, change: Change): Result<Ride> {
  const { direction, outboundFrom, outboundTo, returnFrom, returnTo } = change;
  if (!direction && !outboundFrom && !outboundTo && !returnFrom && !returnTo) return ok(before);
  const same = before.outbound && before.return ? "both" : before.outbound ? "outbound" : "return";
  return rideFor(choices, {
    direction: direction ?? same,
    outboundFrom: outboundFrom ?? stillServed(choices, before.outbound?.from),
    outboundTo: outboundTo ?? stillServed(choices, before.outbound?.to),
    returnFrom: returnFrom ?? stillServed(choices, before.return?.from),
    returnTo: returnTo ?? stillServed(choices, before.return?.to),
  });
}

/** A form without the field of needs says nothing of them: a box that is not ticked is not sent either. */
function newAccess({ vault }: Choices, before: string | null, change: Change): string | null {
  if (change.accessNeed === undefined) return before;
  const access = { wheelchair: change.wheelchair, need: change.accessNeed };
  const same = JSON.stringify(access) === JSON.stringify(openAccess(vault, before));
  return same ? before : sealAccess(vault, access);
}

/** Another price of those offered now; what one has stays, also when it is no longer offered. */
function newPrice(choices: Choices, before: string | null, change: Change): Result<string | null> {
  return change.price === undefined || change.price === before ? ok(before) : priceFor(choices, change.price);
}

function stillServed({ stops }: Choices, stopId: string | undefined): string | undefined {
  return stops.find((stop) => stop.id === stopId && !stop.removed)?.id;
}
