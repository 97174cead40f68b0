import { z } from "zod";
import type { ThingKey } from "@/db/signup-thing";

const keySchema = z.object({ tripId: z.uuid() });

/** The thing that a form names; null when it names none. */
export function readThing(raw: Record<string, unknown>): ThingKey | null {
  return keySchema.safeParse(raw).data ?? null;
}
