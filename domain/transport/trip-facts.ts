import type { Direction, Extras, Mode, RowState, SheetRow } from "./schema";

/** A stop as SQL holds it. `booked`: somebody with a live sign-up gets on or off there. */
export type TripStopFact = {
  id: string;
  direction: Direction;
  place: string;
  at: string;
  stepFree: boolean;
  removed: boolean;
  booked: boolean;
};
/** Live sign-ups ride from one stop to another; how many does not matter here. */
export type RideFact = { direction: Direction; from: string; to: string };

/** What SQL holds for a row that has been public: last good values and what was promised. Ids and counts, nobody's name. */
export type TripFacts = {
  tripId: string;
  departureId: string;
  seats: number;
  organiserSeats: number;
  /** Live sign-ups, waiting ones included. */
  live: number;
  /** Seats in use on the fullest segment. */
  taken: number;
  waiting: number;
  cancelled: boolean;
  stops: TripStopFact[];
  rides: RideFact[];
};

/** What a row is judged by. Sets hold the ids of this coalition only. */
export type IssueContext = {
  departures: ReadonlySet<string>;
  owners: ReadonlySet<string>;
  /** Null for a row that was never public. */
  trip: TripFacts | null;
  /** The row stands beyond the 500 that count. */
  beyondLimit?: boolean;
};

export const issueCodes = [
  "missing",
  "too_long",
  "too_many_rows",
  "departure_unknown",
  "departure_booked",
  "mode_unknown",
  "owner_unknown",
  "state_unknown",
  "not_a_number",
  "number_out_of_range",
  "organiser_seats_above_seats",
  "time_wrong",
  "deadline_after_start",
  "one_stop",
  "too_many_stops",
  "stop_unusable",
  "same_time",
  "out_of_order",
  "return_before_outbound",
  "day_booked",
  "order_booked",
  "seats_below_taken",
  "seats_raise_waits",
  "stop_removed_booked",
  "row_removed_booked",
  "draft_acts_closed",
  "choice_unknown",
  "phone_wrong",
  "link_wrong",
  "amount_wrong",
  "amount_out_of_range",
  "too_many_prices",
] as const;
export type IssueCode = (typeof issueCodes)[number];

/** `transport.issue.<code>` says it, with `data` (and `field` for "missing"). */
export type Issue = {
  field: Exclude<keyof SheetRow, "id" | "order" | "removed"> | "row";
  stopId?: string;
  priceId?: string;
  part?: "place" | "at" | "label" | "amount";
  code: IssueCode;
  data?: Record<string, string | number>;
};

/** A stop without an issue; `at` is wall-clock time. */
export type GoodStop = { id: string; place: string; at: string; stepFree: boolean };

/** A price to choose from, in cents; null: pay what you can. */
export type GoodPrice = { id: string; label: string; amount: number | null };

/** The values of a row that may go to SQL; an absent one keeps what SQL has. */
export type GoodValues = {
  departureId?: string;
  mode?: Mode;
  title?: string;
  notes?: string;
  ownerId?: string | null;
  state?: RowState;
  seats?: number;
  organiserSeats?: number;
  bookingDeadline?: string;
  outbound?: GoodStop[];
  return?: GoodStop[];
  extras?: Partial<Extras>;
  /** A name or an amount that has an issue is left out, and keeps what SQL has. */
  prices?: Array<Pick<GoodPrice, "id"> & Partial<GoodPrice>>;
};

export type Report = { issues: Issue[]; good: GoodValues };
