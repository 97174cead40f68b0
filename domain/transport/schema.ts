import { z } from "zod";

export const modes = ["car", "minibus", "coach", "train", "bike", "walk"] as const;
export const modeSchema = z.enum(modes);
export type Mode = z.infer<typeof modeSchema>;

export const rowStates = ["draft", "open", "closed"] as const;
export const rowStateSchema = z.enum(rowStates);
export type RowState = z.infer<typeof rowStateSchema>;

export const directions = ["outbound", "return"] as const;
export const directionSchema = z.enum(directions);
export type Direction = z.infer<typeof directionSchema>;

/** What the interface refuses beyond, and the projector ignores. */
export const sheetLimits = { rows: 500, stops: 40, cell: 2000, title: 200, place: 200, seats: 1000 } as const;

export const seatsSchema = z.number().int().min(1).max(sheetLimits.seats);
export const organiserSeatsSchema = z.number().int().min(0).max(sheetLimits.seats);

/** A value as somebody typed it: it may be wrong ("douze"), and is then kept and flagged. */
export type Cell = string | number | null;

/** Fields that hold one plain value, written when the field is left. */
export const cellFields = [
  "departureId",
  "mode",
  "seats",
  "organiserSeats",
  "bookingDeadline",
  "ownerId",
  "state",
] as const;
export type CellField = (typeof cellFields)[number];
/** Fields that two people may write in at once. */
export type TextField = "title" | "notes";

/** `at` is wall-clock time in Paris, `2026-12-29T08:30`, or what was typed instead. */
export type SheetStop = { id: string; place: string; at: string; order: string };

/** One row as read from the document, whatever a client wrote there. */
export type SheetRow = Record<CellField, Cell> &
  Record<TextField, string> & {
    id: string;
    outbound: SheetStop[];
    return: SheetStop[];
    order: string;
    removed: boolean;
  };

/** "53" is the number 53; anything else stays as typed; an empty field is null. */
export function typedNumber(text: string): Cell {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  return /^-?\d{1,9}$/.test(trimmed) ? Number(trimmed) : trimmed;
}

/** "8 h 30", "8:30", "8h" or "0830" on `day` (`2026-12-29`) as wall-clock time; anything else stays as typed. */
export function typedTime(text: string, day: string): string {
  const trimmed = text.trim();
  const found = /^(\d{1,2})(?:\s*[h:.]\s*(\d{2})?|(\d{2}))?$/iu.exec(trimmed);
  if (!found) return trimmed;
  const hour = Number(found[1]);
  const minute = Number(found[2] ?? found[3] ?? 0);
  if (hour > 23 || minute > 59) return trimmed;
  return `${day}T${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}
