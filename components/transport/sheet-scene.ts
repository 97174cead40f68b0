import type { ReactNode } from "react";
import type { Peer } from "@/components/collab/presence";
import type { SyncState } from "@/components/collab/sync-provider";
import type { SheetRow } from "@/domain/transport/schema";
import type { SheetDay } from "./sheet-days";
import type { SheetEditor } from "./sheet-editor";
import type { ShownIssue } from "./shown-issue";
import type { TicketActs } from "./ticket-acts";
import type { DepartureOption, FiguresByRow, RosterOption, SheetTotals } from "./trip-figures";

/** What was just done, and whether « Annuler » beside it takes it back. */
export type Snack = { readonly text: string; readonly undo: boolean };

/** What the sheet on a desk and the one on a phone are both made of; `sheet-view.tsx` gathers it. */
export type SheetScene = {
  /** What filters and sorting are remembered under. */
  readonly room: string;
  /** This person's id in the roster. */
  readonly me: string;
  readonly coalitionId: string;
  /** All rows that are not removed, in the order of the document. */
  readonly rows: readonly SheetRow[];
  /** The same under their departures. */
  readonly days: readonly SheetDay[];
  readonly departures: readonly DepartureOption[];
  readonly roster: readonly RosterOption[];
  readonly figures: FiguresByRow;
  readonly totals: SheetTotals;
  readonly issuesOf: (row: SheetRow) => readonly ShownIssue[];
  /** The others in the room. */
  readonly peers: readonly Peer[];
  readonly nameOf: (userId: string) => string;
  readonly canWrite: boolean;
  readonly editor: SheetEditor;
  readonly sync: SyncState;
  /** Ids of the rows of which something waits on this device for the network. */
  readonly unsent: ReadonlySet<string>;
  /** This person reads the sheet only, by their role. */
  readonly readOnly: boolean;
  readonly opened: SheetRow | null;
  /** The day of the open trip, `YYYY-MM-DD`; empty without a departure. */
  readonly openedDay: string;
  /** The whole open trip: its fields and acts. */
  readonly details: ReactNode;
  readonly ticketActs: TicketActs;
  readonly onOpen: (rowId: string) => void;
  readonly onClose: () => void;
  readonly onPresence: (rowId: string | null, field: string | null) => void;
  readonly onSnack: (snack: Snack) => void;
};
