import { sql } from "kysely";
import type { Db } from "./client";
import type { SignupRow } from "./signup";
import { isFor, type ThingKey } from "./signup-thing";

/** Which part of a list: lists of sign-ups grow without end, pages do not. */
export type ListPart = { limit: number; offset: number };

/** Everyone with a seat or one that is held, in order of asking. What the thing can hold bounds it. */
export async function signupsOnBoard(db: Db, thing: ThingKey): Promise<SignupRow[]> {
  return db
    .selectFrom("signup")
    .selectAll()
    .where(isFor(thing))
    .where("state", "in", ["confirmed", "pending"])
    .where("endedAt", "is", null)
    .where("anonymisedAt", "is", null)
    .orderBy("createdAt")
    .orderBy("id")
    .execute();
}

/** A part of the queue, offers out included, in its order: the first one has rank `offset` + 1. */
export async function signupsInQueue(db: Db, thing: ThingKey, part: ListPart): Promise<SignupRow[]> {
  return db
    .selectFrom("signup")
    .selectAll()
    .where(isFor(thing))
    .where("state", "in", ["waiting", "offered"])
    .orderBy("queueNumber")
    .limit(part.limit)
    .offset(part.offset)
    .execute();
}

/** A part of what has ended, the latest first; people who were forgotten are not in it. */
export async function endedSignups(db: Db, thing: ThingKey, part: ListPart): Promise<SignupRow[]> {
  return db
    .selectFrom("signup")
    .selectAll()
    .where(isFor(thing))
    .where("endedAt", "is not", null)
    .where("anonymisedAt", "is", null)
    .orderBy("endedAt", "desc")
    .orderBy("id")
    .limit(part.limit)
    .offset(part.offset)
    .execute();
}

/** Seats confirmed and held; requests that wait, that stand in the queue (offers included), and that have ended. */
export async function signupFigures(
  db: Db,
  thing: ThingKey,
): Promise<{ confirmed: number; held: number; waiting: number; queue: number; ended: number }> {
  return db
    .selectFrom("signup")
    .select((eb) => {
      const seats = (states: string[]) =>
        eb.fn.coalesce(eb.fn.sum<number>("party").filterWhere("state", "in", states), eb.lit(0));
      const requests = (states: string[]) => eb.fn.countAll<number>().filterWhere("state", "in", states);
      return [
        seats(["confirmed"]).as("confirmed"),
        seats(["pending", "offered"]).as("held"),
        requests(["waiting"]).as("waiting"),
        requests(["waiting", "offered"]).as("queue"),
        eb.fn.countAll<number>().filterWhere("endedAt", "is not", null).as("ended"),
      ];
    })
    .where(isFor(thing))
    .where("anonymisedAt", "is", null)
    .executeTakeFirstOrThrow();
}

/** Places in the queue, from 1: those who wait or hold an offer, by queue number. */
export async function ranksOf(db: Db, signupIds: readonly string[]): Promise<Map<string, number>> {
  if (signupIds.length === 0) return new Map();
  const { rows } = await sql<{ id: string; rank: number }>`
    with line as (
      select id, row_number() over (partition by trip_id, entry_id, occurrence order by queue_number) as rank
      from signup
      where state in ('waiting', 'offered') and (
        trip_id in (
          select trip_id from signup where id = any(${signupIds}::uuid[]) and state in ('waiting', 'offered')
        ) or entry_id in (
          select entry_id from signup where id = any(${signupIds}::uuid[]) and state in ('waiting', 'offered')
        )
      )
    )
    select id, rank from line where id = any(${signupIds}::uuid[])
  `.execute(db);
  return new Map(rows.map((row) => [row.id, row.rank]));
}

/** What an account has asked for, or an address, and that is not forgotten: live ones first, each newest first. */
export async function signupsOfPerson(
  db: Db,
  who: { accountId: string } | { email: string },
  part: ListPart,
): Promise<SignupRow[]> {
  return db
    .selectFrom("signup")
    .selectAll()
    .where("anonymisedAt", "is", null)
    .where((eb) => ("email" in who ? eb("email", "=", who.email) : eb("accountId", "=", who.accountId)))
    .orderBy(sql`ended_at is not null`)
    .orderBy("createdAt", "desc")
    .orderBy("id")
    .limit(part.limit)
    .offset(part.offset)
    .execute();
}

/** Live sign-ups of an address that belong to no account yet. */
export async function signupsToClaim(db: Db, email: string, limit: number): Promise<SignupRow[]> {
  return db
    .selectFrom("signup")
    .selectAll()
    .where("email", "=", email)
    .where("accountId", "is", null)
    .where("endedAt", "is", null)
    .where("anonymisedAt", "is", null)
    .orderBy("createdAt", "desc")
    .limit(limit)
    .execute();
}
