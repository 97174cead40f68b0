import type { SheetRow } from "@/domain/transport/schema";
import type { TripFigures } from "./trip-figures";

/** What one tap on a ticket does; nothing for a row that is gone. Stable, so that a ticket is drawn again only when its trip changes. */
export type TicketActs = {
  /** Opens the trip to be edited, or to be read by who may not write. */
  readonly open: (rowId: string) => void;
  /** Opens the whole trip to be read. */
  readonly read: (rowId: string) => void;
  readonly seats: (row: SheetRow | undefined, by: -1 | 1) => void;
  readonly close: (row: SheetRow | undefined, closed: boolean) => void;
  /** « J'y vais »: one seat for this person. */
  readonly go: (figures: TripFigures) => void;
};
