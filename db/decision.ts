import type { Db, Trx } from "./client";

export type Act =
  | "published"
  | "asked_back"
  | "refused"
  | "merged"
  | "report_closed"
  | "archived"
  | "key_date_made"
  | "key_date_moved"
  | "key_date_cancelled"
  | "key_date_restored";
export type DecisionRow = {
  id: string;
  act: Act;
  subject: string;
  reason: string;
  at: Date;
  name: string | null;
  slug: string | null;
};

/** Written in the transaction of what was decided; never changed. */
export async function recordDecision(
  trx: Trx,
  decision: {
    accountId: string;
    act: Act;
    subject: string;
    reason: string;
    declarationId?: string;
    coalitionId?: string | null;
    at: Date;
  },
): Promise<void> {
  await trx.insertInto("decision").values(decision).execute();
}

/** The words that came last with such a decision about a declaration. */
export async function lastWords(
  db: Db,
  declarationId: string,
  act: "asked_back" | "refused",
): Promise<string | undefined> {
  const row = await db
    .selectFrom("decision")
    .select("reason")
    .where("declarationId", "=", declarationId)
    .where("act", "=", act)
    .orderBy("at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.reason;
}

/** The newest first, and how many there are. */
export async function listDecisions(
  db: Db,
  page: { limit: number; offset: number },
): Promise<{ total: number; decisions: DecisionRow[] }> {
  const { total } = await db
    .selectFrom("decision")
    .select((eb) => eb.fn.countAll<number>().as("total"))
    .executeTakeFirstOrThrow();
  const rows = await readable(db)
    .orderBy("decision.at", "desc")
    .orderBy("decision.id")
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return { total, decisions: rows.map(asDecision) };
}

/** What was decided about one declaration, in order. */
export async function decisionsAbout(db: Db, declarationId: string): Promise<DecisionRow[]> {
  const rows = await readable(db).where("decision.declarationId", "=", declarationId).orderBy("decision.at").execute();
  return rows.map(asDecision);
}

function readable(db: Db) {
  return db
    .selectFrom("decision")
    .leftJoin("account", "account.id", "decision.accountId")
    .leftJoin("coalition", "coalition.id", "decision.coalitionId")
    .select([
      "decision.id",
      "decision.act",
      "decision.subject",
      "decision.reason",
      "decision.at",
      "account.name",
      "coalition.slug",
    ]);
}

function asDecision<T extends { act: string }>(row: T): T & { act: Act } {
  return row as T & { act: Act };
}
