import { lastPlanWrites } from "@/db/plan";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { openWorkspace } from "@/server/coalition/workspace";
import type { Deps } from "@/server/deps";

export type PlanWrite = { id: string; title: string; by: string | null; mine: boolean; at: Date };

const shown = 3;

/** The plans that were written in last, by whom and when, for who has a role in the coalition. */
export async function lastWrites(
  { database: { db } }: Pick<Deps, "database">,
  actor: Actor,
  slug: string,
): Promise<Result<PlanWrite[]>> {
  const opened = await openWorkspace(db, actor, slug, "participant");
  if (!opened.ok) return opened;
  if (actor.kind !== "account") return refuse("sign_in_first");
  const rows = await lastPlanWrites(db, opened.value.coalition.id, shown);
  return ok(rows.map(({ accountId, ...row }) => ({ ...row, mine: accountId === actor.accountId })));
}
