import { sql } from "kysely";
import { type Frequency, frequencySchema } from "@/domain/coalition/following";
import type { Db, Trx } from "./client";

export type NewsRow = {
  id: string;
  title: string;
  /** Markdown. */
  body: string;
  revision: number;
  changedAt: Date;
  /** Null: a draft. */
  sentAt: Date | null;
  /** To how many people it was sent. */
  readers: number;
};
const columns = ["id", "title", "body", "revision", "changedAt", "sentAt", "readers"] as const;

export async function findNews(db: Db, coalitionId: string, id: string): Promise<NewsRow | undefined> {
  return db
    .selectFrom("news")
    .select(columns)
    .where("coalitionId", "=", coalitionId)
    .where("id", "=", id)
    .executeTakeFirst();
}

/** The same, for this transaction alone: it is sent once, and as it was read. */
export async function lockNews(trx: Trx, coalitionId: string, id: string): Promise<NewsRow | undefined> {
  return trx
    .selectFrom("news")
    .select(columns)
    .where("coalitionId", "=", coalitionId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
}

/** What was sent, the last first. */
export async function sentNews(
  db: Db,
  coalitionId: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<NewsRow[]> {
  return db
    .selectFrom("news")
    .select(columns)
    .where("coalitionId", "=", coalitionId)
    .where("sentAt", "is not", null)
    .orderBy("sentAt", "desc")
    .orderBy("id")
    .limit(limit)
    .offset(offset)
    .execute();
}

export async function draftNews(db: Db, coalitionId: string, limit: number): Promise<NewsRow[]> {
  return db
    .selectFrom("news")
    .select(columns)
    .where("coalitionId", "=", coalitionId)
    .where("sentAt", "is", null)
    .orderBy("changedAt", "desc")
    .orderBy("id")
    .limit(limit)
    .execute();
}

export async function insertNews(
  trx: Trx,
  row: { coalitionId: string; title: string; body: string; authorId: string; changedAt: Date },
): Promise<string> {
  const { id } = await trx.insertInto("news").values(row).returning("id").executeTakeFirstOrThrow();
  return id;
}

export async function updateNews(
  trx: Trx,
  id: string,
  change: { title: string; body: string; authorId: string; changedAt: Date },
): Promise<void> {
  await trx
    .updateTable("news")
    .set((eb) => ({ ...change, revision: eb("revision", "+", 1) }))
    .where("id", "=", id)
    .execute();
}

/** With it go those who were not told yet. */
export async function deleteNews(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom("news").where("id", "=", id).execute();
}

/**
 * Whom a news of this coalition goes to: its people who want to hear of it, and its confirmed followers. Who is both
 * is there once, as one of its people, whose choice counts.
 */
function readersOf(coalitionId: string) {
  return sql<{ followerId: string | null; membershipId: string | null }>`
    with own as (
      select membership.id, account.email, membership.frequency
      from membership join account on account.id = membership.account_id
      where membership.coalition_id = ${coalitionId} and membership.role is not null and membership.removed_at is null
    )
    select null::uuid as follower_id, own.id as membership_id from own where own.frequency <> 'never'
    union all
    select follower.id, null from follower
    where follower.coalition_id = ${coalitionId} and follower.confirmed_at is not null
      and not exists (select from own where own.email = follower.email)
  `;
}

/** How many would be told if it was sent now. */
export async function countReaders(db: Db, coalitionId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (${readersOf(coalitionId)}) as reader`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Sends: from now on everybody reads it, and a row stands for each person who is to be told. Answers how many. */
export async function sendNews(
  trx: Trx,
  { id, coalitionId, now }: { id: string; coalitionId: string; now: Date },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with made as (
      insert into news_delivery (news_id, follower_id, membership_id)
      select ${id}::uuid, follower_id, membership_id from (${readersOf(coalitionId)}) as reader
      returning 1
    )
    select count(*)::int as count from made`.execute(trx);
  const readers = rows[0]?.count ?? 0;
  await trx.updateTable("news").set({ sentAt: now, readers }).where("id", "=", id).execute();
  return readers;
}

/** How many are still to be told at once, by news; who gets a daily mail is not in it. */
export async function waitingDeliveries(db: Db, newsIds: readonly string[]): Promise<Map<string, number>> {
  if (newsIds.length === 0) return new Map();
  const { rows } = await sql<{ newsId: string; count: number }>`
    select delivery.news_id, count(*)::int as count from news_delivery as delivery
    ${reader}
    where delivery.news_id = any(${newsIds}::uuid[]) and reader.frequency = 'now'
    group by delivery.news_id`.execute(db);
  return new Map(rows.map(({ newsId, count }) => [newsId, count]));
}

/** Who a delivery is for, as they stand now; nothing of who left. Stopping has deleted the row itself. */
const reader = sql`
  left join lateral (
    select follower.id, follower.email, follower.locale, follower.frequency from follower
    where follower.id = delivery.follower_id and follower.confirmed_at is not null
    union all
    select membership.id, account.email, account.locale, membership.frequency
    from membership join account on account.id = membership.account_id
    where membership.id = delivery.membership_id and membership.role is not null and membership.removed_at is null
  ) as reader on true`;

export type Delivery = {
  newsId: string;
  title: string;
  body: string;
  slug: string;
  coalition: string;
  /** Null for who left, or wants nothing any more, and where the coalition's pages are there no more. */
  reader: { id: string; email: string; locale: string; frequency: Frequency } | null;
};

/**
 * Takes up to `limit` of those who are to be told at once, or not at all any more: their rows are gone if, and only if,
 * this transaction commits. What another transaction is taking at this moment is left to it.
 */
export async function takeDeliveries(trx: Trx, limit: number): Promise<Delivery[]> {
  const { rows } = await sql<{
    newsId: string;
    title: string;
    body: string;
    slug: string;
    coalition: string;
    id: string | null;
    email: string | null;
    locale: string | null;
    frequency: string | null;
  }>`
    with taken as materialized (
      select delivery.ctid as place, delivery.news_id, reader.*
      from news_delivery as delivery ${reader}
      where reader.frequency is null or reader.frequency in ('now', 'never')
      limit ${limit}
      for update of delivery skip locked
    ), gone as (
      delete from news_delivery using taken where news_delivery.ctid = taken.place
    )
    select taken.news_id, news.title, news.body, coalition.slug, coalition.name as coalition,
      case when coalition.published_at is not null then taken.id end as id, taken.email, taken.locale, taken.frequency
    from taken join news on news.id = taken.news_id join coalition on coalition.id = news.coalition_id
  `.execute(trx);
  return rows.map(({ id, email, locale, frequency, ...news }) => ({
    ...news,
    reader:
      id === null || email === null || frequency === null || frequency === "never"
        ? null
        : { id, email, locale: locale ?? "fr", frequency: frequencySchema.parse(frequency) },
  }));
}

/** One at a time counts how many may leave. Held until the transaction ends. */
export async function lockPace(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('news-pace', 0))`.execute(trx);
}

/** Mails of news, daily ones too, that were queued since then, by all processes. */
export async function countNewsMailsSince(db: Db, since: Date): Promise<number> {
  const { count } = await db
    .selectFrom("outbox")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("template", "in", ["news", "digest"])
    .where("createdAt", ">", since)
    .executeTakeFirstOrThrow();
  return count;
}
