import { sql } from "kysely";
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

/** Where a page ends: the next one begins before it. */
export type HistoryCursor = { at: Date; id: number };

/** Lines of a sheet or of one row of it, the latest first, with the name by which the coalition knows who made them. */
export async function historyPage(
  db: Db,
  documentId: string,
  ask: { rowId: string | null; words: string | null; before: HistoryCursor | null; limit: number },
) {
  let query = db
    .selectFrom("sheetChange as c")
    .innerJoin("document as d", "d.id", "c.documentId")
    .leftJoin("membership as m", (join) =>
      join.onRef("m.accountId", "=", "c.accountId").onRef("m.coalitionId", "=", "d.coalitionId"),
    )
    .select([
      "c.id",
      "c.rowId",
      "c.list",
      "c.partId",
      "c.what",
      "c.field",
      "c.before",
      "c.after",
      "c.rowTitle",
      "c.partName",
      "c.accountId",
      "c.at",
      "c.erasedAt",
      "m.name as by",
    ])
    .where("c.documentId", "=", documentId)
    .orderBy("c.at", "desc")
    .orderBy("c.id", "desc")
    .limit(ask.limit);
  if (ask.rowId !== null) query = query.where("c.rowId", "=", ask.rowId);
  if (ask.before !== null) query = query.where(sql<boolean>`(c.at, c.id) < (${ask.before.at}, ${ask.before.id})`);
  if (ask.words !== null) {
    const like = `%${ask.words.replace(/[\\%_]/g, "\\$&")}%`;
    query = query.where((eb) =>
      eb.or((["before", "after", "rowTitle", "partName"] as const).map((column) => eb(`c.${column}`, "ilike", like))),
    );
  }
  const rows = await query.execute();
  return rows.map((row) => ({ ...row, what: asWhat(row.what) }));
}

/** Who took which row out last, and when. Lines that are a year old are forgotten: such a row is not in the answer. */
export async function removals(db: Db, documentId: string, rowIds: readonly string[]) {
  if (rowIds.length === 0) return [];
  return db
    .selectFrom("sheetChange as c")
    .innerJoin("document as d", "d.id", "c.documentId")
    .leftJoin("membership as m", (join) =>
      join.onRef("m.accountId", "=", "c.accountId").onRef("m.coalitionId", "=", "d.coalitionId"),
    )
    .distinctOn("c.rowId")
    .select(["c.rowId", "c.accountId", "c.at", "m.name as by"])
    .where("c.documentId", "=", documentId)
    .where("c.rowId", "in", rowIds)
    .where("c.what", "=", "removed")
    .where("c.partId", "is", null)
    .orderBy("c.rowId")
    .orderBy("c.at", "desc")
    .execute();
}

/** Forgets the words of a line; who and when stay. False when it is none of this sheet. */
export async function eraseLine(db: Db, documentId: string, id: number, now: Date): Promise<boolean> {
  const result = await db
    .updateTable("sheetChange")
    .set({ before: null, after: null, rowTitle: "", partName: "", erasedAt: now })
    .where("documentId", "=", documentId)
    .where("id", "=", id)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Gives how many it deleted. */
export async function deleteLinesBefore(db: Db, before: Date): Promise<number> {
  const result = await db.deleteFrom("sheetChange").where("at", "<", before).executeTakeFirst();
  return Number(result.numDeletedRows);
}

function asWhat(what: string): ChangeLine["what"] {
  if (what === "added" || what === "removed" || what === "restored" || what === "changed") return what;
  throw new Error(`unknown kind of change: ${what}`);
}
