import { z } from "zod";
import type { EventRow } from "@/db/signup-event";

const lineSchema = z.object({
  at: z.date(),
  what: z.enum([
    "asked",
    "confirmed",
    "queued",
    "offered",
    "passed_over",
    "accepted",
    "declined",
    "expired",
    "changed",
    "cancelled",
    "claimed",
    "added",
    "trip_cancelled",
    "code_sent",
    "price_changed",
    "paid",
    "unpaid",
    "coming",
  ]),
  byKind: z.enum(["holder", "organiser", "system"]),
  by: z.string().nullable(),
  detail: z.object({
    party: z.number().optional(),
    fromParty: z.number().optional(),
    moved: z.boolean().optional(),
    reason: z.string().optional(),
    lacking: z.number().optional(),
  }),
});

/** One line of a sign-up's history. `by` is the name of the organiser who did it. */
export type HistoryLine = z.infer<typeof lineSchema>;

/** One line as pages show it; throws on what this version never writes. */
export function asHistoryLine(event: EventRow): HistoryLine {
  return lineSchema.parse({ ...event, by: event.by || null });
}
