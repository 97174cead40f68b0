import { z } from "zod";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { partySchema } from "@/domain/signup/request";
import { type Ride, type RideRequest, resolveRide, rideRequestSchema } from "@/domain/transport/ride";
import type { Desk } from "./desk";
import { boardingOf, rideStops } from "./trip-view";

/** What a request for seats says, whoever asks. */
export const seatFormSchema = z.object({
  requestId: z.uuid({ error: "form" }),
  party: partySchema.default(1),
  ...rideRequestSchema.shape,
});
export type SeatForm = z.infer<typeof seatFormSchema>;

/** The ride asked for, or a refusal that names the stops. Nobody gets on where the vehicle has left already. */
export function rideFor(desk: Desk, form: RideRequest): Result<Ride> {
  const ride = resolveRide(form, rideStops(desk.stops));
  if (!ride) return refuse("stops_wrong", { outboundFrom: "stop" });
  return boardingOf(desk.stops, ride) > desk.now ? ok(ride) : refuse("deadline_passed");
}
