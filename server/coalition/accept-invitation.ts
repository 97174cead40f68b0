import { findAccount, renameAccount } from "@/db/account";
import type { Trx } from "@/db/client";
import { findInvitation, type InvitationRow, spendInvitation } from "@/db/invitation";
import { admit, deleteJoinRequest, findStanding } from "@/db/joining";
import { lockCoalition, raiseRole, roleOf } from "@/db/membership";
import { notify } from "@/db/notify";
import { transact } from "@/db/transact";
import { endOf, type InvitationEnd } from "@/domain/coalition/invitation";
import { joinSchema } from "@/domain/coalition/joining";
import type { AccountActor, Actor } from "@/domain/kernel/actor";
import { ok, type Refusal, type Result, refuse } from "@/domain/kernel/result";
import { atLeast, type Role } from "@/domain/kernel/role";
import { sha256, type Vault } from "@/server/crypto";
import type { Deps } from "@/server/deps";
import { recipientHash } from "@/server/mail/enqueue";

/** What who opens an invitation is shown. */
export type InvitationPage = {
  coalition: { slug: string; name: string };
  role: Role;
  byMail: boolean;
  expires: Date;
  /** Why nobody can accept it any more. */
  end: InvitationEnd | null;
  /** For who is signed in: they stand in the coalition with as much already, or why it is not for them. */
  mine: { already: boolean; refused: Refusal["code"] | null } | null;
};

/** An invitation by its token; reading it changes nothing. One that never was, or is forgotten: `not_found`. */
export async function readInvitation(
  { database: { db }, vault, clock }: Deps,
  actor: Actor,
  token: string,
): Promise<Result<InvitationPage>> {
  const found = await findInvitation(db, sha256(token));
  if (!found) return refuse("not_found");
  const { slug, coalition: name, role, emailHash, expires, coalitionId } = found;
  const page = { coalition: { slug, name }, role, byMail: emailHash !== null, expires, end: endOf(found, clock.now()) };
  if (actor.kind !== "account") return ok({ ...page, mine: null });
  const already = atLeast(await roleOf(db, actor.accountId, coalitionId), role);
  const hindered = hindrance(vault, actor, found, await findStanding(db, coalitionId, actor.accountId));
  return ok({ ...page, mine: { already, refused: hindered } });
}

/**
 * Takes the part that one is invited to. Who has as much already keeps it, and the invitation is not spent; the last of
 * its uses goes to one. `lock` is there for the test that shows what it is good for.
 */
export async function acceptInvitation(
  { database, vault, clock }: Deps,
  actor: Actor,
  raw: Record<string, unknown>,
  lock: (trx: Trx, coalitionId: string) => Promise<void> = lockCoalition,
): Promise<Result<{ slug: string }>> {
  if (actor.kind !== "account") return refuse("sign_in_first");
  const tokenHash = sha256(typeof raw.token === "string" ? raw.token : "");
  const { accountId } = actor;
  return transact(database.db, async (trx) => {
    const seen = await findInvitation(trx, tokenHash);
    if (!seen) return refuse("not_found");
    const { coalitionId, slug, role } = seen;
    await lock(trx, coalitionId);
    const had = await roleOf(trx, accountId, coalitionId);
    if (atLeast(had, role)) return ok({ slug });
    // As it is under the lock: another may have used it, or a coordinator ended it, a moment ago.
    const invitation = await findInvitation(trx, tokenHash);
    if (!invitation) return refuse("not_found");
    const end = endOf(invitation, clock.now());
    if (end) return refuse(`invitation_${end}`);
    const hindered = hindrance(vault, actor, invitation, await findStanding(trx, coalitionId, accountId));
    if (hindered) return refuse(hindered);
    if (had === null) {
      const input = joinSchema.safeParse(raw);
      if (!input.success) return refuse("invalid", { name: "name" });
      const { name } = input.data;
      // The first name that they give is theirs everywhere.
      if ((await findAccount(trx, accountId))?.name === "") await renameAccount(trx, accountId, name);
      await admit(trx, { coalitionId, accountId, name, role });
    } else await raiseRole(trx, { coalitionId, accountId, role });
    await spendInvitation(trx, invitation.id);
    await deleteJoinRequest(trx, coalitionId, accountId);
    await notify(trx, { kind: "access", accountId, coalitionId });
    return ok({ slug });
  });
}

/**
 * Why an invitation is not for this account: it was sent to another address, or a coordinator has decided otherwise of
 * them since. Whoever was removed comes back only by a mail that was sent to them afterwards.
 */
function hindrance(
  vault: Vault,
  { email }: AccountActor,
  { emailHash, createdAt }: InvitationRow,
  standing: { removedAt: Date | null; leftBySelf: boolean; decidedAt: Date | null } | undefined,
): "invitation_not_yours" | "invitation_overruled" | null {
  if (emailHash !== null && emailHash !== recipientHash(vault, email)) return "invitation_not_yours";
  if (!standing) return null;
  const { removedAt, leftBySelf, decidedAt } = standing;
  const removed = removedAt !== null && !leftBySelf;
  if (removed && (emailHash === null || createdAt <= removedAt)) return "invitation_overruled";
  return decidedAt !== null && createdAt <= decidedAt ? "invitation_overruled" : null;
}
