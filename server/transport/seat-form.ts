import { z } from "zod";
import type { StopRow } from "@/db/trip-seats";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { accessShape, fieldErrors, partySchema } from "@/domain/signup/request";
import { type Ride, type RideRequest, resolveRide, rideRequestSchema } from "@/domain/transport/ride";
import type { Vault } from "@/server/crypto";
import { sealAccess } from "@/server/signup/access-need";
import type { Wish } from "@/server/signup/thing";
import { rideColumns } from "./ride-columns";
import { boardingOf, rideStops } from "./trip-view";

/** The id of a price to choose from. */
export const priceSchema = z.preprocess(
  (value) => (value === "" ? undefined : value),
  z.uuid({ error: "price" }).optional(),
);

/** What a request for seats says, whoever asks. */
export const seatFormSchema = z.object({
  party: partySchema.default(1),
  price: priceSchema,
  ...accessShape,
  ...rideRequestSchema.shape,
});

/** What a trip has to choose from: stops, and the ids of the prices offered now. */
export type Choices = { vault: Vault; stops: readonly StopRow[]; now: Date; prices: readonly string[] };

/** What a form asks of a trip. */
export function askedWish(choices: Choices, raw: Record<string, unknown>): Result<Wish> {
  const form = seatFormSchema.safeParse(raw);
  if (!form.success) return refuse("invalid", fieldErrors(form.error));
  const ride = rideFor(choices, form.data);
  if (!ride.ok) return ride;
  const price = priceFor(choices, form.data.price);
  if (!price.ok) return price;
  const { party, wheelchair, accessNeed } = form.data;
  const access = sealAccess(choices.vault, { wheelchair, need: accessNeed ?? "" });
  return ok({
    ...rideColumns(ride.value),
    party,
    priceId: price.value,
    accessEncrypted: access,
    answersEncrypted: null,
  });
}

/** The price chosen, the first one when none is named, null on a trip without; one no longer offered is refused. */
export function priceFor({ prices }: Choices, chosen: string | undefined): Result<string | null> {
  if (chosen === undefined) return ok(prices[0] ?? null);
  return prices.includes(chosen) ? ok(chosen) : refuse("invalid", { price: "price" });
}

/** The ride asked for, or a refusal that names the stops. Nobody gets on where the vehicle has left already. */
export function rideFor({ stops, now }: Choices, form: RideRequest): Result<Ride> {
  const ride = resolveRide(form, rideStops(stops));
  if (!ride) return refuse("stops_wrong", { outboundFrom: "stop" });
  return boardingOf(stops, ride) > now ? ok(ride) : refuse("deadline_passed");
}
