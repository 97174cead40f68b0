import type { Db } from "./client";

/** How people who acted in a coalition are called there, by account; who has no place in it, by the name of the account. */
export async function accountNames(
  db: Db,
  coalitionId: string,
  accountIds: readonly string[],
): Promise<Map<string, string>> {
  if (accountIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("account as a")
    .leftJoin("membership as m", (join) => join.onRef("m.accountId", "=", "a.id").on("m.coalitionId", "=", coalitionId))
    .select((eb) => ["a.id", eb.fn.coalesce("m.shownName", "a.name").as("name")])
    .where("a.id", "in", accountIds)
    .execute();
  return new Map(rows.filter(({ name }) => name !== "").map(({ id, name }) => [id, name]));
}
