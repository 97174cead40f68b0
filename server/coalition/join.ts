import { findAccount, findAddress, renameAccount } from "@/db/account";
import { coordinatorsOf } from "@/db/contact-message";
import {
  admit,
  deleteJoinRequest,
  findJoinable,
  findJoinRequest,
  findStanding,
  insertJoinRequest,
  type JoinRequestRow,
  joinRequests,
  setJoinMode,
} from "@/db/joining";
import { lockCoalition, roleOf } from "@/db/membership";
import { notify } from "@/db/notify";
import { transact } from "@/db/transact";
import { type JoinMode, joinModeSchema, joinSchema } from "@/domain/coalition/joining";
import { slugSchema } from "@/domain/coalition/slug";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import type { Role } from "@/domain/kernel/role";
import { uuidSchema } from "@/domain/kernel/uuid-schema";
import type { Deps } from "@/server/deps";
import { enqueueMail } from "@/server/mail/enqueue";
import { asCoordinator, openWorkspace } from "./workspace";

const requestsShown = 100;

/** What who wants to take part is shown: how it goes here, and how they stand already. */
export type JoinPage = {
  name: string;
  mode: JoinMode;
  role: Role | null;
  /** They asked, and nobody has answered yet. */
  asked: boolean;
  /** A coordinator removed them: they cannot come back by themselves. */
  removed: boolean;
};

/** « Rejoindre la coalition ». One that is not published answers like an unknown one. */
export async function joinPage({ database: { db } }: Deps, actor: Actor, slug: string): Promise<Result<JoinPage>> {
  const coalition = slugSchema.safeParse(slug).success ? await findJoinable(db, slug) : undefined;
  if (!coalition) return refuse("not_found");
  const { id, name, mode } = coalition;
  if (actor.kind !== "account") return ok({ name, mode, role: null, asked: false, removed: false });
  const [role, standing, request] = [
    await roleOf(db, actor.accountId, id),
    await findStanding(db, id, actor.accountId),
    await findJoinRequest(db, id, actor.accountId),
  ];
  return ok({ name, mode, role, asked: request !== undefined, removed: wasRemoved(standing) });
}

/**
 * Takes part, or asks to: as the coalition has it at that moment. Pressing twice makes one. Answers with what became of it.
 */
export async function join(deps: Deps, actor: Actor, raw: Record<string, unknown>): Promise<Result<"in" | "asked">> {
  if (actor.kind !== "account") return refuse("sign_in_first");
  const { database, clock, vault } = deps;
  const slug = slugSchema.safeParse(raw.coalition);
  if (!slug.success) return refuse("not_found");
  const input = joinSchema.safeParse(raw);
  if (!input.success)
    return refuse("invalid", Object.fromEntries(input.error.issues.map(({ path, message }) => [path[0], message])));
  const { name, words } = input.data;
  const { accountId } = actor;
  return transact(database.db, async (trx) => {
    const coalition = await findJoinable(trx, slug.data);
    if (!coalition) return refuse("not_found");
    const { id: coalitionId } = coalition;
    await lockCoalition(trx, coalitionId);
    if ((await roleOf(trx, accountId, coalitionId)) !== null) return ok("in" as const);
    // As it is under the lock: a coordinator may have closed it a moment ago.
    const now = await findJoinable(trx, slug.data);
    if (!now || now.mode === "invitation" || wasRemoved(await findStanding(trx, coalitionId, accountId)))
      return refuse("join_closed");
    // The first name that they give is theirs everywhere.
    if ((await findAccount(trx, accountId))?.name === "") await renameAccount(trx, accountId, name);
    if (now.mode === "open") {
      await admit(trx, { coalitionId, accountId, name, role: "participant" });
      await deleteJoinRequest(trx, coalitionId, accountId);
      await notify(trx, { kind: "access", accountId, coalitionId });
      return ok("in" as const);
    }
    const isNew = await insertJoinRequest(trx, { coalitionId, accountId, name, words, askedAt: clock.now() });
    if (isNew)
      for (const { email: to, locale } of await coordinatorsOf(trx, coalitionId))
        await enqueueMail(
          trx,
          vault,
          {
            to,
            locale,
            about: [actor.email],
            mail: {
              template: "join-asked",
              path: `/espace/${slug.data}/demandes`,
              values: { coalition: now.name, name },
            },
          },
          clock.now(),
        );
    return ok("asked" as const);
  });
}

export type JoinDesk = { name: string; mode: JoinMode; requests: JoinRequestRow[] };

/** How one takes part, and who asks to, for the coalition's coordinators. */
export async function joinDesk({ database: { db } }: Deps, actor: Actor, slug: string): Promise<Result<JoinDesk>> {
  const opened = await openWorkspace(db, actor, slug, "coordinator");
  if (!opened.ok) return opened;
  const { id, name } = opened.value.coalition;
  const mode = joinModeSchema.parse((await findJoinable(db, slug))?.mode ?? "open");
  return ok({ name, mode, requests: await joinRequests(db, id, requestsShown) });
}

/** A coordinator says how one takes part from now on. Who asked already still waits for an answer. */
export async function chooseJoinMode(deps: Deps, actor: Actor, raw: Record<string, unknown>): Promise<Result<null>> {
  return asCoordinator(deps, actor, raw.coalition, async (trx, { id: coalitionId }) => {
    const mode = joinModeSchema.safeParse(raw.mode);
    if (!mode.success) return refuse("not_found");
    await setJoinMode(trx, coalitionId, mode.data);
    return ok(null);
  });
}

/** A coordinator agrees, or does not; the person is told either way. Answered once. */
export async function answerJoin(deps: Deps, actor: Actor, raw: Record<string, unknown>): Promise<Result<null>> {
  const { vault, clock } = deps;
  return asCoordinator(deps, actor, raw.coalition, async (trx, coalition) => {
    const { id: coalitionId } = coalition;
    const accountId = uuidSchema.safeParse(raw.person);
    if (!accountId.success) return refuse("not_found");
    const request = await findJoinRequest(trx, coalitionId, accountId.data);
    const address = await findAddress(trx, accountId.data);
    if (!request || !address) return refuse("decided_meanwhile");
    await deleteJoinRequest(trx, coalitionId, accountId.data);
    const agreed = raw.answer === "yes";
    if (agreed) {
      await admit(trx, { coalitionId, accountId: accountId.data, name: request.name, role: "participant" });
      await notify(trx, { kind: "access", accountId: accountId.data, coalitionId });
    }
    const path = agreed ? `/espace/${coalition.slug}` : `/${coalition.slug}`;
    const mail = {
      template: agreed ? ("join-agreed" as const) : ("join-declined" as const),
      path,
      values: { coalition: coalition.name },
    };
    await enqueueMail(trx, vault, { to: address.email, locale: address.locale, mail }, clock.now());
    return ok(null);
  });
}

function wasRemoved(standing: { removedAt: Date | null; leftBySelf: boolean } | undefined): boolean {
  return standing !== undefined && standing.removedAt !== null && !standing.leftBySelf;
}
