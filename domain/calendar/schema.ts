import { type Cell, longestCell } from "@/domain/kernel/document-values";

// Browsers carry this file: no library that judges values.
/** What one comes to, where `departure` is leaving together for something elsewhere. */
const eventKinds = ["meeting", "action", "leafleting", "training", "call", "departure"] as const;
export const entryKinds = [...eventKinds, "task"] as const;
export type EntryKind = (typeof entryKinds)[number];

export const visibilities = ["members", "public"] as const;
export type Visibility = (typeof visibilities)[number];
export const taskStates = ["todo", "doing", "done"] as const;
export type TaskState = (typeof taskStates)[number];

/** Refused in the interface beyond, and ignored by the projector. */
export const agendaLimits = {
  entries: 5000,
  cell: longestCell,
  title: 200,
  /** Of a place or an address. */
  line: 200,
  helpers: 1000,
  exceptions: 200,
  /** Of one event, in days. */
  days: 31,
} as const;

/** Plain values: a choice, a number, a time as typed, an id. */
export const entryFields = [
  "kind",
  "start",
  "end",
  "place",
  "address",
  "lead",
  "helpers",
  "visibility",
  "due",
  "owner",
  "state",
  "partOf",
  // Of a series that goes on where another was split: « the other's id, the time of it that this one begins with ».
  "splitFrom",
] as const;
export type EntryField = (typeof entryFields)[number];
export const entryTexts = ["title", "notes", "bring"] as const;
export type EntryText = (typeof entryTexts)[number];

/**
 * What becomes of one occurrence of a series, known by when it was to begin. Empty fields: as the series says. `reason`: it
 * is cancelled for good, in SQL; in a document there is none.
 */
export type EntryException = {
  at: string;
  cancelled: boolean;
  start: string;
  end: string;
  place: string;
  reason?: string;
};

/** An entry as somebody typed it. `recurrence` is whatever stands there: see `readRecurrence`. */
export type AgendaEntry = Record<EntryField, Cell> &
  Record<EntryText, string> & { id: string; recurrence: unknown; exceptions: EntryException[]; removed: boolean };

export function kindOf(value: unknown): EntryKind | null {
  return entryKinds.find((kind) => kind === value) ?? null;
}
