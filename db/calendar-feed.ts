import type { Db } from "./client";

/** Makes the secret calendar of an account; the one before ends. */
export async function setFeed(db: Db, accountId: string, tokenHash: string, now: Date): Promise<void> {
  await db
    .insertInto("calendarFeed")
    .values({ accountId, tokenHash, madeAt: now })
    .onConflict((conflict) => conflict.column("accountId").doUpdateSet({ tokenHash, madeAt: now }))
    .execute();
}

export async function deleteFeed(db: Db, accountId: string): Promise<void> {
  await db.deleteFrom("calendarFeed").where("accountId", "=", accountId).execute();
}

/** Since when an account has a secret calendar; null: it has none. */
export async function feedMadeAt(db: Db, accountId: string): Promise<Date | null> {
  const row = await db
    .selectFrom("calendarFeed")
    .select("madeAt")
    .where("accountId", "=", accountId)
    .executeTakeFirst();
  return row?.madeAt ?? null;
}

export type FeedPlace = { coalitionId: string; slug: string; name: string; memberId: string };

/** Where whoever holds a secret address has a role now; undefined for an address that nobody has. */
export async function feedPlaces(db: Db, tokenHash: string): Promise<FeedPlace[] | undefined> {
  const feed = await db
    .selectFrom("calendarFeed")
    .select("accountId")
    .where("tokenHash", "=", tokenHash)
    .executeTakeFirst();
  if (!feed) return undefined;
  return db
    .selectFrom("membership")
    .innerJoin("coalition", "coalition.id", "membership.coalitionId")
    .select(["coalition.id as coalitionId", "coalition.slug", "coalition.name", "membership.id as memberId"])
    .where("membership.accountId", "=", feed.accountId)
    .where("membership.removedAt", "is", null)
    .where("membership.role", "is not", null)
    .orderBy("coalition.id")
    .execute();
}
