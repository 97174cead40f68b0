import { z } from "zod";
import { type Result, refuse } from "@/domain/kernel/result";
import { partySchema } from "@/domain/signup/request";
import { type Ride, type RideRequest, resolveRide, rideRequestSchema } from "@/domain/transport/ride";
import type { Desk } from "./desk";
import { rideStops } from "./trip-view";

/** What a request for seats says, whoever asks. */
export const seatFormSchema = z.object({
  requestId: z.uuid({ error: "form" }),
  party: partySchema.default(1),
  ...rideRequestSchema.shape,
});
export type SeatForm = z.infer<typeof seatFormSchema>;

/** The ride asked for, or a refusal that names the stops. */
export function rideFor(desk: Desk, form: RideRequest): Result<Ride> {
  const ride = resolveRide(form, rideStops(desk.stops));
  return ride ? { ok: true, value: ride } : refuse("stops_wrong", { outboundFrom: "stop" });
}
