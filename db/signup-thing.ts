import { type Expression, type ExpressionBuilder, type SqlBool, sql } from "kysely";
import type { DB } from "./schema";

/**
 * What one signs up for: a trip, or an entry of the agenda. `occurrence`: of a series, which one, by when it was to begin;
 * null for what happens once.
 */
export type TripKey = { tripId: string };
export type EntryKey = { entryId: string; occurrence: string | null };
export type ThingKey = TripKey | EntryKey;

type KeyColumns = { tripId: string | null; entryId: string | null; occurrence: string | null };

/** The thing that a sign-up is for. */
export function thingOf({ tripId, entryId, occurrence }: KeyColumns): ThingKey {
  if (tripId !== null) return { tripId };
  if (entryId === null) throw new Error("a sign-up is for a trip or for an entry");
  return { entryId, occurrence };
}

/** The columns of a sign-up that name its thing. */
export function thingColumns(key: ThingKey): KeyColumns {
  return "tripId" in key ? { ...key, entryId: null, occurrence: null } : { ...key, tripId: null };
}

/** The condition that a sign-up is for this thing. */
export function isFor(key: ThingKey) {
  return (eb: ExpressionBuilder<DB, "signup">): Expression<SqlBool> =>
    "tripId" in key
      ? eb("signup.tripId", "=", key.tripId)
      : eb.and([
          eb("signup.entryId", "=", key.entryId),
          eb(sql<string>`coalesce(occurrence, '')`, "=", key.occurrence ?? ""),
        ]);
}

/** One text that names a thing and no other. */
export function thingId(key: ThingKey): string {
  return "tripId" in key ? key.tripId : [key.entryId, ...(key.occurrence ? [key.occurrence] : [])].join(" ");
}

/** Whether two name the same thing. */
export function sameThing(one: ThingKey, other: ThingKey): boolean {
  return thingId(one) === thingId(other);
}

/** Each once, in the one order in which several are locked. */
export function inOrder(keys: readonly ThingKey[]): ThingKey[] {
  const byId = new Map(keys.map((key) => [thingId(key), key]));
  return [...byId.keys()].sort().flatMap((id) => byId.get(id) ?? []);
}
