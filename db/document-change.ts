import { sql } from "kysely";
import type { ChangeLine } from "@/domain/kernel/change-line";
import { documentKinds } from "@/domain/kernel/room-name";
import type { Db, Trx } from "./client";

/** A line as stored; `id` null: not yet. */
export type StoredLine = ChangeLine & { id: number | null };

/** Where the history of a document stands; undefined when there is no such document. */
export async function historyPoint(db: Db, documentId: string) {
  const row = await db
    .selectFrom("document")
    .select(["kind", "generation", "historySeq as seq"])
    .where("id", "=", documentId)
    .executeTakeFirst();
  const kind = documentKinds.find((each) => each === row?.kind);
  return row && kind && { ...row, kind };
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

/** What these things' history last said, since `since`, oldest first; an erased line is closed. */
export async function recentLines(
  trx: Trx,
  documentId: string,
  thingIds: readonly string[],
  since: Date,
): Promise<StoredLine[]> {
  if (thingIds.length === 0) return [];
  const rows = await trx
    .selectFrom("documentChange")
    .selectAll()
    .where("documentId", "=", documentId)
    .where("thingId", "in", thingIds)
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
  if (gone.length > 0) await trx.deleteFrom("documentChange").where("id", "in", gone).execute();
  for (const { id, at, seq, after, thingTitle, partName } of lines.filter((line) => !line.gone && line.id !== null)) {
    await trx
      .updateTable("documentChange")
      .set({ at, seq, after, thingTitle, partName })
      .where("id", "=", id)
      .execute();
  }
  const fresh = lines.filter((line) => !line.gone && line.id === null);
  // A statement takes at most 65,535 values.
  for (let i = 0; i < fresh.length; i += 1000) {
    await trx
      .insertInto("documentChange")
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

/** Lines of a document or of one thing in it, the latest first, with the name by which the coalition knows who made them. */
export async function historyPage(
  db: Db,
  documentId: string,
  ask: { thingId: string | null; words: string | null; before: HistoryCursor | null; limit: number },
) {
  let query = db
    .selectFrom("documentChange as c")
    .innerJoin("document as d", "d.id", "c.documentId")
    .leftJoin("membership as m", (join) =>
      join.onRef("m.accountId", "=", "c.accountId").onRef("m.coalitionId", "=", "d.coalitionId"),
    )
    .select([
      "c.id",
      "c.thingId",
      "c.list",
      "c.partId",
      "c.what",
      "c.field",
      "c.before",
      "c.after",
      "c.thingTitle",
      "c.partName",
      "c.accountId",
      "c.at",
      "c.erasedAt",
      "m.shownName as by",
    ])
    .where("c.documentId", "=", documentId)
    .orderBy("c.at", "desc")
    .orderBy("c.id", "desc")
    .limit(ask.limit);
  if (ask.thingId !== null) query = query.where("c.thingId", "=", ask.thingId);
  if (ask.before !== null) query = query.where(sql<boolean>`(c.at, c.id) < (${ask.before.at}, ${ask.before.id})`);
  if (ask.words !== null) {
    const like = `%${ask.words.replace(/[\\%_]/g, "\\$&")}%`;
    query = query.where((eb) =>
      eb.or((["before", "after", "thingTitle", "partName"] as const).map((column) => eb(`c.${column}`, "ilike", like))),
    );
  }
  const rows = await query.execute();
  return rows.map((row) => ({ ...row, what: asWhat(row.what) }));
}

/** Who took which thing out last, and when. Lines that are a year old are forgotten: such a thing is not in the answer. */
export async function removals(db: Db, documentId: string, thingIds: readonly string[]) {
  if (thingIds.length === 0) return [];
  return db
    .selectFrom("documentChange as c")
    .innerJoin("document as d", "d.id", "c.documentId")
    .leftJoin("membership as m", (join) =>
      join.onRef("m.accountId", "=", "c.accountId").onRef("m.coalitionId", "=", "d.coalitionId"),
    )
    .distinctOn("c.thingId")
    .select(["c.thingId", "c.accountId", "c.at", "m.shownName as by"])
    .where("c.documentId", "=", documentId)
    .where("c.thingId", "in", thingIds)
    .where("c.what", "=", "removed")
    .where("c.partId", "is", null)
    .orderBy("c.thingId")
    .orderBy("c.at", "desc")
    .execute();
}

/** Forgets the words of a line; who and when stay. False when it is none of this document. */
export async function eraseLine(db: Db, documentId: string, id: number, now: Date): Promise<boolean> {
  const result = await db
    .updateTable("documentChange")
    .set({ before: null, after: null, thingTitle: "", partName: "", erasedAt: now })
    .where("documentId", "=", documentId)
    .where("id", "=", id)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Gives how many it deleted. */
export async function deleteLinesBefore(db: Db, before: Date): Promise<number> {
  const result = await db.deleteFrom("documentChange").where("at", "<", before).executeTakeFirst();
  return Number(result.numDeletedRows);
}

function asWhat(what: string): ChangeLine["what"] {
  if (what === "added" || what === "removed" || what === "restored" || what === "changed") return what;
  throw new Error(`unknown kind of change: ${what}`);
}
