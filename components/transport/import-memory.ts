import * as z from "zod/mini";
import { type Target, targets } from "@/domain/transport/exchange/columns";

/** What each heading became the last time, by its words; null: it stayed out. */
const memorySchema = z.record(z.string().check(z.maxLength(200)), z.nullable(z.enum(targets)));

const keyOf = (coalitionId: string) => `cortege.import.${coalitionId}`;

/** A device may keep nothing, or something of another version: then nothing is remembered. */
export function rememberedColumns(coalitionId: string): ReadonlyMap<string, Target | null> {
  try {
    const stored = memorySchema.safeParse(JSON.parse(localStorage.getItem(keyOf(coalitionId)) ?? "{}"));
    return new Map(stored.success ? Object.entries(stored.data) : []);
  } catch {
    return new Map();
  }
}

export function rememberColumns(coalitionId: string, chosen: ReadonlyMap<string, Target | null>): void {
  const all = new Map([...rememberedColumns(coalitionId), ...chosen]);
  // The oldest go first: a device is no archive.
  const kept = [...all].slice(-200);
  try {
    localStorage.setItem(keyOf(coalitionId), JSON.stringify(Object.fromEntries(kept)));
  } catch {
    // A full or closed storage only means that the choice is asked again.
  }
}
