import { sql } from "kysely";
import type { Db, Trx } from "./client";

/** Whom a message to a coalition goes to. Read by the server alone: no page shows it. */
export async function coordinatorsOf(db: Db, coalitionId: string): Promise<{ email: string; locale: string }[]> {
  return db
    .selectFrom("membership")
    .innerJoin("account", "account.id", "membership.accountId")
    .select(["account.email", "account.locale"])
    .where("membership.coalitionId", "=", coalitionId)
    .where("membership.role", "=", "coordinator")
    .where("membership.removedAt", "is", null)
    .orderBy("account.email")
    .execute();
}

/** How many were written since `hour` and since `day`, by whom and to whom. */
export async function countMessages(
  db: Db,
  by: { coalitionId: string; emailHash: string; networkHash: string | null },
  since: { hour: Date; day: Date },
): Promise<{ network: number; email: number; coalition: number }> {
  const row = await db
    .selectFrom("contactMessage")
    .select([
      sql<number>`count(*) filter (where network_hash = ${by.networkHash} and created_at > ${since.hour})::int`.as(
        "network",
      ),
      sql<number>`count(*) filter (where email_hash = ${by.emailHash})::int`.as("email"),
      sql<number>`count(*) filter (where coalition_id = ${by.coalitionId})::int`.as("coalition"),
    ])
    .where("createdAt", ">", since.day)
    .where((eb) =>
      eb.or([
        eb("networkHash", "=", by.networkHash),
        eb("emailHash", "=", by.emailHash),
        eb("coalitionId", "=", by.coalitionId),
      ]),
    )
    .executeTakeFirstOrThrow();
  return row;
}

export async function insertMessage(
  trx: Trx,
  row: {
    coalitionId: string;
    content: string | null;
    tokenHash: string | null;
    emailHash: string;
    networkHash: string | null;
    createdAt: Date;
  },
): Promise<void> {
  await trx.insertInto("contactMessage").values(row).execute();
}

/** A message that waits for its sender since `since` at the earliest; locked when a transaction asks so. */
export async function waitingMessage(db: Db, tokenHash: string, since: Date, lock = false) {
  return db
    .selectFrom("contactMessage")
    .innerJoin("coalition", "coalition.id", "contactMessage.coalitionId")
    .select(["contactMessage.id", "contactMessage.content", "coalition.id as coalitionId", "slug", "name"])
    .where("tokenHash", "=", tokenHash)
    .where("contactMessage.createdAt", ">", since)
    .where("publishedAt", "is not", null)
    .$if(lock, (query) => query.forUpdate("contactMessage"))
    .executeTakeFirst();
}

/** Sent: what it said and its link are gone with the same stroke. */
export async function forgetContent(trx: Trx, id: string): Promise<void> {
  await trx.updateTable("contactMessage").set({ content: null, tokenHash: null }).where("id", "=", id).execute();
}

/** Whether a proof is used for the first time. */
export async function spendProof(trx: Trx, hash: string, expiresAt: Date): Promise<boolean> {
  const row = await trx
    .insertInto("spentProof")
    .values({ hash, expiresAt })
    .onConflict((conflict) => conflict.column("hash").doNothing())
    .returning("hash")
    .executeTakeFirst();
  return row !== undefined;
}

/** Messages written before `before`, sent or never confirmed, and proofs that nobody can use any more. */
export async function deleteMessagesBefore(db: Db, before: Date, now: Date): Promise<number> {
  await db.deleteFrom("spentProof").where("expiresAt", "<", now).execute();
  const { numDeletedRows } = await db.deleteFrom("contactMessage").where("createdAt", "<", before).executeTakeFirst();
  return Number(numDeletedRows);
}
