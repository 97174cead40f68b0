import type { Trx } from "@/db/client";
import { findPublishedCoalition } from "@/db/coalition";
import {
  countReaders,
  deleteNews,
  draftNews,
  findNews,
  insertNews,
  lockNews,
  type NewsRow,
  sendNews,
  sentNews,
  updateNews,
  waitingDeliveries,
} from "@/db/news";
import { newsLimits, newsSchema, newsShown } from "@/domain/campaign/news";
import { slugSchema } from "@/domain/coalition/slug";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import type { Role } from "@/domain/kernel/role";
import { uuidSchema } from "@/domain/kernel/uuid-schema";
import { asCoordinator, openWorkspace } from "@/server/coalition/workspace";
import type { Deps } from "@/server/deps";

export type News = Pick<NewsRow, "id" | "title" | "body" | "sentAt">;
/** `left`: how many of those who hear at once are not written to yet. */
export type SentNews = NewsRow & { left: number };
export type NewsPage = { page: number; more: boolean };

/** What everybody reads. A coalition that is not published answers like an unknown one. */
export async function publicNews(
  { database: { db } }: Deps,
  slug: string,
  page: number,
): Promise<Result<NewsPage & { coalition: { slug: string; name: string }; news: News[] }>> {
  const coalition = slugSchema.safeParse(slug).success ? await findPublishedCoalition(db, slug) : undefined;
  if (!coalition) return refuse("not_found");
  const { rows, more } = await pageOf((part) => sentNews(db, coalition.id, part), page);
  return ok({ coalition: { slug, name: coalition.name }, news: rows, page, more });
}

/** The newest: on the coalition's page, in a feed. */
export async function newestNews(
  { database: { db } }: Deps,
  slug: string,
  limit: number,
): Promise<Result<{ coalition: { slug: string; name: string }; news: News[] }>> {
  const coalition = slugSchema.safeParse(slug).success ? await findPublishedCoalition(db, slug) : undefined;
  if (!coalition) return refuse("not_found");
  return ok({
    coalition: { slug, name: coalition.name },
    news: await sentNews(db, coalition.id, { limit, offset: 0 }),
  });
}

export async function publicNewsItem(
  { database: { db } }: Deps,
  slug: string,
  id: string,
): Promise<Result<{ coalition: { slug: string; name: string }; news: News & { sentAt: Date } }>> {
  const coalition = slugSchema.safeParse(slug).success ? await findPublishedCoalition(db, slug) : undefined;
  const news = coalition && uuidSchema.safeParse(id).success ? await findNews(db, coalition.id, id) : undefined;
  if (!coalition || !news?.sentAt) return refuse("not_found");
  return ok({ coalition: { slug, name: coalition.name }, news: { ...news, sentAt: news.sentAt } });
}

export type NewsDesk = NewsPage & {
  role: Role;
  /** Whether it can be sent at all: nobody hears of what is not published. */
  published: boolean;
  readers: number;
  drafts: NewsRow[];
  news: SentNews[];
};

/** What was sent, for who has a role in the coalition; drafts and the number of readers for its coordinators. */
export async function newsDesk(
  { database: { db } }: Deps,
  actor: Actor,
  slug: string,
  page: number,
): Promise<Result<NewsDesk>> {
  const opened = await openWorkspace(db, actor, slug, "participant");
  if (!opened.ok) return opened;
  const { coalition, role } = opened.value;
  const mayWrite = role === "coordinator";
  const { rows, more } = await pageOf((part) => sentNews(db, coalition.id, part), page);
  const left = await waitingDeliveries(
    db,
    rows.map(({ id }) => id),
  );
  return ok({
    role,
    published: (await findPublishedCoalition(db, slug)) !== undefined,
    readers: mayWrite ? await countReaders(db, coalition.id) : 0,
    drafts: mayWrite ? await draftNews(db, coalition.id, newsLimits.drafts) : [],
    news: rows.map((row) => ({ ...row, left: left.get(row.id) ?? 0 })),
    page,
    more,
  });
}

export type DeskItem = { role: Role; name: string; published: boolean; readers: number; news: SentNews };

/** One of them; a draft for coordinators alone. */
export async function newsItem(
  { database: { db } }: Deps,
  actor: Actor,
  slug: string,
  id: string,
): Promise<Result<DeskItem>> {
  const opened = await openWorkspace(db, actor, slug, "participant");
  if (!opened.ok) return opened;
  const { coalition, role } = opened.value;
  const news = uuidSchema.safeParse(id).success ? await findNews(db, coalition.id, id) : undefined;
  if (!news || (news.sentAt === null && role !== "coordinator")) return refuse("not_found");
  const left = (await waitingDeliveries(db, [id])).get(id) ?? 0;
  const readers = news.sentAt === null ? await countReaders(db, coalition.id) : news.readers;
  return ok({
    role,
    name: coalition.name,
    published: (await findPublishedCoalition(db, slug)) !== undefined,
    readers,
    news: { ...news, left },
  });
}

/** Writes a draft, or changes it: `revision` is that of the draft when it was shown. Answers with its id. */
export async function saveNews(
  deps: Deps,
  actor: Actor,
  raw: Record<string, unknown>,
): Promise<Result<{ id: string }>> {
  return asCoordinator(deps, actor, raw.coalition, async (trx, coalition, authorId) => {
    const written = newsSchema.safeParse(raw);
    if (!written.success)
      return refuse("invalid", Object.fromEntries(written.error.issues.map(({ path, message }) => [path[0], message])));
    const change = { ...written.data, authorId, changedAt: deps.clock.now() };
    if (raw.id === undefined || raw.id === "") {
      if ((await draftNews(trx, coalition.id, newsLimits.drafts)).length === newsLimits.drafts)
        return refuse("too_many");
      return ok({ id: await insertNews(trx, { ...change, coalitionId: coalition.id }) });
    }
    const draft = await lockedDraft(trx, coalition.id, raw);
    if (!draft.ok) return draft;
    await updateNews(trx, draft.value.id, change);
    return ok({ id: draft.value.id });
  });
}

/** « Envoyer », once: who is to be told is written down with it. What was read before is what leaves. */
export async function sendNewsNow(
  deps: Deps,
  actor: Actor,
  raw: Record<string, unknown>,
): Promise<Result<{ readers: number }>> {
  return asCoordinator(deps, actor, raw.coalition, async (trx, coalition) => {
    if (!(await findPublishedCoalition(trx, coalition.slug))) return refuse("not_found");
    const draft = await lockedDraft(trx, coalition.id, raw);
    if (!draft.ok) return draft;
    const { id } = draft.value;
    return ok({ readers: await sendNews(trx, { id, coalitionId: coalition.id, now: deps.clock.now() }) });
  });
}

/** A draft is thrown away; what was sent is taken from the pages, and who was not told yet is not. */
export async function removeNews(deps: Deps, actor: Actor, raw: Record<string, unknown>): Promise<Result<null>> {
  return asCoordinator(deps, actor, raw.coalition, async (trx, coalition) => {
    const id = uuidSchema.safeParse(raw.id);
    const news = id.success ? await lockNews(trx, coalition.id, id.data) : undefined;
    if (!news) return refuse("not_found");
    await deleteNews(trx, news.id);
    return ok(null);
  });
}

/** The draft that a form was shown; somebody may have changed or sent it since. */
async function lockedDraft(trx: Trx, coalitionId: string, raw: Record<string, unknown>): Promise<Result<NewsRow>> {
  const id = uuidSchema.safeParse(raw.id);
  const news = id.success ? await lockNews(trx, coalitionId, id.data) : undefined;
  if (!news) return refuse("not_found");
  if (news.sentAt !== null) return refuse("news_sent");
  return Number(raw.revision) === news.revision ? ok(news) : refuse("news_changed");
}

async function pageOf<T>(
  read: (part: { limit: number; offset: number }) => Promise<T[]>,
  page: number,
): Promise<{ rows: T[]; more: boolean }> {
  const rows = await read({ limit: newsShown.page + 1, offset: (page - 1) * newsShown.page });
  return { rows: rows.slice(0, newsShown.page), more: rows.length > newsShown.page };
}
