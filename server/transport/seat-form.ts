import { z } from "zod";
import { pricesOf } from "@/db/trip-price";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { accessShape, partySchema } from "@/domain/signup/request";
import { type Ride, type RideRequest, resolveRide, rideRequestSchema } from "@/domain/transport/ride";
import type { AccessNeed } from "@/server/signup/access-need";
import type { Desk } from "./desk";
import { boardingOf, rideStops } from "./trip-view";

/** The id of a price to choose from. */
export const priceSchema = z.preprocess(
  (value) => (value === "" ? undefined : value),
  z.uuid({ error: "price" }).optional(),
);

/** What a request for seats says, whoever asks. */
export const seatFormSchema = z.object({
  requestId: z.uuid({ error: "form" }),
  party: partySchema.default(1),
  price: priceSchema,
  ...accessShape,
  ...rideRequestSchema.shape,
});
export type SeatForm = z.infer<typeof seatFormSchema>;

/** What a form says that somebody needs to travel. */
export function accessIn(form: Pick<SeatForm, "wheelchair" | "accessNeed">): AccessNeed {
  return { wheelchair: form.wheelchair, need: form.accessNeed ?? "" };
}

/** The price chosen, the first one when none is named, null on a trip without; one no longer offered is refused. */
export async function priceFor(desk: Desk, chosen: string | undefined): Promise<Result<string | null>> {
  const prices = (await pricesOf(desk.trx, [desk.trip.id])).filter((price) => !price.removed);
  if (chosen === undefined) return ok(prices[0]?.id ?? null);
  return prices.some((price) => price.id === chosen) ? ok(chosen) : refuse("invalid", { price: "price" });
}

/** The ride asked for, or a refusal that names the stops. Nobody gets on where the vehicle has left already. */
export function rideFor(desk: Desk, form: RideRequest): Result<Ride> {
  const ride = resolveRide(form, rideStops(desk.stops));
  if (!ride) return refuse("stops_wrong", { outboundFrom: "stop" });
  return boardingOf(desk.stops, ride) > desk.now ? ok(ride) : refuse("deadline_passed");
}
