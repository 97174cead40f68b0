import type { Selectable } from "kysely";
import type { NewPoll, PollAnswer } from "@/domain/calendar/date-poll";
import type { Db, Trx } from "./client";
import type { DatePollReplyTable, DatePollTable } from "./schema";

export type PollRow = Selectable<DatePollTable>;
export type ReplyRow = Pick<Selectable<DatePollReplyTable>, "id" | "firstName"> & { answers: Map<string, PollAnswer> };

export async function insertPoll(
  trx: Trx,
  poll: Omit<NewPoll, "closesOn" | "options"> & {
    id: string;
    coalitionId: string;
    closesAt: Date;
    createdBy: string;
    createdAt: Date;
  },
  options: readonly string[],
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto("datePoll")
    .values(poll)
    .onConflict((conflict) => conflict.column("id").doNothing())
    .executeTakeFirst();
  if (Number(numInsertedOrUpdatedRows) === 0) return false;
  await trx
    .insertInto("datePollOption")
    .values(options.map((startsLocal) => ({ pollId: poll.id, startsLocal })))
    .execute();
  return true;
}

/** A poll with the address of its coalition; `isPublic`: whether that coalition is. */
export async function findPoll(
  db: Db,
  pollId: string,
): Promise<(PollRow & { coalitionSlug: string; isPublic: boolean }) | undefined> {
  return db
    .selectFrom("datePoll")
    .innerJoin("coalition", "coalition.id", "datePoll.coalitionId")
    .selectAll("datePoll")
    .select("coalition.slug as coalitionSlug")
    .select((eb) => eb("coalition.publishedAt", "is not", null).$castTo<boolean>().as("isPublic"))
    .where("datePoll.id", "=", pollId)
    .where("datePoll.removedAt", "is", null)
    .executeTakeFirst();
}

/** One answer or decision at a time. */
export async function lockPoll(trx: Trx, pollId: string): Promise<PollRow | undefined> {
  return trx
    .selectFrom("datePoll")
    .selectAll()
    .where("id", "=", pollId)
    .where("removedAt", "is", null)
    .forUpdate()
    .executeTakeFirst();
}

/** A coalition's polls, the latest first, with how many have answered. */
export async function pollsOf(db: Db, coalitionId: string): Promise<(PollRow & { replies: number })[]> {
  return db
    .selectFrom("datePoll")
    .selectAll("datePoll")
    .select((eb) =>
      eb.fn
        .coalesce(
          eb
            .selectFrom("datePollReply")
            .select((inner) => inner.fn.countAll<number>().as("count"))
            .whereRef("datePollReply.pollId", "=", "datePoll.id"),
          eb.lit(0),
        )
        .as("replies"),
    )
    .where("coalitionId", "=", coalitionId)
    .where("removedAt", "is", null)
    .orderBy("createdAt", "desc")
    .limit(100)
    .execute();
}

export async function optionsOf(db: Db, pollId: string): Promise<{ id: string; startsLocal: string }[]> {
  return db
    .selectFrom("datePollOption")
    .select(["id", "startsLocal"])
    .where("pollId", "=", pollId)
    .orderBy("startsLocal")
    .execute();
}

/** Everybody's answers, in order of answering. */
export async function repliesOf(db: Db, pollId: string): Promise<ReplyRow[]> {
  const replies = await db
    .selectFrom("datePollReply")
    .select(["id", "firstName"])
    .where("pollId", "=", pollId)
    .orderBy("createdAt")
    .orderBy("id")
    .execute();
  const answers = await db
    .selectFrom("datePollAnswer")
    .select(["replyId", "optionId", "answer"])
    .where("pollId", "=", pollId)
    .execute();
  return replies.map((reply) => ({
    ...reply,
    answers: new Map(
      answers.filter((each) => each.replyId === reply.id).map((each) => [each.optionId, each.answer as PollAnswer]),
    ),
  }));
}

export async function findReply(
  db: Db,
  pollId: string,
  tokenHash: string,
): Promise<Selectable<DatePollReplyTable> | undefined> {
  return db
    .selectFrom("datePollReply")
    .selectAll()
    .where("pollId", "=", pollId)
    .where("tokenHash", "=", tokenHash)
    .executeTakeFirst();
}

/** How many have answered, and how many of them from this network since then. Exact under the poll's lock. */
export async function countReplies(
  db: Db,
  pollId: string,
  networkHash: string | null,
  since: Date,
): Promise<{ all: number; network: number }> {
  return db
    .selectFrom("datePollReply")
    .select((eb) => [
      eb.fn.countAll<number>().as("all"),
      eb.fn
        .countAll<number>()
        .filterWhere((row) => row.and([row("networkHash", "=", networkHash ?? ""), row("createdAt", ">", since)]))
        .as("network"),
    ])
    .where("pollId", "=", pollId)
    .executeTakeFirstOrThrow();
}

/** Writes somebody's answers, or writes them anew: whoever has the same link is the same person. */
export async function writeReply(
  trx: Trx,
  reply: { pollId: string; tokenHash: string; firstName: string; networkHash: string | null; now: Date },
  answers: Readonly<Record<string, PollAnswer>>,
): Promise<void> {
  const { pollId, tokenHash, firstName, networkHash, now } = reply;
  const { id } = await trx
    .insertInto("datePollReply")
    .values({ pollId, tokenHash, firstName, networkHash, createdAt: now, updatedAt: now })
    .onConflict((conflict) => conflict.column("tokenHash").doUpdateSet({ firstName, updatedAt: now }))
    .returning("id")
    .executeTakeFirstOrThrow();
  await trx
    .insertInto("datePollAnswer")
    .values(Object.entries(answers).map(([optionId, answer]) => ({ pollId, replyId: id, optionId, answer })))
    .onConflict((conflict) =>
      conflict.columns(["pollId", "replyId", "optionId"]).doUpdateSet((eb) => ({ answer: eb.ref("excluded.answer") })),
    )
    .execute();
}

/** Takes somebody's answers out; their own link does it, and nothing else. */
export async function deleteReply(db: Db, pollId: string, tokenHash: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("datePollReply")
    .where("pollId", "=", pollId)
    .where("tokenHash", "=", tokenHash)
    .executeTakeFirst();
  return Number(numDeletedRows) > 0;
}

export async function setKept(
  trx: Trx,
  pollId: string,
  kept: { keptOption: string; entryId: string; keptAt: Date },
): Promise<void> {
  await trx.updateTable("datePoll").set(kept).where("id", "=", pollId).execute();
}

export async function setPollRemoved(trx: Trx, pollId: string, now: Date): Promise<void> {
  await trx.updateTable("datePoll").set({ removedAt: now }).where("id", "=", pollId).execute();
}

/** Takes out everybody's answers to polls that were removed, or whose last date is before `day`. */
export async function forgetReplies(db: Db, before: { day: string; removed: Date }): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("datePollReply")
    .where(
      "pollId",
      "in",
      db
        .selectFrom("datePoll")
        .innerJoin("datePollOption", "datePollOption.pollId", "datePoll.id")
        .select("datePoll.id")
        .groupBy("datePoll.id")
        .having((eb) =>
          eb.or([
            eb(eb.fn.max("datePollOption.startsLocal"), "<", before.day),
            eb("datePoll.removedAt", "<", before.removed),
          ]),
        ),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}
