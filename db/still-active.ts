import { sql } from "kysely";
import type { Db, Trx } from "./client";

/** Published coalitions that said nothing since then and were not asked: locked, and passed over where somebody else asks. */
export async function lockSilent(
  trx: Trx,
  since: Date,
  limit: number,
): Promise<{ id: string; name: string; slug: string }[]> {
  return trx
    .selectFrom("coalition")
    .select(["id", "name", "slug"])
    .where("publishedAt", "is not", null)
    .where("activeAt", "<", since)
    .where("askedActiveAt", "is", null)
    .orderBy("activeAt")
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

export async function markAsked(trx: Trx, ids: readonly string[], now: Date): Promise<void> {
  await trx
    .updateTable("coalition")
    .set({ askedActiveAt: now })
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute();
}

export async function askedActive(
  db: Db,
  slug: string,
): Promise<{ id: string; name: string; askedActiveAt: Date | null } | undefined> {
  return db
    .selectFrom("coalition")
    .select(["id", "name", "askedActiveAt"])
    .where("slug", "=", slug)
    .where("publishedAt", "is not", null)
    .executeTakeFirst();
}

/** Says that it lives: listed again, and not asked for another six months. */
export async function markActive(db: Db, id: string, now: Date): Promise<void> {
  await db.updateTable("coalition").set({ activeAt: now, askedActiveAt: null }).where("id", "=", id).execute();
}
