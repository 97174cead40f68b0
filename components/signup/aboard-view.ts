/** A trip from inside as its page shows it; days and hours are already in words. */

/** A page of a list: how many there are in all, and the links to the pages beside it. */
export type PeoplePart = {
  readonly people: readonly PersonView[];
  readonly total: number;
  readonly before: string | null;
  readonly after: string | null;
};

export type StopChoice = { readonly id: string; readonly label: string };
export type RideChoice = {
  readonly outbound: readonly StopChoice[];
  readonly return: readonly StopChoice[];
};

export type PersonView = {
  readonly id: string;
  readonly name: string;
  readonly party: number;
  readonly state: "pending" | "waiting" | "offered" | "confirmed" | "cancelled" | "expired";
  /** « 2 places, aller-retour » */
  readonly line: string;
  /** Where they get on, for the queue. */
  readonly from: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly writtenBy: string | null;
  /** « À confirmer avant 20 h 40 », « Par téléphone » */
  readonly badges: readonly { readonly tone: "maybe" | "off" | "ok"; readonly text: string }[];
  /** What they need to travel. */
  readonly wheelchair: boolean;
  readonly need: string;
  /** « Plein, 25 € »; null on a trip without prices. */
  readonly price: string | null;
  readonly paid: boolean;
  readonly rank: number | null;
  /** Why there is no offer yet, or until when there is one. */
  readonly why: string | null;
  readonly toCall: boolean;
  readonly mayConfirm: boolean;
  readonly ride: {
    readonly direction: "both" | "outbound" | "return";
    readonly outboundFrom: string;
    readonly outboundTo: string;
    readonly returnFrom: string;
    readonly returnTo: string;
  };
  readonly history: readonly { readonly key: string; readonly at: string; readonly text: string }[];
};

/** Seats by price, and how many of them somebody marked as paid. */
export type PriceTotal = {
  readonly key: string;
  readonly price: string;
  readonly seats: number;
  readonly paid: number;
};

export type StopGroup = {
  readonly id: string;
  readonly time: string;
  readonly place: string;
  readonly removed: boolean;
  readonly returning: boolean;
  readonly seats: number;
  readonly people: readonly PersonView[];
};
