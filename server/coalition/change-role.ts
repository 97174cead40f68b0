import { z } from "zod";
import type { Db, Trx } from "@/db/client";
import { revokeInvitationsBy } from "@/db/invitation";
import {
  countCoordinators,
  endMembership,
  findMember,
  lockCoalition,
  type RosterRow,
  roleOf,
  setRole,
} from "@/db/membership";
import { notify } from "@/db/notify";
import type { Actor } from "@/domain/kernel/actor";
import type { Clock } from "@/domain/kernel/clock";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { roleSchema } from "@/domain/kernel/role";

const targetSchema = z.object({ coalitionId: z.uuid(), membershipId: z.uuid() });
const changeSchema = targetSchema.extend({ role: roleSchema });

/** A coordinator gives someone of the coalition another role. Their open sockets are checked again at once. */
export async function changeRole(
  db: Db,
  clock: Clock,
  actor: Actor,
  raw: { coalitionId?: unknown; membershipId?: unknown; role?: unknown },
): Promise<Result<null>> {
  const input = changeSchema.safeParse(raw);
  if (!input.success) return refuse("not_found");
  const { role } = input.data;
  return asCoordinator(db, actor, input.data, async (trx, member) => {
    // A person written down by name has no account to which a role could be given.
    if (!member.accountId) return refuse("not_found");
    if (member.role === role) return ok(null);
    if (member.role === "coordinator" && (await isLast(trx, input.data.coalitionId))) return refuse("last_coordinator");
    await setRole(trx, member.id, role, clock.now());
    if (member.role === "coordinator")
      await revokeInvitationsBy(trx, input.data.coalitionId, member.accountId, clock.now());
    return ok(null);
  });
}

/** A coordinator removes someone. Their row stays without any right, since documents may hold its id. */
export async function removeMember(
  db: Db,
  clock: Clock,
  actor: Actor,
  raw: { coalitionId?: unknown; membershipId?: unknown },
): Promise<Result<null>> {
  const input = targetSchema.safeParse(raw);
  if (!input.success) return refuse("not_found");
  return asCoordinator(db, actor, input.data, async (trx, member) => {
    if (member.role === "coordinator" && (await isLast(trx, input.data.coalitionId))) return refuse("last_coordinator");
    await endMembership(trx, member.id, clock.now());
    // They may hold links of their own making, and another address.
    if (member.accountId) await revokeInvitationsBy(trx, input.data.coalitionId, member.accountId, clock.now());
    return ok(null);
  });
}

/** Reads the actor's own role under the lock: who was demoted a moment ago decides nothing any more. */
async function asCoordinator(
  db: Db,
  actor: Actor,
  target: { coalitionId: string; membershipId: string },
  act: (trx: Trx, member: RosterRow) => Promise<Result<null>>,
): Promise<Result<null>> {
  if (actor.kind !== "account") return refuse("sign_in_first");
  const { coalitionId, membershipId } = target;
  return db.transaction().execute(async (trx) => {
    await lockCoalition(trx, coalitionId);
    if ((await roleOf(trx, actor.accountId, coalitionId)) !== "coordinator") return refuse("not_found");
    const member = await findMember(trx, coalitionId, membershipId);
    if (!member) return refuse("not_found");
    const done = await act(trx, member);
    if (done.ok && member.accountId) await notify(trx, { kind: "access", accountId: member.accountId, coalitionId });
    return done;
  });
}

async function isLast(trx: Trx, coalitionId: string): Promise<boolean> {
  return (await countCoordinators(trx, coalitionId)) <= 1;
}
