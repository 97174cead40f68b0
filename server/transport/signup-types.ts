import type { Actor } from "@/domain/kernel/actor";
import type { Result } from "@/domain/kernel/result";
import type { SignupState } from "@/domain/signup/state";
import type { Direction, Ride } from "@/domain/transport/ride";
import type { Extras } from "@/domain/transport/schema";
import type { SeatCount } from "@/domain/transport/seating";
import type { CsvWords } from "@/server/calendar/entry-csv";
import type { EntryPage } from "@/server/calendar/entry-page";
import type { EntryRoll } from "@/server/calendar/entry-roll";
import type { EntrySignupView, EntryView } from "@/server/calendar/entry-signup-view";
import type { TaskRequest, TaskTaker } from "@/server/calendar/take-task";
import type { WantedEntries } from "@/server/calendar/wanted-entries";
import type { Follow } from "@/server/coalition/follow";
import type { AccessNeed } from "@/server/signup/access-need";
import type { HolderKey } from "@/server/signup/capability";
import type { RequestContext } from "@/server/signup/deps";
import type { Booked } from "@/server/signup/holder-desk";
import type { HistoryLine } from "@/server/signup/signup-history";
import type { HeldView } from "@/server/signup/signup-view";

/**
 * What pages give to and get from the sign-up use cases (`services().signup`). Every `raw` input is parsed again inside,
 * so a form may be passed as it came; a refusal `invalid` names the wrong fields with a key of `signup.field.*`.
 */

/** Form of the trip page. `requestId`: a UUID put into the form when it is rendered, so that repeated clicks make one. */
export type BookSeatForm = {
  tripId: string;
  requestId: string;
  party?: unknown;
  direction?: unknown;
  outboundFrom?: unknown;
  outboundTo?: unknown;
  returnFrom?: unknown;
  returnTo?: unknown;
  /** The id of a price; left out, the first. */
  price?: unknown;
  /** What somebody needs to travel: a tick box and a text. */
  wheelchair?: unknown;
  accessNeed?: unknown;
  /** The following are read for visitors only (firstName also for an account without a name). */
  firstName?: unknown;
  email?: unknown;
  phone?: unknown;
  consent?: unknown;
};
export type StopView = { id: string; place: string; at: Date; stepFree: boolean; removed: boolean };
/** In cents; null: pay what you can. Money never passes through us. */
export type PriceView = { id: string; label: string; amount: number | null };
export type LegView = { from: StopView; to: StopView };

/** A trip as its page and its bookings show it. */
export type TripView = {
  id: string;
  coalition: { id: string; slug: string; name: string };
  title: string;
  mode: string;
  notes: string;
  departure: { id: string; title: string; place: string; startsAtLocal: string };
  /** `open`: takes sign-ups. `closed`: visible, takes none; `deadline`: the booking deadline has passed. */
  status: "open" | "closed" | "deadline" | "cancelled";
  cancelReason: string | null;
  bookingDeadline: Date;
  seats: SeatCount;
  waiting: number;
  outbound: StopView[];
  return: StopView[];
  /** Those offered now. */
  prices: PriceView[];
  payment: Extras["payment"];
  paymentLink: string | null;
  /** Null where nobody said how many there are. */
  wheelchairSpaces: number | null;
  quietSeat: Extras["quietSeat"];
  luggage: Extras["luggage"];
  animals: Extras["animals"];
  bring: string | null;
};

/** Why someone who waits has no offer yet. */
export type WaitingReason =
  | { kind: "confirm_address" }
  /** Their party does not fit: seats it lacks on the fullest stretch of its ride. */
  | { kind: "too_few_seats"; lacking: number; passedOver: boolean }
  /** Seats there are, but no place for a wheelchair. */
  | { kind: "no_wheelchair_space" }
  | { kind: "overbooked"; tooMany: number }
  | { kind: "trip_closed" }
  /** A stop of theirs was taken out of the sheet: nothing is offered until they, or an organiser, choose another. */
  | { kind: "stop_removed" }
  | { kind: "too_late" };

/** A booking as its holder sees it. */
export type SignupView = HeldView & {
  outbound: LegView | null;
  return: LegView | null;
  ride: Ride;
  reason: WaitingReason | null;
  /** The price chosen, also when it is no longer offered. */
  price: PriceView | null;
  paid: boolean;
  /** What they said they need: shown to them where they may change it. */
  access: AccessNeed;
  /** Once confirmed: to be said or shown when boarding. `qrText` goes into the QR code. */
  boarding: { code: string; qrText: string } | null;
};

/** What somebody holds: seats on a trip, or a place at an entry of the agenda. */
export type Held =
  | { of: "trip"; trip: TripView; signup: SignupView }
  | { of: "entry"; entry: EntryView; signup: EntrySignupView };

/** What stands at `/reservations/<key>`. */
export type HolderPage =
  /** A confirmation link: show the booking and one button; only the POST (`confirmByLink`) acts. */
  | ({ kind: "confirm"; late: boolean } & Held)
  | ({ kind: "booking" } & Held)
  /** All bookings of an address, and the coalitions of which it hears. */
  | { kind: "list"; email: string; bookings: BookingItem[]; pages: ListPages; follows: Follow[] };

/** Which page of a list this is, from 1, and whether another one follows. */
export type ListPages = { page: number; more: boolean };

export type BookingItem = Held & { path: string };

/** One's own bookings; `toClaim` were made with the same address before signing in (one button: `claimBooking`). */
export type MyBookings = { bookings: BookingItem[]; toClaim: BookingItem[]; pages: ListPages };

/** One sign-up as organisers see it. */
export type AboardPerson = {
  signupId: string;
  state: SignupState;
  firstName: string;
  email: string | null;
  phone: string | null;
  party: number;
  ride: Ride;
  outbound: LegView | null;
  return: LegView | null;
  until: Date | null;
  addressConfirmed: boolean;
  /** « Je viens » was said. */
  coming: boolean;
  /** Has no address: when offered, organisers call (« à appeler ») and answer. */
  toCall: boolean;
  writtenBy: string | null;
  rank: number | null;
  reason: WaitingReason | null;
  price: PriceView | null;
  paid: boolean;
  access: AccessNeed;
  passedOver: boolean;
  history: HistoryLine[];
};

export type Aboard = {
  trip: TripView;
  /** Seats; for those who wait, requests. */
  figures: { confirmed: number; held: number; waiting: number; tooMany: number };
  /** Seats of those on board by the price they chose; null: none. */
  prices: { price: PriceView | null; seats: number; paid: number }[];
  /** Places for wheelchairs that those with seats ask for, of how many (null: nobody said). */
  wheelchairs: { asked: number; spaces: number | null };
  /** By boarding stop, in order of travel; those who ride back only stand at their stop of the way back. */
  stops: { stop: StopView; direction: Direction; seats: number; people: AboardPerson[] }[];
  /** One page of each; `total` counts them all. */
  queue: { people: AboardPerson[]; total: number } & ListPages;
  ended: { people: AboardPerson[]; total: number } & ListPages;
  organisers: { accountId: string; name: string; email: string }[];
  /** Only coordinators give the trip to somebody. */
  mayGive: boolean;
};

/** A trip's numbers for everybody; what `hub.ts` pushes. */
export type TripCounts = {
  tripId: string;
  status: TripView["status"];
  seats: SeatCount;
  /** Confirmed people's seats and held ones, on the fullest segment. */
  taken: number;
  waiting: number;
};

/** `services().signup`. Unknown, not yours, another coalition's: all `not_found`. */
export type SignupServices = {
  /** A trip by its coalition's slug, as the public sees it. */
  publicTrip(slug: string, tripId: string): Promise<Result<TripView>>;
  /** All of a coalition's published trips, by time of departure. */
  publicTrips(coalitionId: string): Promise<TripView[]>;
  /** The same numbers for the hub and the workspace, keyed by trip. */
  coalitionCounts(coalitionId: string): Promise<Record<string, TripCounts>>;
  tripCounts(tripIds: readonly string[]): Promise<Record<string, TripCounts>>;

  bookSeat(actor: Actor, raw: BookSeatForm, context: RequestContext): Promise<Result<Booked>>;
  /** For an entry of the agenda: entryId, occurrence, requestId, who one is, and the answers of its form. */
  signUp(actor: Actor, raw: Record<string, unknown>, context: RequestContext): Promise<Result<Booked>>;
  entryPage(actor: Actor, slug: string, raw: { entryId: string; occurrence?: unknown }): Promise<Result<EntryPage>>;
  /** What wants helpers, or is to be registered for, for who has a role in the coalition. */
  wantedEntries(actor: Actor, slug: string): Promise<Result<WantedEntries>>;
  /** « Je m'en charge », and giving the task back. */
  takeTask(actor: Actor, raw: TaskRequest, locale: string): Promise<Result<void>>;
  giveTaskBack(actor: Actor, raw: TaskRequest): Promise<Result<void>>;
  /** By the entry's key in the agenda. */
  taskTakers(actor: Actor, slug: string): Promise<Result<Record<string, TaskTaker>>>;
  entryRoll(
    actor: Actor,
    slug: string,
    raw: { entryId: string; occurrence?: unknown; queue?: unknown; ended?: unknown },
  ): Promise<Result<EntryRoll>>;
  entryCsv(
    actor: Actor,
    slug: string,
    raw: { entryId: string; occurrence?: unknown },
    words: CsvWords,
  ): Promise<Result<string>>;
  /** Form: entryId, capacity, closesOn, purgeOn, days, and the questions (domain/calendar/registration.ts). */
  setRegistration(actor: Actor, raw: Record<string, unknown>): Promise<Result<null>>;
  /** `raw.page`: of a list, as the address names it. */
  holderPage(actor: Actor, at: HolderKey, raw?: { page?: unknown }): Promise<Result<HolderPage>>;
  myBookings(actor: Actor, raw?: { page?: unknown }): Promise<Result<MyBookings>>;
  /** Where one's own live booking of a trip stands; null without one. */
  myBookingOn(actor: Actor, tripId: string): Promise<string | null>;
  confirmByCode(actor: Actor, at: HolderKey, raw: { code?: unknown }, context: RequestContext): Promise<Result<Booked>>;
  confirmByLink(actor: Actor, at: HolderKey, context: RequestContext): Promise<Result<Booked>>;
  /** Sends another code and link; the older code is void. */
  resendCode(actor: Actor, at: HolderKey, context: RequestContext): Promise<Result<Booked>>;
  answerOffer(actor: Actor, at: HolderKey, raw: { answer?: unknown }): Promise<Result<Booked>>;
  /** « Je viens », while `may.sayComing`. */
  sayComing(actor: Actor, at: HolderKey): Promise<Result<Booked>>;
  cancelBooking(actor: Actor, at: HolderKey): Promise<Result<Booked>>;
  /** Party, direction and stops as in the booking form; what is absent stays. */
  changeBooking(actor: Actor, at: HolderKey, raw: Record<string, unknown>): Promise<Result<Booked>>;
  /** Same answer whether or not the address has bookings. */
  findBookings(raw: { email?: unknown }, context: RequestContext): Promise<Result<null>>;
  claimBooking(actor: Actor, raw: { signupId?: unknown }): Promise<Result<Booked>>;

  /** `raw`: pages of the queue and of what has ended, as the address names them. */
  aboard(actor: Actor, tripId: string, raw?: { queue?: unknown; ended?: unknown }): Promise<Result<Aboard>>;
  /** Form: tripId, requestId, firstName, phone?, party, direction and stops. */
  addPerson(actor: Actor, raw: Record<string, unknown>): Promise<Result<{ signupId: string; state: SignupState }>>;
  confirmPerson(actor: Actor, raw: { signupId?: unknown }): Promise<Result<{ state: SignupState }>>;
  /** Form: signupId, party, direction and stops. */
  movePerson(actor: Actor, raw: Record<string, unknown>): Promise<Result<{ state: SignupState }>>;
  /** « Payé », or not: `paid` is "yes" or "no". */
  markPaid(actor: Actor, raw: { signupId?: unknown; paid?: unknown }): Promise<Result<{ state: SignupState }>>;
  cancelPerson(actor: Actor, raw: { signupId?: unknown; reason?: unknown }): Promise<Result<{ state: SignupState }>>;
  answerOfferFor(actor: Actor, raw: { signupId?: unknown; answer?: unknown }): Promise<Result<{ state: SignupState }>>;
  /** Of a trip by `tripId`, of an entry of the agenda by `entryId`. */
  cancelThing(actor: Actor, raw: Record<string, unknown>): Promise<Result<{ ended: number }>>;
  giveThing(actor: Actor, raw: Record<string, unknown>): Promise<Result<null>>;
  takeThingBack(actor: Actor, raw: Record<string, unknown>): Promise<Result<null>>;
};
