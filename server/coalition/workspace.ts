import type { Db, Trx } from "@/db/client";
import { type CoalitionRow, findCoalition } from "@/db/coalition";
import { coalitionsOf, lockCoalition, type OwnCoalition, roleOf, roster } from "@/db/membership";
import { transact } from "@/db/transact";
import { slugSchema } from "@/domain/coalition/slug";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { atLeast, type Role } from "@/domain/kernel/role";
import { uuidSchema } from "@/domain/kernel/uuid-schema";
import type { Deps } from "@/server/deps";

export type Workspace = { coalition: CoalitionRow; role: Role };
/** `id` is the roster id, which documents hold. */
export type RosterEntry = { id: string; name: string; role: Role | null; hasAccount: boolean; isMe: boolean };

/** The role of whoever acts in one coalition; null for none, for a visitor, and for what is not an id. */
export async function roleIn(db: Db, actor: Actor, coalitionId: string): Promise<Role | null> {
  if (actor.kind !== "account" || !uuidSchema.safeParse(coalitionId).success) return null;
  return roleOf(db, actor.accountId, coalitionId);
}

/** The coalitions where the actor has a role. */
export async function myCoalitions(db: Db, actor: Actor): Promise<OwnCoalition[]> {
  return actor.kind === "account" ? coalitionsOf(db, actor.accountId) : [];
}

/**
 * A coalition by its slug, for someone who has at least the `needed` role in it. Unknown, not yours, or too weak a role:
 * the same `not_found`. A visitor is asked to sign in, whether or not the slug exists.
 */
export async function openWorkspace(db: Db, actor: Actor, slug: string, needed: Role): Promise<Result<Workspace>> {
  if (actor.kind !== "account") return refuse("sign_in_first");
  const coalition = slugSchema.safeParse(slug).success ? await findCoalition(db, slug) : undefined;
  const role = coalition ? await roleOf(db, actor.accountId, coalition.id) : null;
  if (!coalition || !role || !atLeast(role, needed)) return refuse("not_found");
  return ok({ coalition, role });
}

/** What a coordinator does to their coalition, under its lock: who was demoted while they waited decides nothing any more. */
export async function asCoordinator<T>(
  { database: { db } }: Deps,
  actor: Actor,
  slug: unknown,
  act: (trx: Trx, coalition: CoalitionRow, accountId: string) => Promise<Result<T>>,
): Promise<Result<T>> {
  if (actor.kind !== "account") return refuse("sign_in_first");
  return transact(db, async (trx) => {
    const opened = await openWorkspace(trx, actor, typeof slug === "string" ? slug : "", "coordinator");
    if (!opened.ok) return opened;
    const { coalition } = opened.value;
    await lockCoalition(trx, coalition.id);
    if ((await roleOf(trx, actor.accountId, coalition.id)) !== "coordinator") return refuse("not_found");
    return act(trx, coalition, actor.accountId);
  });
}

/** Who stands in a coalition, by name, for those who have a role in it. No addresses. */
export async function readRoster(db: Db, actor: Actor, coalitionId: string): Promise<Result<RosterEntry[]>> {
  if (!atLeast(await roleIn(db, actor, coalitionId), "participant")) return refuse("not_found");
  const rows = await roster(db, coalitionId);
  return ok(
    rows.map(({ id, name, role, accountId }) => ({
      id,
      name,
      role,
      hasAccount: accountId !== null,
      isMe: actor.kind === "account" && accountId === actor.accountId,
    })),
  );
}
