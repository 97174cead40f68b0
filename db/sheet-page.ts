import { sql } from "kysely";
import type { Db } from "./client";

export type SheetPageTrip = { tripId: string; cancelReason: string | null; given: boolean };

/** What the sheet's page shows of each trip besides its values: by whom it is run, and why it was cancelled. */
export async function sheetPageTrips(db: Db, documentId: string, accountId: string): Promise<SheetPageTrip[]> {
  return db
    .selectFrom("trip")
    .select(["trip.id as tripId", "trip.cancelReason"])
    .select((eb) => [
      eb
        .exists(
          eb
            .selectFrom("tripOrganiser")
            .select(sql<number>`1`.as("one"))
            .whereRef("tripOrganiser.tripId", "=", "trip.id")
            .where("tripOrganiser.accountId", "=", accountId),
        )
        .$castTo<boolean>()
        .as("given"),
    ])
    .where("trip.documentId", "=", documentId)
    .execute();
}

export type OwnSignup = { tripId: string; signupId: string; state: string };

/** An account's live sign-ups on the trips of one sheet. */
export async function ownSignups(db: Db, documentId: string, accountId: string): Promise<OwnSignup[]> {
  return db
    .selectFrom("signup")
    .innerJoin("trip", "trip.id", "signup.tripId")
    .select(["trip.id as tripId", "signup.id as signupId", "signup.state"])
    .where("trip.documentId", "=", documentId)
    .where("signup.accountId", "=", accountId)
    .where("signup.endedAt", "is", null)
    .execute();
}
