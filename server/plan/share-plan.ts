import { z } from "zod";
import { storedEntries } from "@/db/agenda";
import { findPlan, type PlanRow } from "@/db/plan";
import { type ImageMeta, imageBytes, imageSizes } from "@/db/plan-image";
import { insertPlanLink, livePlanLinks, type PlanLinkRow, planOfLink, revokePlanLink } from "@/db/plan-link";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { parisDay } from "@/domain/kernel/spoken-date";
import { uuidSchema } from "@/domain/kernel/uuid-schema";
import { type Body, entriesOf, imagesOf } from "@/domain/plan/body";
import { linkDays } from "@/domain/plan/link";
import type { ShownEntry } from "@/domain/plan/shown-entry";
import { openWorkspace } from "@/server/coalition/workspace";
import { randomToken, sha256 } from "@/server/crypto";
import type { Deps } from "@/server/deps";
import { shownEntries } from "./shown-entries";

const mostLinks = 20;
const dayMs = 86_400_000;
const shareSchema = z.object({
  coalition: z.string(),
  plan: z.uuid(),
  days: z.coerce.number().refine((days) => linkDays.some((each) => each === days)),
});
const revokeSchema = z.object({ coalition: z.string(), plan: z.uuid(), link: z.uuid() });

/** A plan of one's coalition, for who may share it; anyone else: `not_found`. */
async function sharable({ database: { db } }: Deps, actor: Actor, slug: string, id: string): Promise<Result<PlanRow>> {
  const opened = await openWorkspace(db, actor, slug, "member");
  if (!opened.ok) return opened;
  const plan = uuidSchema.safeParse(id).success ? await findPlan(db, opened.value.coalition.id, id) : undefined;
  return plan ? ok(plan) : refuse("not_found");
}

/** The links of a plan that still open it. What they are cannot be shown again: only their hash is kept. */
export async function readLinks(
  deps: Deps,
  actor: Actor,
  slug: string,
  id: string,
): Promise<Result<{ title: string; links: PlanLinkRow[] }>> {
  const plan = await sharable(deps, actor, slug, id);
  if (!plan.ok) return plan;
  return ok({
    title: plan.value.title,
    links: await livePlanLinks(deps.database.db, plan.value.id, deps.clock.now()),
  });
}

/** Makes a link with which anybody reads the plan, until it ends; answers with its path, once. */
export async function sharePlan(
  deps: Deps,
  actor: Actor,
  raw: { coalition?: unknown; plan?: unknown; days?: unknown },
): Promise<Result<string>> {
  const input = shareSchema.safeParse(raw);
  if (!input.success) return refuse("not_found");
  if (actor.kind !== "account") return refuse("sign_in_first");
  const { db } = deps.database;
  const plan = await sharable(deps, actor, input.data.coalition, input.data.plan);
  if (!plan.ok) return plan;
  const now = deps.clock.now();
  if ((await livePlanLinks(db, plan.value.id, now)).length >= mostLinks) return refuse("links_full");
  const token = randomToken();
  await insertPlanLink(db, {
    planId: plan.value.id,
    tokenHash: sha256(token),
    expires: new Date(now.getTime() + input.data.days * dayMs),
    createdBy: actor.accountId,
    createdAt: now,
  });
  return ok(`/plan/${token}`);
}

/** Ends a link at once. */
export async function unsharePlan(
  deps: Deps,
  actor: Actor,
  raw: { coalition?: unknown; plan?: unknown; link?: unknown },
): Promise<Result<void>> {
  const input = revokeSchema.safeParse(raw);
  if (!input.success) return refuse("not_found");
  const plan = await sharable(deps, actor, input.data.coalition, input.data.plan);
  if (!plan.ok) return plan;
  const revoked = await revokePlanLink(deps.database.db, plan.value.id, input.data.link, deps.clock.now());
  return revoked ? ok(undefined) : refuse("not_found");
}

export type SharedPlan = {
  coalition: { slug: string; name: string };
  title: string;
  body: Body;
  images: ImageMeta[];
  today: string;
  /** What everybody may see of the agenda, without a name. */
  entries: Record<string, ShownEntry>;
};

/** What a link shows. Ended, revoked and invented ones are one answer. */
export async function readSharedPlan({ database: { db }, clock }: Deps, token: string): Promise<Result<SharedPlan>> {
  const link = await planOfLink(db, sha256(token), clock.now());
  const plan = link && (await findPlan(db, link.coalitionId, link.planId));
  if (!link || !plan) return refuse("not_found");
  const today = parisDay(clock.now());
  return ok({
    coalition: { slug: link.slug, name: link.name },
    title: plan.title,
    body: plan.body,
    images: await imageSizes(db, link.coalitionId, imagesOf(plan.body)),
    today,
    entries: await shownEntries(
      db,
      await storedEntries(db, {
        coalitionIds: [link.coalitionId],
        entryIds: entriesOf(plan.body),
        publicOnly: true,
      }),
      { people: [], takers: new Map(), accountId: null, today },
    ),
  });
}

/** An image that stands in the plan of a link; no other of its coalition. */
export async function readSharedImage(
  { database: { db }, clock }: Deps,
  token: string,
  id: string,
): Promise<Result<{ type: string; bytes: Uint8Array; hash: string }>> {
  const link = await planOfLink(db, sha256(token), clock.now());
  const plan = link && (await findPlan(db, link.coalitionId, link.planId));
  if (!plan || !imagesOf(plan.body).includes(id)) return refuse("not_found");
  const image = await imageBytes(db, plan.coalitionId, id);
  return image ? ok(image) : refuse("not_found");
}
