import type { ReadEvent } from "@/domain/calendar/read-ics";
import type { Db } from "./client";

export type SourceRow = { id: string; coalitionId: string; url: string; title: string; problem: string | null };

/** Calendars of elsewhere that a coalition looks at, the first added first. */
export async function sourcesOf(db: Db, coalitionId: string): Promise<(SourceRow & { items: ReadEvent[] })[]> {
  const rows = await db
    .selectFrom("calendarSource")
    .select(["id", "coalitionId", "url", "title", "problem", "items"])
    .where("coalitionId", "=", coalitionId)
    .orderBy("addedAt")
    .orderBy("id")
    .execute();
  // Written by us alone, from what the reader of calendar files makes.
  return rows.map(({ items, ...row }) => ({ ...row, items: items as ReadEvent[] }));
}

/** Undefined when the coalition has as many as it may, or has it already. */
export async function insertSource(
  db: Db,
  source: { coalitionId: string; url: string; title: string; addedBy: string },
  most: number,
  now: Date,
): Promise<string | undefined> {
  const { count } = await db
    .selectFrom("calendarSource")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("coalitionId", "=", source.coalitionId)
    .executeTakeFirstOrThrow();
  if (Number(count) >= most) return undefined;
  const row = await db
    .insertInto("calendarSource")
    .values({ ...source, addedAt: now, nextAt: now })
    .onConflict((conflict) => conflict.columns(["coalitionId", "url"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  return row?.id;
}

export async function deleteSource(db: Db, coalitionId: string, id: string): Promise<void> {
  await db.deleteFrom("calendarSource").where("coalitionId", "=", coalitionId).where("id", "=", id).execute();
}

/** A calendar whose turn it is; taken for a while, so that no other server asks at the same moment. */
export async function takeDueSource(db: Db, now: Date, until: Date) {
  return db
    .updateTable("calendarSource")
    .set({ nextAt: until })
    .where("id", "=", (eb) =>
      eb
        .selectFrom("calendarSource")
        .select("id")
        .where("nextAt", "<=", now)
        .orderBy("nextAt")
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returning(["id", "url", "etag", "failures"])
    .executeTakeFirst();
}

/** What asking came to; `items` only where there is something new. */
export async function writeFetched(
  db: Db,
  id: string,
  fetched: { items?: ReadEvent[]; etag?: string | null; problem: string | null; failures: number; nextAt: Date },
  now: Date,
): Promise<void> {
  const { items, etag, ...rest } = fetched;
  await db
    .updateTable("calendarSource")
    .set({
      ...rest,
      fetchedAt: now,
      ...(items ? { items: JSON.stringify(items) } : {}),
      ...(etag === undefined ? {} : { etag }),
    })
    .where("id", "=", id)
    .execute();
}
