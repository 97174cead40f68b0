import { sql } from "kysely";
import type { Body } from "@/domain/plan/body";
import { parseBody } from "@/domain/plan/body-schema";
import type { Db, Trx } from "./client";

export type PlanRow = {
  id: string;
  documentId: string;
  coalitionId: string;
  generation: number;
  title: string;
  body: Body;
  template: string | null;
  templateDay: string | null;
  archivedAt: Date | null;
  createdBy: string | null;
  updatedAt: Date;
};
export type PlanLine = {
  id: string;
  title: string;
  archivedAt: Date | null;
  updatedAt: Date;
  /** Entries of the agenda that its text shows, as far as they are not removed. */
  actions: number;
  tasks: number;
};

/** Makes a plan with what its document begins with. */
export async function insertPlan(
  trx: Trx,
  plan: {
    coalitionId: string;
    title: string;
    template: string | null;
    templateDay: string | null;
    createdBy: string;
    state: Uint8Array;
    at: Date;
  },
): Promise<string> {
  const { state, at, ...row } = plan;
  const document = await trx
    .insertInto("document")
    .values({ coalitionId: plan.coalitionId, kind: "plan", projectedSeq: 1 })
    .returning(["id", "generation"])
    .executeTakeFirstOrThrow();
  await trx
    .insertInto("documentUpdate")
    .values({ documentId: document.id, generation: document.generation, seq: 1, payload: Buffer.from(state) })
    .execute();
  const { id } = await trx
    .insertInto("plan")
    .values({ ...row, documentId: document.id, createdAt: at, updatedAt: at })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** A plan of this coalition. */
export async function findPlan(db: Db, coalitionId: string, id: string): Promise<PlanRow | undefined> {
  const row = await db
    .selectFrom("plan")
    .innerJoin("document", "document.id", "plan.documentId")
    .select([
      "plan.id",
      "plan.documentId",
      "plan.coalitionId",
      "document.generation",
      "plan.title",
      "plan.content",
      "plan.template",
      "plan.templateDay",
      "plan.archivedAt",
      "plan.createdBy",
      "plan.updatedAt",
    ])
    .where("plan.id", "=", id)
    .where("plan.coalitionId", "=", coalitionId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { content, ...plan } = row;
  return { ...plan, body: parseBody(content) };
}

/** The coalition's plans, the latest changed first; one more than `limit` says that there are others. */
export async function listPlans(
  db: Db,
  coalitionId: string,
  { archived, offset, limit }: { archived: boolean; offset: number; limit: number },
): Promise<PlanLine[]> {
  return db
    .selectFrom("plan")
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom("agendaEntry as e")
          .select([
            sql<number>`(count(*) filter (where e.kind <> 'task'))::int`.as("actions"),
            sql<number>`(count(*) filter (where e.kind = 'task'))::int`.as("tasks"),
          ])
          .whereRef("e.coalitionId", "=", "plan.coalitionId")
          .where("e.removedAt", "is", null)
          .where(
            sql<boolean>`e.entry_id::text in (select jsonb_path_query(plan.content, 'strict $.**.entryId') #>> '{}')`,
          )
          .as("shown"),
      (join) => join.onTrue(),
    )
    .select(["id", "title", "archivedAt", "updatedAt"])
    .select((eb) => [
      eb.fn.coalesce("actions", eb.lit(0)).as("actions"),
      eb.fn.coalesce("tasks", eb.lit(0)).as("tasks"),
    ])
    .where("coalitionId", "=", coalitionId)
    .where("archivedAt", archived ? "is not" : "is", null)
    .orderBy("updatedAt", "desc")
    .orderBy("id")
    .offset(offset)
    .limit(limit + 1)
    .execute();
}

export async function setPlanArchived(db: Db, coalitionId: string, id: string, at: Date | null): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("plan")
    .set({ archivedAt: at })
    .where("id", "=", id)
    .where("coalitionId", "=", coalitionId)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** What the projection of a document may touch. */
export async function planOfDocument(
  db: Db,
  documentId: string,
): Promise<{ documentId: string; coalitionId: string; generation: number; projectedSeq: number } | undefined> {
  return db
    .selectFrom("document")
    .innerJoin("plan", "plan.documentId", "document.id")
    .select(["document.id as documentId", "document.coalitionId", "document.generation", "document.projectedSeq"])
    .where("document.id", "=", documentId)
    .where("document.kind", "=", "plan")
    .executeTakeFirst();
}

/** Writes what the document says; whether it says something else than before. An empty title keeps the last one. */
export async function writePlan(
  db: Db,
  documentId: string,
  { title, content, words, at }: { title: string; content: string; words: string; at: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("plan")
    .set((eb) => ({
      ...(title !== "" && { title }),
      content,
      words,
      updatedAt: at,
      revision: eb("revision", "+", 1),
    }))
    .where("documentId", "=", documentId)
    .where((eb) =>
      eb.or([
        eb("content", "!=", eb.cast<string>(eb.val(content), "jsonb")),
        ...(title !== "" ? [eb("title", "!=", title)] : []),
      ]),
    )
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Who wrote last in which of the coalition's plans, and when: by the log, whose authors come from their sessions. */
export async function lastPlanWrites(db: Db, coalitionId: string, limit: number) {
  return db
    .selectFrom("plan as p")
    .innerJoin("document as d", "d.id", "p.documentId")
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom("documentUpdate as u")
          .select(["u.accountId", "u.committedAt"])
          .whereRef("u.documentId", "=", "d.id")
          .whereRef("u.generation", "=", "d.generation")
          .where("u.accountId", "is not", null)
          .orderBy("u.seq", "desc")
          .limit(1)
          .as("last"),
      (join) => join.onTrue(),
    )
    .leftJoin("membership as m", (join) =>
      join.onRef("m.accountId", "=", "last.accountId").onRef("m.coalitionId", "=", "p.coalitionId"),
    )
    .select(["p.id", "p.title", "last.accountId", "last.committedAt as at", "m.shownName as by"])
    .where("p.coalitionId", "=", coalitionId)
    .where("p.archivedAt", "is", null)
    .orderBy("last.committedAt", "desc")
    .limit(limit)
    .execute();
}
