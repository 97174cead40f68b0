import { sql } from "kysely";
import type { RowWords } from "@/domain/transport/row-words";
import type { Db } from "./client";

/** Writes what the rows of a sheet say now, as far as it differs from what is stored; others are not there any more. */
export async function writeRowWords(db: Db, documentId: string, rows: readonly RowWords[], now: Date): Promise<void> {
  const stored = await db
    .selectFrom("sheetRow")
    .select(["rowId", "title", "words", "at"])
    .where("documentId", "=", documentId)
    .execute();
  const known = new Map(stored.map((row) => [row.rowId, JSON.stringify(row)]));
  const changed = rows.filter(({ rowId, title, words, at }) => {
    const last = known.get(rowId);
    known.delete(rowId);
    return last !== JSON.stringify({ rowId, title, words, at });
  });
  if (changed.length > 0)
    await db
      .insertInto("sheetRow")
      .values(changed.map((row) => ({ documentId, ...row, changedAt: now })))
      .onConflict((conflict) =>
        conflict.columns(["documentId", "rowId"]).doUpdateSet({
          title: sql`excluded.title`,
          words: sql`excluded.words`,
          at: sql`excluded.at`,
          changedAt: sql`excluded.changed_at`,
        }),
      )
      .execute();
  if (known.size > 0)
    await db
      .deleteFrom("sheetRow")
      .where("documentId", "=", documentId)
      .where("rowId", "in", [...known.keys()])
      .execute();
}
