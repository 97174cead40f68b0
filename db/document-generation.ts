import type { Db, Trx } from "./client";

/** Locks a document against whoever writes to its log; undefined when there is none such of this generation. */
export async function lockGeneration(trx: Trx, documentId: string, generation: number) {
  return trx
    .selectFrom("document")
    .select("historySeq")
    .where("id", "=", documentId)
    .where("generation", "=", generation)
    .forUpdate()
    .executeTakeFirst();
}

/**
 * Starts the next generation of a document with `state`, which holds all up to update `seq`, and drops what is stored of
 * the one before: its log, its snapshot, its versions. Who wrote what of the present content stays known. Numbers go on
 * from `seq`. Call `lockGeneration` first.
 */
export async function startGeneration(
  trx: Trx,
  document: { documentId: string; generation: number },
  next: { seq: number; state: Uint8Array; accountId: string; at: Date },
): Promise<void> {
  const { documentId, generation } = document;
  for (const table of ["documentUpdate", "documentSnapshot", "documentVersion"] as const) {
    await trx
      .deleteFrom(table as "documentUpdate")
      .where("documentId", "=", documentId)
      .execute();
  }
  for (const table of ["documentClient", "documentAuthorship"] as const) {
    await trx
      .updateTable(table)
      .set({ generation: generation + 1 })
      .where("documentId", "=", documentId)
      .execute();
  }
  await trx
    .updateTable("document")
    .set({
      generation: generation + 1,
      historySeq: next.seq,
      generationAt: next.at,
      generationBy: next.accountId,
    })
    .where("id", "=", documentId)
    .execute();
  await trx
    .insertInto("documentSnapshot")
    .values({ documentId, generation: generation + 1, seq: next.seq, state: Buffer.from(next.state) })
    .execute();
}

/** When what came before was last dropped, and by whom as the coalition knows them; undefined when it never was. */
export async function lastFlattening(db: Db, documentId: string) {
  const row = await db
    .selectFrom("document as d")
    .leftJoin("membership as m", (join) =>
      join.onRef("m.accountId", "=", "d.generationBy").onRef("m.coalitionId", "=", "d.coalitionId"),
    )
    .select(["d.generationAt as at", "d.generationBy as accountId", "m.shownName as by"])
    .where("d.id", "=", documentId)
    .executeTakeFirst();
  return row?.at ? { ...row, at: row.at } : undefined;
}
