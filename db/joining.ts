import { sql } from "kysely";
import { type JoinMode, joinModeSchema } from "@/domain/coalition/joining";
import type { Role } from "@/domain/kernel/role";
import type { Db, Trx } from "./client";

/** A published coalition as who wants to take part meets it. */
export async function findJoinable(
  db: Db,
  slug: string,
): Promise<{ id: string; name: string; mode: JoinMode } | undefined> {
  const row = await db
    .selectFrom("coalition")
    .select(["id", "name", "joinMode"])
    .where("slug", "=", slug)
    .where("publishedAt", "is not", null)
    .executeTakeFirst();
  return row && { id: row.id, name: row.name, mode: joinModeSchema.parse(row.joinMode) };
}

export async function setJoinMode(trx: Trx, coalitionId: string, joinMode: JoinMode): Promise<void> {
  await trx.updateTable("coalition").set({ joinMode }).where("id", "=", coalitionId).execute();
}

/** How somebody stands in a coalition, or stood. */
export async function findStanding(
  db: Db,
  coalitionId: string,
  accountId: string,
): Promise<{ removedAt: Date | null; leftBySelf: boolean; decidedAt: Date | null } | undefined> {
  return db
    .selectFrom("membership")
    .select(["removedAt", "leftBySelf", "decidedAt"])
    .where("coalitionId", "=", coalitionId)
    .where("accountId", "=", accountId)
    .executeTakeFirst();
}

/**
 * Gives somebody a part: under the id that documents hold where they had one. Whoever has a role keeps it. They hear of the
 * coalition as often as their address did that followed it, and of what is new from now on.
 */
export async function admit(
  trx: Trx,
  { coalitionId, accountId, name, role }: { coalitionId: string; accountId: string; name: string; role: Role },
): Promise<void> {
  await trx
    .insertInto("membership")
    .values({ coalitionId, accountId, name, role })
    .onConflict((conflict) =>
      conflict
        .columns(["coalitionId", "accountId"])
        .doUpdateSet({ name, role, removedAt: null, leftBySelf: false, toldAt: sql<Date>`now()` })
        .where("membership.removedAt", "is not", null),
    )
    .execute();
  await trx
    .updateTable("membership")
    .from("follower")
    .innerJoin("account", "account.email", "follower.email")
    .set((eb) => ({ frequency: eb.ref("follower.frequency"), toldAt: eb.ref("follower.toldAt") }))
    .where("membership.coalitionId", "=", coalitionId)
    .where("membership.accountId", "=", accountId)
    .where("follower.coalitionId", "=", coalitionId)
    .where("follower.confirmedAt", "is not", null)
    .where("account.id", "=", accountId)
    .execute();
}

export type JoinRequestRow = { accountId: string; name: string; words: string; askedAt: Date };

/** The same person asks once; asking again says it anew. Whether it is a new one. */
export async function insertJoinRequest(trx: Trx, request: JoinRequestRow & { coalitionId: string }): Promise<boolean> {
  const before = await findJoinRequest(trx, request.coalitionId, request.accountId);
  await trx
    .insertInto("joinRequest")
    .values(request)
    .onConflict((conflict) =>
      conflict.columns(["coalitionId", "accountId"]).doUpdateSet({ name: request.name, words: request.words }),
    )
    .execute();
  return before === undefined;
}

export async function findJoinRequest(
  db: Db,
  coalitionId: string,
  accountId: string,
): Promise<JoinRequestRow | undefined> {
  return requests(db, coalitionId).where("accountId", "=", accountId).executeTakeFirst();
}

/** Those who wait for an answer, the first who asked first. */
export async function joinRequests(db: Db, coalitionId: string, limit: number): Promise<JoinRequestRow[]> {
  return requests(db, coalitionId).orderBy("askedAt").orderBy("accountId").limit(limit).execute();
}

export async function deleteJoinRequest(trx: Trx, coalitionId: string, accountId: string): Promise<void> {
  await trx
    .deleteFrom("joinRequest")
    .where("coalitionId", "=", coalitionId)
    .where("accountId", "=", accountId)
    .execute();
}

function requests(db: Db, coalitionId: string) {
  return db
    .selectFrom("joinRequest")
    .select(["accountId", "name", "words", "askedAt"])
    .where("coalitionId", "=", coalitionId);
}
