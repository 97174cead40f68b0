import { findAccountByEmail, findAddress } from "@/db/account";
import type { Trx } from "@/db/client";
import type { CoalitionRow } from "@/db/coalition";
import { lockAddress } from "@/db/code-failure";
import {
  countInvitationMails,
  insertInvitation,
  openInvitations,
  revokeInvitation,
  revokeInvitationsTo,
} from "@/db/invitation";
import { joinRequests } from "@/db/joining";
import { byLinkSchema, byMailSchema, mailDays } from "@/domain/coalition/invitation";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import type { Role } from "@/domain/kernel/role";
import { uuidSchema } from "@/domain/kernel/uuid-schema";
import { randomToken, sha256 } from "@/server/crypto";
import type { Deps } from "@/server/deps";
import { askedMailsLeft, enqueueMail, recipientHash } from "@/server/mail/enqueue";
import { asCoordinator, openWorkspace } from "./workspace";

/** For what an invited address is sealed. */
export const sealedFor = "invitation";
const openMost = 100;
const mailsPerHour = 60;
const hourMs = 3_600_000;
const dayMs = 86_400_000;
const requestsCounted = 100;

export type ShownInvitation = {
  id: string;
  role: Role;
  /** Null for a link, which may have a label. */
  email: string | null;
  label: string;
  uses: number;
  usesMost: number;
  expires: Date;
  createdAt: Date;
  by: string | null;
};

/** What a coordinator sees of who may come: the invitations that are open, and how many ask. */
export async function readInvitations(
  { database: { db }, vault, clock }: Deps,
  actor: Actor,
  slug: string,
): Promise<Result<{ name: string; invitations: ShownInvitation[]; requests: number }>> {
  const opened = await openWorkspace(db, actor, slug, "coordinator");
  if (!opened.ok) return opened;
  const { id, name } = opened.value.coalition;
  const invitations = await openInvitations(db, id, clock.now());
  return ok({
    name,
    invitations: invitations.map(({ emailSealed, ...row }) => ({
      ...row,
      email: emailSealed === null ? null : vault.open(sealedFor, emailSealed),
    })),
    requests: (await joinRequests(db, id, requestsCounted)).length,
  });
}

/** Invites people by mail, each with a link of their own, in their language. All of them, or none. */
export async function inviteByMail(
  deps: Deps,
  actor: Actor,
  raw: Record<string, unknown>,
): Promise<Result<{ sent: number }>> {
  const input = byMailSchema.safeParse(raw);
  return asCoordinator(deps, actor, raw.coalition, async (trx, coalition, accountId) => {
    if (!input.success) {
      const [issue] = input.error.issues;
      return refuse("invalid", { [String(issue?.path[0])]: issue?.message ?? "" });
    }
    const { emails, role } = input.data;
    const sent = await send(deps, trx, { coalition, accountId, emails, role });
    return sent.ok ? ok({ sent: emails.length }) : sent;
  });
}

/** Makes a link by which so many people come in; answers with its path, once: only its hash is kept. */
export async function makeInvitationLink(
  deps: Deps,
  actor: Actor,
  raw: Record<string, unknown>,
): Promise<Result<{ path: string; name: string }>> {
  const input = byLinkSchema.safeParse(raw);
  return asCoordinator(deps, actor, raw.coalition, async (trx, { id: coalitionId, name }, createdBy) => {
    if (!input.success) {
      const [issue] = input.error.issues;
      return refuse("invalid", { [String(issue?.path[0])]: issue?.message ?? "" });
    }
    const { label, role, days, uses } = input.data;
    const createdAt = deps.clock.now();
    if ((await openInvitations(trx, coalitionId, createdAt)).length >= openMost) return refuse("invitations_full");
    const token = randomToken();
    await insertInvitation(trx, {
      coalitionId,
      role,
      tokenHash: sha256(token),
      emailHash: null,
      emailSealed: null,
      label,
      usesMost: uses,
      expires: new Date(createdAt.getTime() + days * dayMs),
      createdBy,
      createdAt,
    });
    return ok({ path: invitationPath(token), name });
  });
}

/** Ends an invitation at once. */
export async function withdrawInvitation(
  deps: Deps,
  actor: Actor,
  raw: Record<string, unknown>,
): Promise<Result<null>> {
  return asCoordinator(deps, actor, raw.coalition, async (trx, { id: coalitionId }) => {
    const id = uuidSchema.safeParse(raw.invitation);
    const ended = id.success && (await revokeInvitation(trx, coalitionId, id.data, deps.clock.now()));
    return ended ? ok(null) : refuse("decided_meanwhile");
  });
}

/** Sends one by mail again, under a new link and for as long as a new one. The old link ends. */
export async function resendInvitation(deps: Deps, actor: Actor, raw: Record<string, unknown>): Promise<Result<null>> {
  const { vault, clock } = deps;
  return asCoordinator(deps, actor, raw.coalition, async (trx, coalition, accountId) => {
    const id = uuidSchema.safeParse(raw.invitation);
    const old = id.success
      ? (await openInvitations(trx, coalition.id, clock.now())).find((one) => one.id === id.data)
      : undefined;
    if (!old?.emailSealed) return refuse("decided_meanwhile");
    return send(deps, trx, { coalition, accountId, emails: [vault.open(sealedFor, old.emailSealed)], role: old.role });
  });
}

async function send(
  { vault, clock }: Deps,
  trx: Trx,
  to: { coalition: CoalitionRow; accountId: string; emails: readonly string[]; role: Role },
): Promise<Result<null>> {
  const { coalition, accountId, emails, role } = to;
  const now = clock.now();
  const hour = await countInvitationMails(trx, coalition.id, new Date(now.getTime() - hourMs));
  if (hour + emails.length > mailsPerHour) return refuse("too_many");
  const open = await openInvitations(trx, coalition.id, now);
  if (open.length + emails.length > openMost) return refuse("invitations_full");
  const inviting = await findAddress(trx, accountId);
  // In one order for all, so that two who invite the same people do not wait for one another.
  for (const email of [...emails].sort()) {
    await lockAddress(trx, email);
    if ((await askedMailsLeft(trx, vault, email, now)) === 0) return refuse("too_many");
  }
  for (const email of emails) {
    const known = await findAccountByEmail(trx, email);
    const locale = (known && (await findAddress(trx, known.id)))?.locale ?? inviting?.locale ?? "fr";
    await revokeInvitationsTo(trx, coalition.id, recipientHash(vault, email), now);
    const path = await insertInvitationTo(vault, trx, { coalitionId: coalition.id, email, role, accountId, now });
    const mail = {
      template: "invitation" as const,
      path,
      values: { coalition: coalition.name, role, days: mailDays },
      validUntil: new Date(now.getTime() + mailDays * dayMs).toISOString(),
    };
    await enqueueMail(trx, vault, { to: email, locale, mail }, now);
  }
  return ok(null);
}

/** An invitation for one address, beside older ones; answers with its path, which only the mail to it may hold. */
export async function insertInvitationTo(
  vault: Deps["vault"],
  trx: Trx,
  to: { coalitionId: string; email: string; role: Role; accountId: string; now: Date },
): Promise<string> {
  const { coalitionId, email, role, accountId: createdBy, now: createdAt } = to;
  const token = randomToken();
  await insertInvitation(trx, {
    ...{ coalitionId, role, createdBy, createdAt },
    emailHash: recipientHash(vault, email),
    tokenHash: sha256(token),
    emailSealed: vault.seal(sealedFor, email),
    label: "",
    usesMost: 1,
    expires: new Date(createdAt.getTime() + mailDays * dayMs),
  });
  return invitationPath(token);
}

function invitationPath(token: string): string {
  return `/invitation/${token}`;
}
