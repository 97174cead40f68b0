import type { AgendaEntry } from "@/domain/calendar/schema";
import type { Change } from "@/domain/kernel/change";
import type { SheetRow } from "@/domain/transport/schema";

/** A document as it once stood. */
export type Past = { of: "sheet"; past: readonly SheetRow[] } | { of: "agenda"; past: readonly AgendaEntry[] };
/** What this page may do to the document: take one change back, or bring back a thing or a whole version. */
export type HistoryAct =
  | { kind: "change"; change: Change }
  | { kind: "thing"; thingId: string }
  | { kind: "version"; version: Past };
/** `number` tells two asks for the same thing apart. */
export type HistoryAsk = { act: HistoryAct; number: number };
