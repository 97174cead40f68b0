import { z } from "zod";
import type { Trx } from "@/db/client";
import { roster } from "@/db/membership";
import { notify } from "@/db/notify";
import { findPlan, type PlanRow } from "@/db/plan";
import {
  commentsOf,
  countThreads,
  eraseComment,
  insertComment,
  insertThread,
  lockThread,
  mentionsOf,
  setResolved,
  threadsOf,
} from "@/db/plan-comment";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { atLeast, type Role } from "@/domain/kernel/role";
import { uuidSchema } from "@/domain/kernel/uuid-schema";
import { plainText } from "@/domain/plan/body";
import { commentLimits, cutAtNames, namedIn, quoteOf, standsIn } from "@/domain/plan/comment";
import { openWorkspace } from "@/server/coalition/workspace";
import type { Deps } from "@/server/deps";

export type PlanThread = {
  id: string;
  quote: string;
  /** Where they stand, as two positions of Yjs that move with them; null for what was quoted from the page. */
  anchor: { from: string; to: string } | null;
  /** Whether the words it speaks of are still in the text. */
  anchored: boolean;
  resolved: boolean;
  comments: { id: string; by: string | null; body: string; names: string[]; at: Date; mayErase: boolean }[];
};

/** SQL keeps no NUL. */
function isStorable(text: string): boolean {
  return !text.includes("\0");
}

const anchor = z
  .string()
  .max(commentLimits.anchor)
  .regex(/^[\w+/=-]*$/);
const saySchema = z.object({
  coalition: z.string(),
  plan: z.uuid(),
  body: z.string().trim().min(1).max(commentLimits.body).refine(isStorable),
  thread: z.union([z.literal(""), z.uuid()]).default(""),
  quote: z.string().max(2000).refine(isStorable).default(""),
  from: anchor.default(""),
  to: anchor.default(""),
});
const resolveSchema = z.object({
  coalition: z.string(),
  plan: z.uuid(),
  thread: z.uuid(),
  resolved: z.enum(["yes", "no"]),
});
const eraseSchema = z.object({ coalition: z.string(), plan: z.uuid(), comment: z.uuid() });

type Opened = { plan: PlanRow; role: Role; accountId: string };

/** A plan that somebody may comment: whoever has a role in its coalition. */
async function commented(
  { database: { db } }: Deps,
  actor: Actor,
  slug: string,
  id: string,
  writes = false,
): Promise<Result<Opened>> {
  const opened = await openWorkspace(db, actor, slug, "participant");
  if (!opened.ok) return opened;
  if (actor.kind !== "account") return refuse("sign_in_first");
  const { coalition, role } = opened.value;
  if (writes && coalition.archivedAt !== null) return refuse("coalition_archived");
  const plan = uuidSchema.safeParse(id).success ? await findPlan(db, coalition.id, id) : undefined;
  return plan ? ok({ plan, role, accountId: actor.accountId }) : refuse("not_found");
}

/** Who has the plan open sees what is said. */
function tellReaders(trx: Trx, { documentId }: PlanRow): Promise<void> {
  return notify(trx, { kind: "beside", documentId });
}

/** What is said about a plan, open threads first. */
export async function readThreads(deps: Deps, actor: Actor, slug: string, id: string): Promise<Result<PlanThread[]>> {
  const opened = await commented(deps, actor, slug, id);
  if (!opened.ok) return opened;
  const { plan, role, accountId } = opened.value;
  const { db } = deps.database;
  const threads = await threadsOf(db, plan.id, commentLimits.threads);
  const comments = await commentsOf(
    db,
    plan.coalitionId,
    threads.map((thread) => thread.id),
  );
  const mentions = await mentionsOf(
    db,
    comments.map((comment) => comment.id),
  );
  const text = plainText(plan.body);
  return ok(
    threads.map((thread) => ({
      id: thread.id,
      quote: thread.quote,
      anchor: thread.anchorFrom && thread.anchorTo ? { from: thread.anchorFrom, to: thread.anchorTo } : null,
      anchored: standsIn(text, thread.quote),
      resolved: thread.resolvedAt !== null,
      comments: comments
        .filter((comment) => comment.threadId === thread.id)
        .map((comment) => ({
          id: comment.id,
          by: comment.by,
          ...shownBody(
            comment.body,
            mentions.filter(({ commentId }) => commentId === comment.id),
          ),
          at: comment.createdAt,
          mayErase: comment.accountId === accountId || atLeast(role, "coordinator"),
        })),
    })),
  );
}

/** A comment in which whoever shows an initial is named by it. */
function shownBody(body: string, named: readonly { name: string; written: string }[]) {
  const signs = new Map(named.map(({ name, written }) => [written.toLocaleLowerCase("fr"), name]));
  const parts = cutAtNames(
    body,
    named.map(({ written }) => written),
  ).map(({ text, isName }) => (isName ? `@${signs.get(text.slice(1).toLocaleLowerCase("fr")) ?? ""}` : text));
  return { body: parts.join(""), names: named.map(({ name }) => name) };
}

/** Says something: in a thread, or in a new one about the words that are quoted. */
export async function comment(deps: Deps, actor: Actor, raw: Record<string, unknown>): Promise<Result<void>> {
  const input = saySchema.safeParse(raw);
  if (!input.success) return refuse("invalid");
  const { coalition, plan: id, body, thread, quote, from, to } = input.data;
  const opened = await commented(deps, actor, coalition, id, true);
  if (!opened.ok) return opened;
  const { plan, accountId } = opened.value;
  const { db } = deps.database;
  const named = namedIn(body, await roster(db, plan.coalitionId));
  const now = deps.clock.now();
  return db.transaction().execute(async (trx): Promise<Result<void>> => {
    let threadId = thread;
    if (threadId === "") {
      if ((await countThreads(trx, plan.id)) >= commentLimits.threads) return refuse("comments_full");
      const anchors =
        from !== "" && to !== "" ? { anchorFrom: from, anchorTo: to } : { anchorFrom: null, anchorTo: null };
      threadId = await insertThread(trx, { planId: plan.id, ...anchors, quote: quoteOf(quote), createdAt: now });
    } else {
      const known = await lockThread(trx, plan.id, threadId);
      if (!known) return refuse("not_found");
      if (known.comments >= commentLimits.comments) return refuse("comments_full");
      // Whoever answers what was settled opens it again.
      await setResolved(trx, threadId, null);
    }
    await insertComment(
      trx,
      { threadId, accountId, body, createdAt: now },
      named.map((person) => person.id),
    );
    await tellReaders(trx, plan);
    return ok(undefined);
  });
}

/** Settles a thread, or opens it again. */
export async function resolveThread(deps: Deps, actor: Actor, raw: Record<string, unknown>): Promise<Result<void>> {
  const input = resolveSchema.safeParse(raw);
  if (!input.success) return refuse("not_found");
  const opened = await commented(deps, actor, input.data.coalition, input.data.plan, true);
  if (!opened.ok) return opened;
  const { plan, accountId } = opened.value;
  return deps.database.db.transaction().execute(async (trx): Promise<Result<void>> => {
    if (!(await lockThread(trx, plan.id, input.data.thread))) return refuse("not_found");
    const resolved = input.data.resolved === "yes" ? { at: deps.clock.now(), by: accountId } : null;
    await setResolved(trx, input.data.thread, resolved);
    await tellReaders(trx, plan);
    return ok(undefined);
  });
}

/** Takes a comment away for good: one's own, or any for a coordinator. */
export async function removeComment(deps: Deps, actor: Actor, raw: Record<string, unknown>): Promise<Result<void>> {
  const input = eraseSchema.safeParse(raw);
  if (!input.success) return refuse("not_found");
  const opened = await commented(deps, actor, input.data.coalition, input.data.plan);
  if (!opened.ok) return opened;
  const { plan, role, accountId } = opened.value;
  const only = atLeast(role, "coordinator") ? null : accountId;
  const erased = await deps.database.db.transaction().execute(async (trx) => {
    const done = await eraseComment(trx, plan.id, input.data.comment, only);
    if (done) await tellReaders(trx, plan);
    return done;
  });
  return erased ? ok(undefined) : refuse("not_found");
}
