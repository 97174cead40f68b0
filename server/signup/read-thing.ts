import { z } from "zod";
import type { ThingKey } from "@/db/signup-thing";

const occurrenceSchema = z
  .string()
  .regex(/^20\d\d-\d\d-\d\d(T\d\d:\d\d)?$/)
  .nullable()
  .default(null);
const keySchema = z.union([
  z.object({ tripId: z.uuid() }),
  z.object({
    entryId: z.uuid(),
    occurrence: z.preprocess((value) => (value === "" ? null : value), occurrenceSchema),
  }),
]);

/** The thing that a form names; null when it names none. */
export function readThing(raw: Record<string, unknown>): ThingKey | null {
  return keySchema.safeParse(raw).data ?? null;
}
