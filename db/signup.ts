import type { Insertable, Selectable, Updateable } from "kysely";
import type { Db, Trx } from "./client";
import type { SignupTable } from "./schema";
import { isFor, type ThingKey, thingOf } from "./signup-thing";

export type SignupRow = Selectable<SignupTable>;
export type NewSignup = Insertable<SignupTable>;
export type SignupChange = Updateable<SignupTable>;

export async function insertSignup(trx: Trx, row: NewSignup): Promise<SignupRow> {
  return trx.insertInto("signup").values(row).returningAll().executeTakeFirstOrThrow();
}

export async function updateSignup(trx: Trx, id: string, change: SignupChange): Promise<SignupRow> {
  return trx.updateTable("signup").set(change).where("id", "=", id).returningAll().executeTakeFirstOrThrow();
}

export async function findSignup(db: Db, id: string): Promise<SignupRow | undefined> {
  return db.selectFrom("signup").selectAll().where("id", "=", id).executeTakeFirst();
}

/** The one live sign-up of a holder for a thing, found by holder, account or address: whoever asks again gets this one. */
export async function findLiveSignup(
  db: Db,
  thing: ThingKey,
  who: { holder: string; email: string | null },
): Promise<SignupRow | undefined> {
  return db
    .selectFrom("signup")
    .selectAll()
    .where(isFor(thing))
    .where("endedAt", "is", null)
    .where((eb) => eb.or([eb("holder", "=", who.holder), ...(who.email ? [eb("email", "=", who.email)] : [])]))
    .executeTakeFirst();
}

/** All that an account or an address asked of a thing and that is not forgotten. */
export async function signupsOfPersonFor(
  db: Db,
  thing: ThingKey,
  who: { accountId: string | null; email: string },
): Promise<SignupRow[]> {
  return db
    .selectFrom("signup")
    .selectAll()
    .where(isFor(thing))
    .where("anonymisedAt", "is", null)
    .where((eb) =>
      eb.or([eb("email", "=", who.email), ...(who.accountId ? [eb("accountId", "=", who.accountId)] : [])]),
    )
    .orderBy("id")
    .execute();
}

/** An account's live sign-up for a thing. */
export async function findLiveSignupOf(db: Db, thing: ThingKey, accountId: string): Promise<SignupRow | undefined> {
  return db
    .selectFrom("signup")
    .selectAll()
    .where(isFor(thing))
    .where("accountId", "=", accountId)
    .where("endedAt", "is", null)
    .executeTakeFirst();
}

/** What those who hold a place need, sealed; who needs nothing is left out. */
export async function sealedAccessOf(db: Db, thing: ThingKey): Promise<string[]> {
  const rows = await db
    .selectFrom("signup")
    .select((eb) => eb.ref("accessEncrypted").$notNull().as("sealed"))
    .where(isFor(thing))
    .where("endedAt", "is", null)
    .where("accessEncrypted", "is not", null)
    .where((eb) =>
      eb.or([
        eb("state", "in", ["confirmed", "offered"]),
        eb.and([eb("state", "=", "pending"), eb("holds", "=", true)]),
      ]),
    )
    .execute();
  return rows.map((row) => row.sealed);
}

/** Who may be offered a seat: those whose address is confirmed, in order of queue number. */
export async function confirmedQueue(db: Db, thing: ThingKey): Promise<SignupRow[]> {
  return db
    .selectFrom("signup")
    .selectAll()
    .where(isFor(thing))
    .where("state", "=", "waiting")
    .where("confirmedAt", "is not", null)
    .orderBy("queueNumber")
    .execute();
}

/** The next queue number: the highest ever given for this thing, plus one. Read under its lock. */
export async function nextQueueNumber(trx: Trx, thing: ThingKey): Promise<number> {
  const { highest } = await trx
    .selectFrom("signup")
    .select((eb) => eb.fn.max<number | null>("queueNumber").as("highest"))
    .where(isFor(thing))
    .executeTakeFirstOrThrow();
  return (highest ?? 0) + 1;
}

/** Ends what is out of time: holds nobody confirmed, offers nobody answered (their address is confirmed). */
export async function expireSignups(trx: Trx, thing: ThingKey, now: Date): Promise<SignupRow[]> {
  return trx
    .updateTable("signup")
    .set({ state: "expired", expiresAt: null, endedAt: now })
    .where(isFor(thing))
    .where("endedAt", "is", null)
    .where("expiresAt", "<=", now)
    .returningAll()
    .execute();
}

/** Ends everything that is live for a thing, for one reason. */
export async function cancelAllSignups(trx: Trx, thing: ThingKey, now: Date, reason: string): Promise<SignupRow[]> {
  return trx
    .updateTable("signup")
    .set({
      state: "cancelled",
      expiresAt: null,
      endedAt: now,
      cancelReason: reason,
      accessEncrypted: null,
      answersEncrypted: null,
    })
    .where(isFor(thing))
    .where("endedAt", "is", null)
    .returningAll()
    .execute();
}

/** How many places are taken: confirmed, offered, and pending ones that hold. */
export async function placesTaken(db: Db, thing: ThingKey): Promise<number> {
  const { taken } = await db
    .selectFrom("signup")
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>("party"), eb.lit(0)).as("taken"))
    .where(isFor(thing))
    .where("endedAt", "is", null)
    .where((eb) =>
      eb.or([
        eb("state", "in", ["confirmed", "offered"]),
        eb.and([eb("state", "=", "pending"), eb("holds", "=", true)]),
      ]),
    )
    .executeTakeFirstOrThrow();
  return taken;
}

/** What unconfirmed requests hold now, of an address and of a network, for all things. Exact under their locks. */
export async function pendingCounts(
  db: Db,
  email: string,
  networkHash: string | null,
  now: Date,
): Promise<{ emailSignups: number; emailSeats: number; networkSeats: number }> {
  const row = await db
    .selectFrom("signup")
    .select((eb) => [
      eb.fn.countAll<number>().filterWhere("email", "=", email).as("emailSignups"),
      eb.fn.coalesce(eb.fn.sum<number>("party").filterWhere("email", "=", email), eb.lit(0)).as("emailSeats"),
      eb.fn
        .coalesce(eb.fn.sum<number>("party").filterWhere("networkHash", "=", networkHash ?? ""), eb.lit(0))
        .as("networkSeats"),
    ])
    .where("state", "=", "pending")
    .where("holds", "=", true)
    .where("expiresAt", ">", now)
    .where((eb) => eb.or([eb("email", "=", email), eb("networkHash", "=", networkHash ?? "")]))
    .executeTakeFirstOrThrow();
  return row;
}

/** How many stand in the queue, offers out included. */
export async function queueLength(db: Db, thing: ThingKey): Promise<number> {
  const { length } = await db
    .selectFrom("signup")
    .select((eb) => eb.fn.countAll<number>().as("length"))
    .where(isFor(thing))
    .where("state", "in", ["waiting", "offered"])
    .executeTakeFirstOrThrow();
  return length;
}

/** Things whose sign-ups time has overtaken: a hold or an offer has run out. */
export async function overtakenThings(db: Db, now: Date): Promise<ThingKey[]> {
  const rows = await db
    .selectFrom("signup")
    .select(["tripId", "entryId", "occurrence"])
    .distinct()
    .where("expiresAt", "<=", now)
    .where("endedAt", "is", null)
    .execute();
  return rows.map(thingOf);
}
