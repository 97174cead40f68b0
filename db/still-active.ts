import { type RawBuilder, sql } from "kysely";
import type { Db, Trx } from "./client";

/** Something of the coalition was written since then: an edit of a plan, a sheet or the agenda, or of what its page says. */
function acted(since: RawBuilder<Date>) {
  return sql<boolean>`(
    exists (select from document join document_change on document_change.document_id = document.id
      where document.coalition_id = coalition.id and document_change.at >= ${since})
    or exists (select from coalition_part
      where coalition_part.coalition_id = coalition.id and coalition_part.changed_at >= ${since}))`;
}

/** Those that were asked and have written something since: as good as a yes. How many. */
export async function markActing(db: Db, now: Date): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable("coalition")
    .set({ activeAt: now, askedActiveAt: null })
    .where("askedActiveAt", "is not", null)
    .where(acted(sql.ref("coalition.asked_active_at")))
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Published coalitions that said and wrote nothing since then and were not asked: locked, and passed over where somebody else asks. */
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
    .where(sql<boolean>`not ${acted(sql`${since}::timestamptz`)}`)
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
