import type { Db, Trx } from "./client";

export type SignInRow = {
  id: string;
  email: string;
  browserHash: string;
  codeHash: string;
  wrongCodes: number;
  expires: Date;
  returnPath: string;
  locale: string;
  createdAt: Date;
};

const columns = [
  "id",
  "email",
  "browserHash",
  "codeHash",
  "wrongCodes",
  "expires",
  "returnPath",
  "locale",
  "createdAt",
] as const;

export async function insertSignIn(
  trx: Trx,
  row: {
    email: string;
    browserHash: string;
    codeHash: string;
    tokenHash: string;
    expires: Date;
    returnPath: string;
    locale: string;
    createdAt: Date;
  },
): Promise<void> {
  await trx.insertInto("signIn").values(row).execute();
}

/** What this browser asked for last and has not used yet, whatever became of its ten minutes. */
export async function latestSignIn(db: Db, browserHash: string): Promise<SignInRow | undefined> {
  return db
    .selectFrom("signIn")
    .select(columns)
    .where("browserHash", "=", browserHash)
    .where("endedAt", "is", null)
    .orderBy("createdAt", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** Ends what this browser asked for before: a newer mail voids the older, of that browser alone. */
export async function endSignInsOfBrowser(trx: Trx, browserHash: string, now: Date): Promise<void> {
  await trx
    .updateTable("signIn")
    .set({ endedAt: now })
    .where("browserHash", "=", browserHash)
    .where("endedAt", "is", null)
    .execute();
}

/** Whether a link can still be used, and for whom; reading it spends nothing. */
export async function findSignInByToken(
  db: Db,
  tokenHash: string,
  now: Date,
): Promise<{ email: string; returnPath: string } | undefined> {
  return db
    .selectFrom("signIn")
    .select(["email", "returnPath"])
    .where("tokenHash", "=", tokenHash)
    .where("endedAt", "is", null)
    .where("expires", ">", now)
    .executeTakeFirst();
}

/** Spends a link: of several at once, one gets the row. */
export async function spendSignInToken(
  trx: Trx,
  tokenHash: string,
  now: Date,
): Promise<{ email: string; returnPath: string; locale: string } | undefined> {
  return trx
    .updateTable("signIn")
    .set({ endedAt: now })
    .where("tokenHash", "=", tokenHash)
    .where("endedAt", "is", null)
    .where("expires", ">", now)
    .returning(["email", "returnPath", "locale"])
    .executeTakeFirst();
}

export async function endSignIn(trx: Trx, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("signIn")
    .set({ endedAt: now })
    .where("id", "=", id)
    .where("endedAt", "is", null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function addWrongCode(trx: Trx, id: string): Promise<void> {
  await trx
    .updateTable("signIn")
    .set((eb) => ({ wrongCodes: eb("wrongCodes", "+", 1) }))
    .where("id", "=", id)
    .execute();
}

export async function deleteSignInsBefore(db: Db, before: Date): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom("signIn").where("createdAt", "<", before).executeTakeFirst();
  return Number(numDeletedRows);
}
