import type { Db } from "./client";

/** Names of accounts by id; an account without a name is called by its address. */
export async function accountNames(db: Db, accountIds: readonly string[]): Promise<Map<string, string>> {
  if (accountIds.length === 0) return new Map();
  const rows = await db.selectFrom("account").select(["id", "name", "email"]).where("id", "in", accountIds).execute();
  return new Map(rows.map((row) => [row.id, row.name || row.email]));
}
