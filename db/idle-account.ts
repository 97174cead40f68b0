import type { ExpressionBuilder } from "kysely";
import type { Db, Trx } from "./client";
import type { DB } from "./schema";

export type IdleAccount = { id: string; email: string; locale: string };

/** Nobody has used it since, nor signed up for anything that is not forgotten. National coordinators are never idle. */
function idleSince(eb: ExpressionBuilder<DB, "account">, before: Date) {
  return eb.and([
    eb("account.national", "=", false),
    eb("account.activeAt", "<", before),
    eb.not(
      eb.exists(
        eb
          .selectFrom("signup")
          .select("signup.id")
          .where("signup.anonymisedAt", "is", null)
          .where((own) =>
            own.or([
              own("signup.accountId", "=", own.ref("account.id")),
              own("signup.email", "=", own.ref("account.email")),
            ]),
          ),
      ),
    ),
  ]);
}

/** Those who were not told yet, locked; a second worker gets others. */
export async function lockUntold(trx: Trx, before: Date, limit: number): Promise<IdleAccount[]> {
  return trx
    .selectFrom("account")
    .select(["id", "email", "locale"])
    .where((eb) => idleSince(eb, before))
    .where("toldIdleAt", "is", null)
    .orderBy("id")
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

export async function markToldIdle(trx: Trx, id: string, now: Date): Promise<void> {
  await trx.updateTable("account").set({ toldIdleAt: now }).where("id", "=", id).execute();
}

/** Those who were told before that day and have not come back, after this id. */
export async function idleAccounts(
  db: Db,
  before: { idle: Date; told: Date },
  after: string | null,
  limit: number,
): Promise<IdleAccount[]> {
  let due = db
    .selectFrom("account")
    .select(["id", "email", "locale"])
    .where((eb) => idleSince(eb, before.idle))
    .where("toldIdleAt", "<=", before.told)
    .orderBy("id")
    .limit(limit);
  if (after !== null) due = due.where("id", ">", after);
  return due.execute();
}

/** Whether one is still idle, in a transaction that has locked it. */
export async function isIdle(trx: Trx, id: string, before: { idle: Date; told: Date }): Promise<boolean> {
  const row = await trx
    .selectFrom("account")
    .select("id")
    .where("id", "=", id)
    .where((eb) => idleSince(eb, before.idle))
    .where("toldIdleAt", "<=", before.told)
    .executeTakeFirst();
  return row !== undefined;
}
