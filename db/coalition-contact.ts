import type { Db, Trx } from "./client";

/** Writes what a contact agreed to show, and nothing else; null takes them from the page. */
export async function showContact(
  trx: Trx,
  whose: { coalitionId: string; emailHash: string },
  shown: { role: string; organisation: string | null; email: string | null } | null,
  now: Date,
): Promise<void> {
  await trx
    .deleteFrom("coalitionContact")
    .where("coalitionId", "=", whose.coalitionId)
    .where("emailHash", "=", whose.emailHash)
    .execute();
  if (shown)
    await trx
      .insertInto("coalitionContact")
      .values({ ...whose, ...shown, consentAt: now })
      .execute();
}

export async function coalitionName(db: Db, id: string): Promise<{ name: string; slug: string } | undefined> {
  return db.selectFrom("coalition").select(["name", "slug"]).where("id", "=", id).executeTakeFirst();
}
