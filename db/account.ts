import type { Db } from "./client";

export type AccountRow = { id: string; email: string; name: string; national: boolean };
export type SessionRow = AccountRow & { expires: Date };

const accountColumns = ["account.id", "account.email", "account.name", "account.national"] as const;

/** The account behind a session that has not expired at `now`: one join, read at every request and every socket. */
export async function findSession(db: Db, tokenHash: string, now: Date): Promise<SessionRow | undefined> {
  return db
    .selectFrom("session")
    .innerJoin("account", "account.id", "session.accountId")
    .select([...accountColumns, "session.expires"])
    .where("session.tokenHash", "=", tokenHash)
    .where("session.expires", ">", now)
    .executeTakeFirst();
}

export async function insertSession(
  db: Db,
  session: { tokenHash: string; accountId: string; expires: Date },
): Promise<void> {
  await db.insertInto("session").values(session).execute();
}

/** Somebody uses their account: nothing of it ends for now. */
export async function markInUse(db: Db, accountId: string, now: Date): Promise<void> {
  await db
    .updateTable("account")
    .set({ activeAt: now, toldIdleAt: null })
    .where("id", "=", accountId)
    .where("activeAt", "<", now)
    .execute();
}

/** Moves the end of a session forward, never back, and never wakes one that has ended at `now`. */
export async function extendSession(db: Db, tokenHash: string, expires: Date, now: Date): Promise<void> {
  await db
    .updateTable("session")
    .set({ expires })
    .where("tokenHash", "=", tokenHash)
    .where("expires", "<", expires)
    .where("expires", ">", now)
    .execute();
}

/** Whose session it was; undefined when there was none. */
export async function deleteSession(db: Db, tokenHash: string): Promise<{ accountId: string } | undefined> {
  return db.deleteFrom("session").where("tokenHash", "=", tokenHash).returning("accountId").executeTakeFirst();
}

export async function deleteExpiredSessions(db: Db, now: Date): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom("session").where("expires", "<=", now).executeTakeFirst();
  return Number(numDeletedRows);
}

export async function findAccount(db: Db, id: string): Promise<AccountRow | undefined> {
  return db.selectFrom("account").select(accountColumns).where("id", "=", id).executeTakeFirst();
}

export async function findAccountByEmail(db: Db, email: string): Promise<AccountRow | undefined> {
  return db.selectFrom("account").select(accountColumns).where("email", "=", email).executeTakeFirst();
}

/** Where, and in which language, somebody is written to. */
export async function findAddress(db: Db, id: string): Promise<{ email: string; locale: string } | undefined> {
  return db.selectFrom("account").select(["email", "locale"]).where("id", "=", id).executeTakeFirst();
}

/** The account of an address, made without any role when there was none; two at once make one. */
export async function ensureAccount(db: Db, email: string): Promise<AccountRow> {
  await db
    .insertInto("account")
    .values({ email })
    .onConflict((conflict) => conflict.column("email").doNothing())
    .execute();
  return db.selectFrom("account").select(accountColumns).where("email", "=", email).executeTakeFirstOrThrow();
}

export async function renameAccount(db: Db, id: string, name: string): Promise<void> {
  await db.updateTable("account").set({ name }).where("id", "=", id).execute();
}

/** The language of mails that leave at nobody's asking. */
export async function setAccountLocale(db: Db, email: string, locale: string): Promise<void> {
  await db.updateTable("account").set({ locale }).where("email", "=", email).where("locale", "<>", locale).execute();
}

/** The sealed number that an account shows the members of its coalitions; null when it shows none. */
export async function accountPhone(db: Db, id: string): Promise<string | null> {
  const row = await db.selectFrom("account").select("phoneEncrypted").where("id", "=", id).executeTakeFirst();
  return row?.phoneEncrypted ?? null;
}

export async function setAccountPhone(db: Db, id: string, phoneEncrypted: string | null): Promise<void> {
  await db.updateTable("account").set({ phoneEncrypted }).where("id", "=", id).execute();
}

/** Who coordinates nationally, and the language of their mails. */
export async function nationalAccounts(db: Db): Promise<{ id: string; email: string; locale: string }[]> {
  return db
    .selectFrom("account")
    .select(["id", "email", "locale"])
    .where("national", "=", true)
    .orderBy("id")
    .execute();
}
