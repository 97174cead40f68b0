import type { Trx } from "@/db/client";
import { findPublishedCoalition } from "@/db/coalition";
import { lockAddress } from "@/db/code-failure";
import {
  askToFollow,
  confirmFollower,
  deleteFollower,
  deleteFollowersOfArchived,
  deleteUnconfirmedFollowers,
  everyFollowOf,
  findFollow,
  followsIn,
  followsOf,
  setFrequency,
  waitingFollower,
} from "@/db/follower";
import { lockNetwork } from "@/db/signup-link";
import { transact } from "@/db/transact";
import {
  type Frequency,
  followConsentVersion,
  followPath,
  followSchema,
  followTiming,
  followTokenPattern,
  frequencySchema,
} from "@/domain/coalition/following";
import { slugSchema } from "@/domain/coalition/slug";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { randomToken, sameHash, sha256, type Vault } from "@/server/crypto";
import type { Deps } from "@/server/deps";
import { askedMailsLeft, enqueueMail, networkMayAsk } from "@/server/mail/enqueue";
import { networkHash } from "@/server/mail/network";

type Context = { network: string | null; locale: string };
/** They hear of it from now on; or once they have opened the link of a mail. */
export type Followed = "following" | "to_confirm";
/** One place where an address hears of a coalition, and the key to its page. */
export type Follow = { token: string; slug: string; name: string; frequency: Frequency };

/** The key to a follow's page. It goes into each mail, so it is made from the id, and no table holds it. */
export function followToken(vault: Vault, id: string): string {
  return `${id}-${vault.mac("follow", id).slice(0, 32)}`;
}

/** The key to all that an address hears of: one mail a day is about all of it, and its address is in nothing else. */
export function stopAllToken(vault: Vault, email: string): string {
  return vault.seal("follow-all", email);
}

/** The address that such a key names; null where it is not ours. */
function addressOf(vault: Vault, token: string): string | null {
  try {
    return vault.open("follow-all", token);
  } catch {
    // Somebody else's words, or a key of another kind: it opens nothing.
    return null;
  }
}

/** The id that a key names; null where it is not ours. */
function followId(vault: Vault, token: unknown): string | null {
  const id = followTokenPattern.exec(typeof token === "string" ? token : "")?.[1];
  return id !== undefined && sameHash(followToken(vault, id), String(token)) ? id : null;
}

/**
 * « Recevoir les nouvelles ». Who is signed in has proved an address and follows at once; anyone else once they have
 * pressed the button behind a mail's link. The answer does not say whether an address follows already. Who fills in the
 * field that no eye sees is told that all went well, and nothing leaves.
 */
export async function follow(
  deps: Deps,
  actor: Actor,
  raw: Record<string, unknown>,
  context: Context,
): Promise<Result<Followed>> {
  const { vault, clock, database } = deps;
  const slug = slugSchema.safeParse(raw.coalition);
  const coalition = slug.success ? await findPublishedCoalition(database.db, slug.data) : undefined;
  if (!coalition) return refuse("not_found");
  const asked = followSchema.safeParse(actor.kind === "account" ? { email: actor.email } : raw);
  if (!asked.success) return refuse("invalid", { email: "email" });
  if (typeof raw.site === "string" && raw.site !== "") return ok("to_confirm");
  const { email } = asked.data;
  const locale = context.locale === "en" ? "en" : "fr";
  const now = clock.now();
  const network = networkHash(vault, context.network);
  return transact(database.db, async (trx) => {
    await lockAddress(trx, email);
    if (network) await lockNetwork(trx, network);
    const token = randomToken();
    const row = { coalitionId: coalition.id, email, locale, consentVersion: followConsentVersion, askedAt: now };
    if (actor.kind === "account") {
      const fresh = await askToFollow(trx, { ...row, tokenHash: sha256(token) });
      if (fresh) await settle(trx, { id: fresh.id, email, coalitionId: coalition.id }, now);
      return ok("following");
    }
    if ((await askedMailsLeft(trx, vault, email, now)) === 0 || !(await networkMayAsk(trx, vault, network, email, now)))
      return refuse("too_many");
    const fresh = await askToFollow(trx, { ...row, tokenHash: sha256(token) });
    const [known] = fresh ? [] : await followsIn(trx, coalition.id, email);
    const mail = known
      ? {
          template: "follow-known" as const,
          path: followPath(followToken(vault, known.id)),
          stop: followToken(vault, known.id),
        }
      : {
          template: "follow-confirm" as const,
          path: followPath(token),
          validUntil: new Date(now.getTime() + followTiming.confirmMs).toISOString(),
        };
    await enqueueMail(
      trx,
      vault,
      { to: email, locale, network, mail: { ...mail, values: { coalition: coalition.name } } },
      now,
    );
    return ok("to_confirm");
  });
}

/** A proved address follows. One of the coalition's people hears of it as such, and has no second row. */
async function settle(
  trx: Trx,
  { id, email, coalitionId }: { id: string; email: string; coalitionId: string },
  now: Date,
): Promise<string> {
  await confirmFollower(trx, id, now);
  const [heard] = await followsIn(trx, coalitionId, email);
  if (heard?.by !== "membership") return id;
  if (heard.frequency === "never") await setFrequency(trx, heard, "now", now);
  await deleteFollower(trx, id);
  return heard.id;
}

export type FollowPage =
  /** Nobody has confirmed yet. */
  | { kind: "waiting"; name: string }
  | { kind: "following"; follow: Follow }
  /** The mail of each day, over all that an address hears of: which that is, its key does not tell. */
  | { kind: "daily"; hears: boolean }
  /** They have stopped, and nothing is left of it. */
  | { kind: "stopped" }
  /** A link of a mail that was pressed before, or long ago. */
  | { kind: "used" };

/** What a mail's link opens. Reading it changes nothing, however often a mail scanner does it. */
export async function followPage({ database: { db }, vault, clock }: Deps, token: string): Promise<Result<FollowPage>> {
  const id = followId(vault, token);
  if (id === null) {
    const waiting = await waitingFollower(db, sha256(token), confirmSince(clock.now()));
    if (waiting) return ok({ kind: "waiting", name: waiting.name });
    const email = addressOf(vault, token);
    if (email === null) return /^[\w-]{43}$/.test(token) ? ok({ kind: "used" }) : refuse("not_found");
    const follows = await followsFor({ db, vault }, email);
    return ok({ kind: "daily", hears: follows.some(({ frequency }) => frequency === "daily") });
  }
  const named = await findFollow(db, id);
  const [row] = named ? await followsIn(db, named.coalition.id, named.email) : [];
  if (!row) return ok({ kind: "stopped" });
  return ok({ kind: "following", follow: { token, frequency: row.frequency, ...wordsOf(row.coalition) } });
}

/** The yes of whoever holds the address, once. Answers with where they change or stop it. */
export async function confirmFollow(deps: Deps, raw: { token?: unknown }): Promise<Result<{ path: string }>> {
  const { database, vault, clock } = deps;
  const token = typeof raw.token === "string" ? raw.token : "";
  return transact(database.db, async (trx) => {
    const now = clock.now();
    const row = await waitingFollower(trx, sha256(token), confirmSince(now), true);
    if (!row) return refuse("link_void");
    return ok({ path: followPath(followToken(vault, await settle(trx, row, now))) });
  });
}

/** How often from now on, or never again; as often as one presses. The key of a daily mail stops daily mails. */
export async function changeFollow(
  { database, vault, clock }: Deps,
  raw: { token?: unknown; frequency?: unknown },
): Promise<Result<null>> {
  const id = followId(vault, raw.token);
  const frequency = frequencySchema.safeParse(raw.frequency);
  if (!frequency.success) return refuse("not_found");
  if (id === null) {
    const email = typeof raw.token === "string" ? addressOf(vault, raw.token) : null;
    if (email === null || frequency.data !== "never") return refuse("not_found");
    return transact(database.db, async (trx) => {
      for (const each of await everyFollowOf(trx, email))
        if (each.frequency === "daily") await setFrequency(trx, each, "never", clock.now());
      return ok(null);
    });
  }
  return transact(database.db, async (trx) => {
    const row = await findFollow(trx, id);
    // Who follows by an address and is one of the coalition's people too means both.
    for (const each of row ? await followsIn(trx, row.coalition.id, row.email) : [])
      await setFrequency(trx, each, frequency.data, clock.now());
    return row || frequency.data === "never" ? ok(null) : refuse("link_void");
  });
}

/** Where an address hears of coalitions; whoever asks has proved that it is theirs. */
export async function followsFor(
  { db, vault }: { db: Deps["database"]["db"]; vault: Vault },
  email: string,
): Promise<Follow[]> {
  const rows = await followsOf(db, email);
  return rows.map(({ id, frequency, coalition }) => ({
    token: followToken(vault, id),
    frequency,
    ...wordsOf(coalition),
  }));
}

/** The same for who is signed in. */
export async function myFollows({ database: { db }, vault }: Deps, actor: Actor): Promise<Follow[]> {
  return actor.kind === "account" ? followsFor({ db, vault }, actor.email) : [];
}

/** Two weeks later nothing is left of who asked and did not confirm. */
export async function forgetFollowers(db: Deps["database"]["db"], now: Date): Promise<number> {
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const unconfirmed = await deleteUnconfirmedFollowers(db, ago(followTiming.forgetMs));
  return unconfirmed + (await deleteFollowersOfArchived(db, ago(followTiming.archivedMs)));
}

const confirmSince = (now: Date) => new Date(now.getTime() - followTiming.confirmMs);
const wordsOf = ({ slug, name }: { slug: string; name: string }) => ({ slug, name });
