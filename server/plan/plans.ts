import { notify } from "@/db/notify";
import { findPlan, insertPlan, listPlans, type PlanLine, setPlanArchived } from "@/db/plan";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { uuidSchema } from "@/domain/kernel/uuid-schema";
import { mayEditPlan } from "@/domain/plan/access";
import { newPlanSchema } from "@/domain/plan/new-plan";
import { newPlan } from "@/domain/plan/plan";
import { openWorkspace } from "@/server/coalition/workspace";
import type { Deps } from "@/server/deps";

const linesAtOnce = 20;
const lastPage = 1000;

export type PlanList = {
  coalition: { slug: string; town: string };
  mayWrite: boolean;
  plans: PlanLine[];
  /** From 1; null where there is none. */
  page: number;
  more: boolean;
};

/** The plans of a coalition, twenty at a time, or those that were put away. */
export async function readPlans(
  { database: { db } }: Deps,
  actor: Actor,
  slug: string,
  raw: { page?: unknown; archived?: boolean },
): Promise<Result<PlanList>> {
  const opened = await openWorkspace(db, actor, slug, "participant");
  if (!opened.ok) return opened;
  const { coalition, role } = opened.value;
  const asked = Number(raw.page ?? 1);
  const page = Number.isInteger(asked) && asked >= 1 && asked <= lastPage ? asked : 1;
  const range = { archived: raw.archived === true, offset: (page - 1) * linesAtOnce, limit: linesAtOnce };
  const lines = await listPlans(db, coalition.id, range);
  return ok({
    coalition: { slug: coalition.slug, town: coalition.town },
    mayWrite: mayEditPlan(role),
    plans: lines.slice(0, linesAtOnce),
    page,
    more: lines.length > linesAtOnce,
  });
}

/** Makes a plan; its template is written by its author's browser. Answers with its id. */
export async function makePlan(
  { database: { db }, clock }: Deps,
  actor: Actor,
  raw: { coalition?: unknown; title?: unknown; template?: unknown; day?: unknown },
): Promise<Result<string>> {
  const input = newPlanSchema.safeParse(raw);
  if (!input.success) {
    const fields = input.error.issues.map(({ path, message }) => [String(path[0]), message]);
    return refuse("invalid", Object.fromEntries(fields));
  }
  const { coalition: slug, title, template, day } = input.data;
  const opened = await openWorkspace(db, actor, slug, "member");
  if (!opened.ok) return opened;
  if (actor.kind !== "account") return refuse("sign_in_first");
  const plan = {
    coalitionId: opened.value.coalition.id,
    title,
    template: template || null,
    templateDay: (template && day) || null,
    createdBy: actor.accountId,
    state: newPlan(title),
    at: clock.now(),
  };
  return ok(await db.transaction().execute((trx) => insertPlan(trx, plan)));
}

/** Puts a plan away, or takes it out again. Nothing of it is lost. */
export async function archivePlan(
  { database: { db }, clock }: Deps,
  actor: Actor,
  raw: { coalition: string; plan: string; archived: boolean },
): Promise<Result<void>> {
  const opened = await openWorkspace(db, actor, raw.coalition, "member");
  if (!opened.ok) return opened;
  if (!uuidSchema.safeParse(raw.plan).success) return refuse("not_found");
  const { id } = opened.value.coalition;
  const plan = await findPlan(db, id, raw.plan);
  if (!plan) return refuse("not_found");
  if ((plan.archivedAt !== null) === raw.archived) return ok(undefined);
  await db.transaction().execute(async (trx) => {
    await setPlanArchived(trx, id, raw.plan, raw.archived ? clock.now() : null);
    // Whoever has it open writes no more, or may write again.
    await notify(trx, { kind: "document", documentId: plan.documentId });
    await notify(trx, { kind: "beside", documentId: plan.documentId });
  });
  return ok(undefined);
}
