import type { SignupRow } from "@/db/signup";
import type { Ride } from "@/domain/transport/ride";

type RideColumns = Pick<SignupRow, "outboundFrom" | "outboundTo" | "returnFrom" | "returnTo">;

export function rideOf(row: RideColumns): Ride {
  return {
    outbound: row.outboundFrom && row.outboundTo ? { from: row.outboundFrom, to: row.outboundTo } : null,
    return: row.returnFrom && row.returnTo ? { from: row.returnFrom, to: row.returnTo } : null,
  };
}

/** The columns of a ride. */
export function rideColumns(ride: Ride): RideColumns {
  return {
    outboundFrom: ride.outbound?.from ?? null,
    outboundTo: ride.outbound?.to ?? null,
    returnFrom: ride.return?.from ?? null,
    returnTo: ride.return?.to ?? null,
  };
}
