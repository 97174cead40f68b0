import type { Insertable, Selectable, Updateable } from "kysely";
import { sql } from "kysely";
import type { Db, Trx } from "./client";
import type { SignupLinkTable } from "./schema";

export type LinkRow = Selectable<SignupLinkTable>;

/** False when a link of this token is there already: a repeated click. */
export async function insertLink(trx: Trx, link: Insertable<SignupLinkTable>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto("signupLink")
    .values(link)
    .onConflict((conflict) => conflict.column("tokenHash").doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows) > 0;
}

/** The link of a token, unless its time is over. */
export async function findLink(db: Db, tokenHash: string, now: Date): Promise<LinkRow | undefined> {
  return db
    .selectFrom("signupLink")
    .selectAll()
    .where("tokenHash", "=", tokenHash)
    .where("expires", ">", now)
    .executeTakeFirst();
}

/** The same, kept for this transaction alone: two clicks cannot both spend it. */
export async function lockLink(trx: Trx, tokenHash: string, now: Date): Promise<LinkRow | undefined> {
  return trx
    .selectFrom("signupLink")
    .selectAll()
    .where("tokenHash", "=", tokenHash)
    .where("expires", ">", now)
    .forUpdate()
    .executeTakeFirst();
}

export async function updateLink(trx: Trx, tokenHash: string, change: Updateable<SignupLinkTable>): Promise<void> {
  await trx.updateTable("signupLink").set(change).where("tokenHash", "=", tokenHash).execute();
}

/** One request at a time of a network, so that what it holds is counted exactly. Held until the transaction ends. */
export async function lockNetwork(trx: Trx, networkHash: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`network:${networkHash}`}, 0))`.execute(trx);
}

export async function deleteLinksExpiredBefore(db: Db, before: Date): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom("signupLink").where("expires", "<", before).executeTakeFirst();
  return Number(numDeletedRows);
}
