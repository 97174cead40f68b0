import { deflateRawSync, inflateRawSync } from "node:zlib";
import { z } from "zod";
import type { Database, Db } from "@/db/client";
import { findPlan, type PlanRow, planOfDocument } from "@/db/plan";
import {
  deleteNamed,
  hoursToKeep,
  keepHour,
  keepVersion,
  stateUpTo,
  updatesAfter,
  type VersionKind,
  versionState,
  versionsOf,
} from "@/db/sheet-version";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { atLeast, type Role } from "@/domain/kernel/role";
import { uuidSchema } from "@/domain/kernel/uuid-schema";
import type { PlanRead } from "@/domain/plan/plan";
import { PlanState } from "@/domain/plan/plan-state";
import { openWorkspace } from "@/server/coalition/workspace";
import type { Deps } from "@/server/deps";

export type PlanVersion = {
  id: string;
  kind: VersionKind;
  /** Null unless a person named it. */
  name: string | null;
  at: Date;
  by: string | null;
  mine: boolean;
  mayRemove: boolean;
};

const mostNamed = 50;
const updatesAtOnce = 500;
const nameSchema = z.object({ coalition: z.string(), plan: z.uuid(), name: z.string().trim().min(1).max(80) });
const removeSchema = z.object({ coalition: z.string(), plan: z.uuid(), version: z.uuid() });

type Opened = { plan: PlanRow; role: Role; accountId: string };

async function planFor(db: Db, actor: Actor, slug: string, id: string, needed: Role): Promise<Result<Opened>> {
  const opened = await openWorkspace(db, actor, slug, needed);
  if (!opened.ok) return opened;
  if (actor.kind !== "account") return refuse("sign_in_first");
  const { coalition, role } = opened.value;
  const plan = uuidSchema.safeParse(id).success ? await findPlan(db, coalition.id, id) : undefined;
  return plan ? ok({ plan, role, accountId: actor.accountId }) : refuse("not_found");
}

/** A plan as its log in SQL tells it, up to `seq` or to the end of what is committed. */
async function storedPlan(
  db: Db,
  { documentId, generation }: { documentId: string; generation: number },
  seq = Number.MAX_SAFE_INTEGER,
): Promise<{ state: PlanState; seq: number }> {
  const base = await stateUpTo(db, documentId, generation, seq);
  const state = new PlanState(base && (base.deflated ? inflateRawSync(base.state) : base.state));
  let reached = base?.seq ?? 0;
  for (;;) {
    const range = { after: reached, upTo: seq, limit: updatesAtOnce };
    const updates = await updatesAfter(db, documentId, generation, range);
    for (const update of updates) {
      state.apply(update.payload);
      reached = update.seq;
    }
    if (updates.length < updatesAtOnce) return { state, seq: reached };
  }
}

/** How the plan stood before, the latest first, for who has a role in the coalition. */
export async function listPlanVersions(
  { database: { db } }: Deps,
  actor: Actor,
  slug: string,
  id: string,
): Promise<Result<PlanVersion[]>> {
  const opened = await planFor(db, actor, slug, id, "participant");
  if (!opened.ok) return opened;
  const { plan, role, accountId } = opened.value;
  const rows = await versionsOf(db, plan.documentId);
  return ok(
    rows.map(({ id: versionId, kind, name, hour, createdAt, accountId: author, by }) => ({
      id: versionId,
      kind,
      name,
      at: hour ?? createdAt,
      by: author === null ? null : by,
      mine: author === accountId,
      mayRemove:
        kind === "named" && (atLeast(role, "coordinator") || (atLeast(role, "member") && author === accountId)),
    })),
  );
}

/** What a version held. */
export async function readPlanVersion(
  { database: { db } }: Deps,
  actor: Actor,
  slug: string,
  id: string,
  version: string,
): Promise<Result<PlanRead>> {
  const opened = await planFor(db, actor, slug, id, "participant");
  if (!opened.ok) return opened;
  const stored = uuidSchema.safeParse(version).success
    ? await versionState(db, opened.value.plan.documentId, version)
    : undefined;
  return stored ? ok(new PlanState(inflateRawSync(stored)).read()) : refuse("not_found");
}

/** Keeps the plan as it is committed now, under a name. */
export async function namePlanVersion(
  { database: { db }, clock }: Deps,
  actor: Actor,
  raw: Record<string, unknown>,
): Promise<Result<string>> {
  const input = nameSchema.safeParse(raw);
  if (!input.success) return refuse("invalid", { name: "required" });
  const opened = await planFor(db, actor, input.data.coalition, input.data.plan, "member");
  if (!opened.ok) return opened;
  const { plan, accountId } = opened.value;
  const { state, seq } = await storedPlan(db, plan);
  const version = {
    documentId: plan.documentId,
    generation: plan.generation,
    seq,
    kind: "named" as const,
    name: input.data.name,
    accountId,
    state: deflateRawSync(state.encode()),
    createdAt: clock.now(),
  };
  const kept = await db.transaction().execute((trx) => keepVersion(trx, version, mostNamed));
  if (kept === "full") return refuse("versions_full");
  return kept === "over" ? refuse("not_found") : ok(kept.id);
}

/** Removes a version that a person named: by that person, or by a coordinator. */
export async function removePlanVersion(
  { database: { db } }: Deps,
  actor: Actor,
  raw: Record<string, unknown>,
): Promise<Result<void>> {
  const input = removeSchema.safeParse(raw);
  if (!input.success) return refuse("not_found");
  const opened = await planFor(db, actor, input.data.coalition, input.data.plan, "member");
  if (!opened.ok) return opened;
  const { plan, role, accountId } = opened.value;
  const only = atLeast(role, "coordinator") ? null : accountId;
  const removed = await deleteNamed(db, plan.documentId, input.data.version, only);
  return removed ? ok(undefined) : refuse("not_found");
}

/** In each hour with edits, keeps the plan as it stood before them, once. */
export async function keepPlanHours(db: Database["db"], documentId: string): Promise<void> {
  const plan = await planOfDocument(db, documentId);
  if (!plan) return;
  const { generation } = plan;
  for (const { hour, first, at } of await hoursToKeep(db, documentId, generation)) {
    const { state } = await storedPlan(db, plan, first - 1);
    if (state.read().body.length === 0) continue;
    const kept = { documentId, generation, seq: first - 1, hour, state: deflateRawSync(state.encode()), createdAt: at };
    await db.transaction().execute((trx) => keepHour(trx, kept));
  }
}
