import type { SheetRow } from "@/domain/transport/schema";
import type { TicketActs } from "./ticket-acts";
import type { DepartureOption, RosterOption, TripFigures } from "./trip-figures";

/** What « J'y vais » answers: the state of one's place, or a refusal in words. */
export type GoAnswer = { readonly state: string } | { readonly message: string };

/** What the page gives the sheet. */
export type SheetViewProps = {
  room: string;
  /** This person's id in the roster. */
  me: string;
  /** Whose copy this device keeps. */
  account: string;
  canWrite: boolean;
  departures: readonly DepartureOption[];
  /** The day from which a departure is still ahead, `YYYY-MM-DD`. */
  today: string;
  /** When `figures` were read, in milliseconds. */
  readAt: number;
  coalitionId: string;
  roster: readonly RosterOption[];
  /**
   * Below `source` a trip's changes are read, by its row; `href` is the page of them all. `keep` keeps the sheet as it
   * stands, before an import.
   */
  history: { source: string; keep: () => Promise<boolean>; href: string };
  figures: readonly TripFigures[];
  signInHref: string;
  /** Takes one seat for this person on a trip. */
  goAlong: (request: { tripId: string; requestId: string }) => Promise<GoAnswer>;
};

/** Something pressed before the editor was there, done once it is. */
export type Wanted = (hand: { readonly acts: TicketActs; readonly add: () => void; readonly row: RowById }) => void;
type RowById = (rowId: string) => SheetRow | undefined;
