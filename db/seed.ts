import type { Insertable } from "kysely";
import type { Db, Trx } from "./client";
import type { DB } from "./schema";

type Rows<Table extends keyof DB> = ReadonlyArray<Insertable<DB[Table]>>;

/** Whether something was done once and for all. */
export async function hasMarker(db: Db, name: string): Promise<boolean> {
  const row = await db.selectFrom("marker").select("name").where("name", "=", name).executeTakeFirst();
  return row !== undefined;
}

/** Sets the marker; false when somebody else has. Call it first in the transaction that does the thing. */
export async function setMarker(trx: Trx, name: string): Promise<boolean> {
  const row = await trx
    .insertInto("marker")
    .values({ name })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .returning("name")
    .executeTakeFirst();
  return row !== undefined;
}

const rowsAtOnce = 100;

/** Fills a table with rows made elsewhere, such as the demo data. */
export async function seed<Table extends keyof DB>(trx: Trx, table: Table, rows: Rows<Table>): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    await trx
      .insertInto(table)
      .values(rows.slice(start, start + rowsAtOnce))
      .execute();
  }
}

/** Trip ids by row id, of all sheets. */
export async function tripsByRow(db: Db): Promise<Map<string, { id: string; coalitionId: string }>> {
  const rows = await db.selectFrom("trip").select(["id", "rowId", "coalitionId"]).execute();
  return new Map(rows.map((row) => [row.rowId, row]));
}

/** The transport sheets of all coalitions, in the order of the coalitions' declaration. */
export async function sheetRooms(db: Db): Promise<Array<{ slug: string; documentId: string; generation: number }>> {
  return db
    .selectFrom("document")
    .innerJoin("coalition", "coalition.id", "document.coalitionId")
    .select(["coalition.slug", "document.id as documentId", "document.generation"])
    .where("document.kind", "=", "sheet")
    .orderBy("coalition.createdAt")
    .orderBy("coalition.slug")
    .execute();
}

export type SeedEntry = { id: string; startsLocal: string | null; endsLocal: string | null };

/** Entries of all agendas by their key in the document. */
export async function entriesByKey(db: Db): Promise<Map<string, SeedEntry>> {
  const rows = await db.selectFrom("agendaEntry").select(["id", "entryId", "startsLocal", "endsLocal"]).execute();
  return new Map(rows.map(({ entryId, ...entry }) => [entryId, entry]));
}
