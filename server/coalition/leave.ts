import type { Trx } from "@/db/client";
import { revokeInvitationsBy } from "@/db/invitation";
import {
  countCoordinators,
  endMembership,
  findMember,
  findOwnMembership,
  lockCoalition,
  setRole,
  successorsOf,
} from "@/db/membership";
import { notify } from "@/db/notify";
import { transact } from "@/db/transact";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { uuidSchema } from "@/domain/kernel/uuid-schema";
import type { Deps } from "@/server/deps";
import { openWorkspace } from "./workspace";

const successorsShown = 500;

/** What who leaves is asked: to whom the coalition goes, where nobody else coordinates it; null where that is no question. */
export async function leaving(
  { database: { db } }: Deps,
  actor: Actor,
  slug: string,
): Promise<Result<{ successors: { id: string; name: string }[] | null }>> {
  const opened = await openWorkspace(db, actor, slug, "participant");
  if (!opened.ok) return opened;
  const { id } = opened.value.coalition;
  const own = actor.kind === "account" ? await findOwnMembership(db, id, actor.accountId) : undefined;
  if (own?.role !== "coordinator" || (await countCoordinators(db, id)) > 1) return ok({ successors: null });
  return ok({ successors: await successorsOf(db, id, own.id, successorsShown) });
}

/**
 * Somebody leaves a coalition. Its last coordinator hands it over to `successor` in the same act, and does not leave without
 * one. `lock` is there for the test that shows what it is good for.
 */
export async function leave(
  { database: { db }, clock }: Deps,
  actor: Actor,
  raw: Record<string, unknown>,
  lock: (trx: Trx, coalitionId: string) => Promise<void> = lockCoalition,
): Promise<Result<null>> {
  if (actor.kind !== "account") return refuse("sign_in_first");
  return transact(db, async (trx) => {
    const opened = await openWorkspace(
      trx,
      actor,
      typeof raw.coalition === "string" ? raw.coalition : "",
      "participant",
    );
    if (!opened.ok) return opened;
    const { id: coalitionId } = opened.value.coalition;
    await lock(trx, coalitionId);
    // As it is under the lock: they may have been removed a moment ago.
    const own = await findOwnMembership(trx, coalitionId, actor.accountId);
    if (!own) return refuse("not_found");
    if (own.role === "coordinator" && (await countCoordinators(trx, coalitionId)) <= 1) {
      const successor = uuidSchema.safeParse(raw.successor);
      const next = successor.success ? await findMember(trx, coalitionId, successor.data) : undefined;
      if (!next?.accountId || next.role === null || next.id === own.id) return refuse("last_coordinator");
      await setRole(trx, next.id, "coordinator");
      await notify(trx, { kind: "access", accountId: next.accountId, coalitionId });
    }
    await revokeInvitationsBy(trx, coalitionId, actor.accountId, clock.now());
    await endMembership(trx, own.id, clock.now(), true);
    await notify(trx, { kind: "access", accountId: actor.accountId, coalitionId });
    return ok(null);
  });
}
