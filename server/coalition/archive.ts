import { findAddress } from "@/db/account";
import { bookedAhead, findArchived, lockThings, putAway, takeOut } from "@/db/archive";
import type { Db, Trx } from "@/db/client";
import { deleteJoinRequest, joinRequests } from "@/db/joining";
import { lockCoalition } from "@/db/membership";
import { notify } from "@/db/notify";
import { transact } from "@/db/transact";
import { slugSchema } from "@/domain/coalition/slug";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import type { Deps } from "@/server/deps";
import { enqueueMail } from "@/server/mail/enqueue";
import { asCoordinator, openWorkspace } from "./workspace";

const requestsAtOnce = 1000;

/** What people have signed up for there and is not over: titles, each once. */
export async function titlesAhead(db: Db, coalitionId: string, now: Date): Promise<string[]> {
  return [...new Set((await bookedAhead(db, coalitionId, now)).map(({ title }) => title))];
}

/** What stands against archiving a coalition: what people have signed up for and is not over, by title. */
export async function archiving(
  { database: { db }, clock }: Deps,
  actor: Actor,
  slug: string,
): Promise<Result<{ ahead: string[] }>> {
  const opened = await openWorkspace(db, actor, slug, "coordinator");
  if (!opened.ok) return opened;
  return ok({ ahead: await titlesAhead(db, opened.value.coalition.id, clock.now()) });
}

/**
 * A coordinator puts the coalition away: the public finds it no more, nobody comes in, everybody in it reads. Refused while
 * somebody has signed up for what is ahead. Who waits to take part is answered.
 */
export async function archive(deps: Deps, actor: Actor, raw: Record<string, unknown>): Promise<Result<null>> {
  return asCoordinator(deps, actor, raw.coalition, (trx, coalition) => putAwayNow(deps, trx, coalition));
}

type Named = { id: string; slug: string; name: string };

/** The caller holds the coalition's lock. */
export async function putAwayNow({ vault, clock }: Deps, trx: Trx, { id, slug, name }: Named): Promise<Result<null>> {
  await lockThings(trx, id);
  const now = clock.now();
  if ((await bookedAhead(trx, id, now)).length > 0) return refuse("booked_ahead");
  for (const { accountId } of await joinRequests(trx, id, requestsAtOnce)) {
    await deleteJoinRequest(trx, id, accountId);
    const address = await findAddress(trx, accountId);
    const mail = { template: "join-declined" as const, path: `/${slug}`, values: { coalition: name } };
    if (address) await enqueueMail(trx, vault, { to: address.email, locale: address.locale, mail }, now);
  }
  await tellAll(trx, id, await putAway(trx, id, now));
  return ok(null);
}

/** What the public page of a coalition that is put away says. */
export async function archivedPage(
  { database: { db } }: Deps,
  actor: Actor,
  slug: string,
): Promise<Result<{ name: string; archivedAt: Date; mayReopen: boolean }>> {
  const found = slugSchema.safeParse(slug).success ? await findArchived(db, slug) : undefined;
  if (!found) return refuse("not_found");
  const { name, archivedAt, coordinators } = found;
  return ok({ name, archivedAt, mayReopen: maySee(actor, coordinators) && coordinators.length > 0 });
}

/** Who coordinated it, or coordinates nationally, opens it again as it was. */
export async function reopen(
  { database: { db }, clock }: Deps,
  actor: Actor,
  raw: Record<string, unknown>,
): Promise<Result<null>> {
  if (actor.kind !== "account") return refuse("sign_in_first");
  const slug = slugSchema.safeParse(raw.coalition);
  if (!slug.success) return refuse("not_found");
  return transact(db, async (trx) => {
    const seen = await findArchived(trx, slug.data);
    if (!seen || !maySee(actor, seen.coordinators)) return refuse("not_found");
    await lockCoalition(trx, seen.id);
    const found = await findArchived(trx, slug.data);
    if (!found || !maySee(actor, found.coordinators)) return refuse("not_found");
    if (found.coordinators.length === 0) return refuse("last_coordinator");
    await tellAll(trx, found.id, await takeOut(trx, found.id, clock.now()));
    return ok(null);
  });
}

function maySee(actor: Actor, coordinators: readonly string[]): boolean {
  return actor.kind === "account" && (actor.national || coordinators.includes(actor.accountId));
}

/** Sockets and pages of everybody there take their new role at once. */
async function tellAll(trx: Trx, coalitionId: string, accounts: readonly string[]): Promise<void> {
  for (const accountId of accounts) await notify(trx, { kind: "access", accountId, coalitionId });
}
