import type { Db } from "./client";

/** What was asked of a declaration last. */
export async function lastQuestion(db: Db, declarationId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("decision")
    .select("reason")
    .where("declarationId", "=", declarationId)
    .where("act", "=", "asked_back")
    .orderBy("at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.reason;
}
