import type { Db, Trx } from "./client";
import type { Json } from "./schema";

export type NewEvent = {
  signupId: string;
  at: Date;
  what: string;
  byKind: "holder" | "organiser" | "system";
  accountId?: string | null;
  detail?: Record<string, Json>;
};
export type EventRow = {
  signupId: string;
  at: Date;
  what: string;
  byKind: string;
  by: string | null;
  detail: Json;
};

/** Writes history: in the same transaction as what it tells. */
export async function insertEvents(trx: Trx, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await trx
    .insertInto("signupEvent")
    .values(
      events.map((event) => ({
        signupId: event.signupId,
        at: event.at,
        what: event.what,
        byKind: event.byKind,
        accountId: event.accountId ?? null,
        detail: JSON.stringify(event.detail ?? {}),
      })),
    )
    .execute();
}

/** The history of sign-ups, oldest first, with the name of the account behind each line. */
export async function eventsOfTrip(db: Db, tripId: string): Promise<EventRow[]> {
  return db
    .selectFrom("signupEvent")
    .innerJoin("signup", "signup.id", "signupEvent.signupId")
    .leftJoin("account", "account.id", "signupEvent.accountId")
    .select([
      "signupEvent.signupId",
      "signupEvent.at",
      "signupEvent.what",
      "signupEvent.byKind",
      "signupEvent.detail",
      "account.name as by",
    ])
    .where("signup.tripId", "=", tripId)
    .orderBy("signupEvent.id")
    .execute();
}
