import type { Db, Trx } from "./client";
import type { KeyDateRow } from "./coalition";

export type KeyDateValues = Pick<KeyDateRow, "title" | "startsOn" | "endsOn" | "scope">;

/** One at a time changes the campaign's dates: they are few, and must not come to lie on one another unseen. */
export async function lockKeyDates(trx: Trx): Promise<void> {
  await trx.selectFrom("keyDate").select("id").orderBy("id").forUpdate().execute();
}

export async function insertKeyDate(trx: Trx, values: KeyDateValues, now: Date): Promise<string> {
  const { id } = await trx
    .insertInto("keyDate")
    .values({ ...values, changedAt: now })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** The next revision of it. */
export async function changeKeyDate(
  trx: Trx,
  id: string,
  values: Partial<KeyDateValues & Pick<KeyDateRow, "cancelledAt" | "cancelReason">>,
  now: Date,
): Promise<void> {
  await trx
    .updateTable("keyDate")
    .set((eb) => ({ ...values, revision: eb("revision", "+", 1), changedAt: now }))
    .where("id", "=", id)
    .execute();
}

/** Others that stand and share a day with it. */
export async function overlapping(
  db: Db,
  days: { startsOn: string; endsOn: string },
  butNot: string | null,
): Promise<{ title: string }[]> {
  return db
    .selectFrom("keyDate")
    .select("title")
    .where("cancelledAt", "is", null)
    .where("startsOn", "<=", days.endsOn)
    .where("endsOn", ">=", days.startsOn)
    .$if(butNot !== null, (query) => query.where("id", "<>", butNot ?? ""))
    .orderBy("startsOn")
    .execute();
}
