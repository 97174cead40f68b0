import type { ChangeLine } from "@/domain/transport/change-line";
import type { Db, Trx } from "./client";

/** A line as stored; `id` null: not yet. */
export type StoredLine = ChangeLine & { id: number | null };

/** Where the history of a sheet stands; undefined when there is no such sheet. */
export async function historyPoint(db: Db, documentId: string) {
  return db
    .selectFrom("document")
    .select(["generation", "historySeq as seq"])
    .where("id", "=", documentId)
    .where("kind", "=", "sheet")
    .executeTakeFirst();
}

/** Claims the updates from one number to another for the caller's transaction; false when somebody else has told them. */
export async function advanceHistory(
  trx: Trx,
  documentId: string,
  step: { generation: number; from: number; to: number },
): Promise<boolean> {
  const result = await trx
    .updateTable("document")
    .set({ historySeq: step.to })
    .where("id", "=", documentId)
    .where("generation", "=", step.generation)
    .where("historySeq", "=", step.from)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** What these rows' history last said, since `since`, oldest first; an erased line is closed. */
export async function recentLines(
  trx: Trx,
  documentId: string,
  rowIds: readonly string[],
  since: Date,
): Promise<StoredLine[]> {
  if (rowIds.length === 0) return [];
  const rows = await trx
    .selectFrom("sheetChange")
    .selectAll()
    .where("documentId", "=", documentId)
    .where("rowId", "in", rowIds)
    .where("at", ">=", since)
    .where("erasedAt", "is", null)
    .orderBy("at")
    .orderBy("id")
    .execute();
  return rows.map((row) => ({ ...row, what: asWhat(row.what), accountId: row.accountId ?? "", gone: false }));
}

/** Writes what became of the lines that `recentLines` gave, and the new ones. */
export async function writeLines(
  trx: Trx,
  document: { documentId: string; generation: number },
  lines: readonly StoredLine[],
): Promise<void> {
  const gone = lines.flatMap((line) => (line.gone && line.id !== null ? [line.id] : []));
  if (gone.length > 0) await trx.deleteFrom("sheetChange").where("id", "in", gone).execute();
  for (const { id, at, seq, after, rowTitle, partName } of lines.filter((line) => !line.gone && line.id !== null)) {
    await trx.updateTable("sheetChange").set({ at, seq, after, rowTitle, partName }).where("id", "=", id).execute();
  }
  const fresh = lines.filter((line) => !line.gone && line.id === null);
  // A statement takes at most 65,535 values.
  for (let i = 0; i < fresh.length; i += 1000) {
    await trx
      .insertInto("sheetChange")
      .values(
        fresh.slice(i, i + 1000).map(({ id: _, gone: __, accountId, ...line }) => ({
          ...document,
          ...line,
          accountId,
        })),
      )
      .execute();
  }
}

function asWhat(what: string): ChangeLine["what"] {
  if (what === "added" || what === "removed" || what === "restored" || what === "changed") return what;
  throw new Error(`unknown kind of change: ${what}`);
}
