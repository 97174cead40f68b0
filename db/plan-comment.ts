import type { Db, Trx } from "./client";

export type CommentRow = {
  id: string;
  threadId: string;
  accountId: string | null;
  /** The roster's; null for who left. */
  by: string | null;
  body: string;
  createdAt: Date;
};
export type ThreadRow = {
  id: string;
  anchorFrom: string | null;
  anchorTo: string | null;
  quote: string;
  resolvedAt: Date | null;
  createdAt: Date;
};

/** The threads of a plan, open ones first, the latest first among them; at most `limit`. */
export async function threadsOf(db: Db, planId: string, limit: number): Promise<ThreadRow[]> {
  return db
    .selectFrom("planThread")
    .select(["id", "anchorFrom", "anchorTo", "quote", "resolvedAt", "createdAt"])
    .where("planId", "=", planId)
    .orderBy((eb) => eb("resolvedAt", "is not", null))
    .orderBy("createdAt", "desc")
    .orderBy("id")
    .limit(limit)
    .execute();
}

/** What was said in threads, in order. */
export async function commentsOf(db: Db, coalitionId: string, threadIds: readonly string[]): Promise<CommentRow[]> {
  if (threadIds.length === 0) return [];
  return db
    .selectFrom("planComment as c")
    .leftJoin("membership as m", (join) =>
      join.onRef("m.accountId", "=", "c.accountId").on("m.coalitionId", "=", coalitionId),
    )
    .select(["c.id", "c.threadId", "c.accountId", "m.shownName as by", "c.body", "c.createdAt"])
    .where("c.threadId", "in", threadIds)
    .orderBy("c.createdAt")
    .orderBy("c.id")
    .execute();
}

/** Who is named in comments, by comment: as what they wish to be shown, and as it was written. */
export async function mentionsOf(
  db: Db,
  commentIds: readonly string[],
): Promise<{ commentId: string; name: string; written: string }[]> {
  if (commentIds.length === 0) return [];
  return db
    .selectFrom("planMention as n")
    .innerJoin("membership as m", "m.id", "n.membershipId")
    .select(["n.commentId", "m.shownName as name", "m.name as written"])
    .where("n.commentId", "in", commentIds)
    .where("m.removedAt", "is", null)
    .execute();
}

export async function insertThread(
  trx: Trx,
  thread: { planId: string; anchorFrom: string | null; anchorTo: string | null; quote: string; createdAt: Date },
): Promise<string> {
  return (await trx.insertInto("planThread").values(thread).returning("id").executeTakeFirstOrThrow()).id;
}

/** A thread of this plan, locked, with how much was said in it. */
export async function lockThread(trx: Trx, planId: string, id: string): Promise<{ comments: number } | undefined> {
  const thread = await trx
    .selectFrom("planThread")
    .select("id")
    .where("id", "=", id)
    .where("planId", "=", planId)
    .forUpdate()
    .executeTakeFirst();
  if (!thread) return undefined;
  const { count } = await trx
    .selectFrom("planComment")
    .select((eb) => eb.fn.countAll<string>().as("count"))
    .where("threadId", "=", id)
    .executeTakeFirstOrThrow();
  return { comments: Number(count) };
}

export async function countThreads(db: Db, planId: string): Promise<number> {
  const { count } = await db
    .selectFrom("planThread")
    .select((eb) => eb.fn.countAll<string>().as("count"))
    .where("planId", "=", planId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function insertComment(
  trx: Trx,
  comment: { threadId: string; accountId: string; body: string; createdAt: Date },
  mentions: readonly string[],
): Promise<void> {
  const { id } = await trx.insertInto("planComment").values(comment).returning("id").executeTakeFirstOrThrow();
  if (mentions.length === 0) return;
  await trx
    .insertInto("planMention")
    .values(mentions.map((membershipId) => ({ commentId: id, membershipId })))
    .execute();
}

export async function setResolved(
  trx: Trx,
  threadId: string,
  resolved: { at: Date; by: string } | null,
): Promise<void> {
  await trx
    .updateTable("planThread")
    .set({ resolvedAt: resolved?.at ?? null, resolvedBy: resolved?.by ?? null })
    .where("id", "=", threadId)
    .execute();
}

/** Erases a comment, and its thread with the last one; `only`: when that account wrote it. */
export async function eraseComment(trx: Trx, planId: string, commentId: string, only: string | null): Promise<boolean> {
  let query = trx
    .deleteFrom("planComment")
    .where("id", "=", commentId)
    .where("threadId", "in", trx.selectFrom("planThread").select("id").where("planId", "=", planId));
  if (only !== null) query = query.where("accountId", "=", only);
  const erased = await query.returning("threadId").executeTakeFirst();
  if (!erased) return false;
  await trx
    .deleteFrom("planThread")
    .where("id", "=", erased.threadId)
    .where("id", "not in", trx.selectFrom("planComment").select("threadId").where("threadId", "=", erased.threadId))
    .execute();
  return true;
}
