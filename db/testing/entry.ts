import { randomUUID } from "node:crypto";
import type { Insertable } from "kysely";
import type { Db } from "../client";
import type { AgendaEntryTable } from "../schema";
import { insertTestCoalition } from "./coalition";

/** A published action of a published coalition that wants helpers, made up but for what the test names. */
export async function insertTestEntry(
  db: Db,
  named: Partial<Insertable<AgendaEntryTable>> & { startsAt: Date; startsLocal: string },
): Promise<{ entryId: string; coalitionId: string; slug: string }> {
  const coalition = named.coalitionId
    ? await db
        .selectFrom("coalition")
        .select(["id", "slug"])
        .where("id", "=", named.coalitionId)
        .executeTakeFirstOrThrow()
    : await insertTestCoalition(db, { publishedAt: new Date(0) });
  const document = await db
    .insertInto("document")
    .values({ coalitionId: coalition.id, kind: "agenda" })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  const documentId =
    document?.id ??
    (
      await db
        .selectFrom("document")
        .select("id")
        .where("coalitionId", "=", coalition.id)
        .where("kind", "=", "agenda")
        .executeTakeFirstOrThrow()
    ).id;
  const { id } = await db
    .insertInto("agendaEntry")
    .values({
      documentId,
      entryId: randomUUID(),
      coalitionId: coalition.id,
      kind: "leafleting",
      title: "Tractage au marché",
      notes: "",
      bring: "",
      place: "Place du marché",
      address: "",
      helpers: 3,
      visibility: "public",
      state: "todo",
      recurrence: "null",
      publishedAt: new Date(0),
      changedAt: new Date(0),
      ...named,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return { entryId: id, coalitionId: coalition.id, slug: coalition.slug };
}
