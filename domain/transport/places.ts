import type { Capacity } from "@/domain/signup/admission";
import type { Ride } from "./ride";
import type { Seating } from "./seating";

/** What somebody asks of a trip: a ride, and whether with a wheelchair. */
export type Wish = { ride: Ride; wheelchair: boolean };

/**
 * Seats by segment, and places for wheelchairs for the whole trip, one a sign-up. `wheelchairs`: how many are left;
 * null where nobody said how many there are, and nothing is promised.
 */
export function placesOf(seating: Seating, wheelchairs: number | null): Capacity<Wish> {
  const fitsWheelchair = (wish: Wish) => !wish.wheelchair || wheelchairs === null || wheelchairs > 0;
  return {
    fits: (wish, party) => fitsWheelchair(wish) && seating.fits(wish.ride, party),
    shortage: (wish, party) => seating.shortage(wish.ride, party),
    with: (wish, party) =>
      placesOf(seating.with(wish.ride, party), wheelchairs === null ? null : wheelchairs - (wish.wheelchair ? 1 : 0)),
  };
}
