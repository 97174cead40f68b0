import type { Change } from "@/domain/transport/difference";
import type { SheetRow } from "@/domain/transport/schema";

/** What this page may do to the sheet: take one change back, or bring back a row or a whole version. */
export type HistoryAct =
  | { kind: "change"; change: Change }
  | { kind: "row"; rowId: string }
  | { kind: "version"; rows: readonly SheetRow[] };
/** `number` tells two asks for the same thing apart. */
export type HistoryAsk = { act: HistoryAct; number: number };
