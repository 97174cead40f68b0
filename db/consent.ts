import type { Db, Trx } from "./client";

/** What a person agrees to at this moment about one declaration: each field as a row of its own, given or withdrawn. */
export async function setConsents(
  trx: Trx,
  whose: { emailHash: string; declarationId: string; coalitionId: string | null },
  fields: readonly string[],
  textVersion: string,
  now: Date,
): Promise<void> {
  const given = await consentsOf(trx, whose);
  const gone = given.filter((field) => !fields.includes(field));
  if (gone.length > 0)
    await trx
      .updateTable("consent")
      .set({ withdrawnAt: now })
      .where("emailHash", "=", whose.emailHash)
      .where("declarationId", "=", whose.declarationId)
      .where("withdrawnAt", "is", null)
      .where("field", "in", gone)
      .execute();
  const added = fields.filter((field) => !given.includes(field));
  if (added.length > 0)
    await trx
      .insertInto("consent")
      .values(added.map((field) => ({ ...whose, field, textVersion, givenAt: now })))
      .execute();
}

/** The fields that stand agreed to. */
export async function consentsOf(db: Db, whose: { emailHash: string; declarationId: string }): Promise<string[]> {
  const rows = await db
    .selectFrom("consent")
    .select("field")
    .distinct()
    .where("emailHash", "=", whose.emailHash)
    .where("declarationId", "=", whose.declarationId)
    .where("withdrawnAt", "is", null)
    .execute();
  return rows.map(({ field }) => field);
}

/** The coalition that a declaration became. */
export async function attachConsents(trx: Trx, declarationId: string, coalitionId: string): Promise<void> {
  await trx.updateTable("consent").set({ coalitionId }).where("declarationId", "=", declarationId).execute();
}
