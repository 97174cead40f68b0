import type { Db } from "./client";
import { findTrips } from "./trip-seats";

/** A coalition's plans, also those that were put away, by title. */
export async function plansToTake(db: Db, coalitionId: string): Promise<string[]> {
  const rows = await db
    .selectFrom("plan")
    .select("id")
    .where("coalitionId", "=", coalitionId)
    .orderBy("title")
    .orderBy("id")
    .execute();
  return rows.map((row) => row.id);
}

/** Its trips, in the order of their titles. */
export async function tripsToTake(db: Db, coalitionId: string) {
  const rows = await db
    .selectFrom("trip")
    .select("id")
    .where("coalitionId", "=", coalitionId)
    .orderBy("title")
    .orderBy("id")
    .execute();
  return findTrips(
    db,
    rows.map((row) => row.id),
  );
}

/** What it travels to, the soonest first. */
export async function departuresToTake(db: Db, coalitionId: string) {
  return db
    .selectFrom("departure")
    .select(["title", "startsAtLocal", "endsAtLocal", "place", "address"])
    .where("coalitionId", "=", coalitionId)
    .where("removedAt", "is", null)
    .orderBy("startsAtLocal")
    .orderBy("id")
    .execute();
}

/** Its entries that somebody has signed up for, one line for each of their times. */
export async function signedUpTimes(db: Db, coalitionId: string) {
  return db
    .selectFrom("signup")
    .innerJoin("agendaEntry", "agendaEntry.id", "signup.entryId")
    .select(["agendaEntry.id", "agendaEntry.title", "signup.occurrence"])
    .distinct()
    .where("agendaEntry.coalitionId", "=", coalitionId)
    .where("signup.anonymisedAt", "is", null)
    .orderBy("agendaEntry.title")
    .orderBy("agendaEntry.id")
    .orderBy("signup.occurrence")
    .execute();
}

/** What was written to those who follow it, sent or not. */
export async function newsToTake(db: Db, coalitionId: string) {
  return db
    .selectFrom("news")
    .select(["title", "body", "sentAt"])
    .where("coalitionId", "=", coalitionId)
    .orderBy("sentAt")
    .orderBy("id")
    .execute();
}
