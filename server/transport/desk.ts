import type { Trx } from "@/db/client";
import type { NewEvent } from "@/db/signup-event";
import type { StopRow, TripFacts } from "@/db/trip-seats";
import type { Capacity, Waiting } from "@/domain/signup/admission";
import type { Wish } from "@/domain/transport/places";
import type { Seating } from "@/domain/transport/seating";
import type { SignupDeps } from "@/server/signup/deps";

/** A trip under its lock: whoever holds this is alone with its sign-ups until the transaction ends. */
export type Desk = {
  trx: Trx;
  deps: SignupDeps;
  now: Date;
  trip: TripFacts;
  stops: StopRow[];
  /** Seats in use, as this transaction sees them: counted again after each change that was recorded. */
  seating(): Promise<Seating>;
  /** Places for wheelchairs that nobody who holds seats asks for; null where the sheet does not say how many. */
  wheelchairsLeft(): Promise<number | null>;
  /** Seats and places for wheelchairs: what a newcomer must fit in. */
  places(): Promise<Capacity<Wish>>;
  /** The confirmed queue, in order. */
  waiting(): Promise<Waiting<Wish>[]>;
  /** Writes history and remembers that the trip's numbers may have changed. */
  record(...events: Omit<NewEvent, "at">[]): Promise<void>;
  /** Seats came free, or the queue gained somebody who may be offered some. */
  freed(): void;
};
