import type { Expression, ExpressionBuilder, SqlBool } from "kysely";
import type { DB, SignupTable } from "./schema";

/** What one signs up for. */
export type ThingKey = { tripId: string };

/** The thing that a sign-up is for. */
export function thingOf(row: { tripId: string }): ThingKey {
  return { tripId: row.tripId };
}

/** The columns of a sign-up that name its thing. */
export function thingColumns(key: ThingKey): Pick<SignupTable, "tripId"> {
  return { tripId: key.tripId };
}

/** The condition that a sign-up is for this thing. */
export function isFor(key: ThingKey) {
  return (eb: ExpressionBuilder<DB, "signup">): Expression<SqlBool> => eb("signup.tripId", "=", key.tripId);
}

/** Whether two name the same thing. */
export function sameThing(one: ThingKey, other: ThingKey): boolean {
  return one.tripId === other.tripId;
}

/** Each once, in the one order in which several are locked. */
export function inOrder(keys: readonly ThingKey[]): ThingKey[] {
  const byId = new Map(keys.map((key) => [key.tripId, key]));
  return [...byId.keys()].sort().flatMap((id) => byId.get(id) ?? []);
}

/** One text that names a thing and no other. */
export function thingId(key: ThingKey): string {
  return key.tripId;
}
