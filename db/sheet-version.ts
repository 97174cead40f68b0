import type { Db, Trx } from "./client";

/** Keeps how the sheet stood before the edits of an hour; whoever comes second changes nothing. */
export async function keepHour(
  trx: Trx,
  version: { documentId: string; generation: number; seq: number; hour: Date; state: Uint8Array; createdAt: Date },
): Promise<void> {
  await trx
    .insertInto("sheetVersion")
    .values({ ...version, state: Buffer.from(version.state), kind: "hourly" })
    .onConflict((conflict) => conflict.columns(["documentId", "generation", "hour"]).doNothing())
    .execute();
}

/** The latest stored state that holds nothing after `seq`, whatever it was stored for. */
export async function stateUpTo(db: Db, documentId: string, generation: number, seq: number) {
  const version = await db
    .selectFrom("sheetVersion")
    .select(["seq", "state"])
    .where("documentId", "=", documentId)
    .where("generation", "=", generation)
    .where("seq", "<=", seq)
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  const snapshot = await db
    .selectFrom("documentSnapshot")
    .select(["seq", "state"])
    .where("documentId", "=", documentId)
    .where("generation", "=", generation)
    .where("seq", "<=", seq)
    .executeTakeFirst();
  if (snapshot && snapshot.seq >= (version?.seq ?? 0)) return { ...snapshot, deflated: false };
  return version && { ...version, deflated: true };
}

/** The log of a document after one number, up to another one where given, in order. */
export async function updatesAfter(
  db: Db,
  documentId: string,
  generation: number,
  range: { after: number; upTo?: number; limit: number },
) {
  let query = db
    .selectFrom("documentUpdate")
    .select(["seq", "payload", "accountId", "committedAt"])
    .where("documentId", "=", documentId)
    .where("generation", "=", generation)
    .where("seq", ">", range.after)
    .orderBy("seq")
    .limit(range.limit);
  if (range.upTo !== undefined) query = query.where("seq", "<=", range.upTo);
  return query.execute();
}
