import type { Db } from "@/db/client";
import { findSignup, type SignupRow } from "@/db/signup";
import { findLink, type LinkRow } from "@/db/signup-link";
import { type Actor, visitor } from "@/domain/kernel/actor";
import { uuidSchema } from "@/domain/kernel/uuid-schema";
import { tokenSchema } from "@/domain/signup/request";
import { sha256 } from "@/server/crypto";
import type { SignupDeps } from "./deps";

/**
 * What opens a holder's page, as it stands in `/reservations/<key>[/<signupId>]`: a token (from a mail, or given to the
 * browser after booking), or the id of a sign-up of one's own account. `signupId` is needed under a token for all
 * bookings of an address.
 */
export type HolderKey = { key: string; signupId?: string };

/** What a key of `/reservations/<key>` opens. */
export type Capability =
  /** A person's own sign-up: by their session, or by a link of theirs. */
  | { kind: "own"; signup: SignupRow; link: LinkRow | null }
  /** A confirmation link that nobody used yet: it may confirm, and show what it would confirm. */
  | { kind: "confirm"; signup: SignupRow; link: LinkRow }
  /** A request with an address that had one already: its code or its mail's link proves the address. */
  | { kind: "asked"; signup: SignupRow; link: LinkRow }
  | { kind: "list"; email: string };

/** Null alike for what is unknown, out of time, void or somebody else's. */
export async function openKey(db: Db, actor: Actor, at: HolderKey, now: Date): Promise<Capability | null> {
  if (uuidSchema.safeParse(at.key).success) {
    const signup = await findSignup(db, at.key);
    const own = actor.kind === "account" && signup?.accountId === actor.accountId && !signup.anonymisedAt;
    return own ? { kind: "own", signup, link: null } : null;
  }
  if (!tokenSchema.safeParse(at.key).success) return null;
  const link = await findLink(db, sha256(at.key), now);
  if (!link || link.endedAt) return null;
  if (link.purpose === "list") {
    if (!link.email) return null;
    if (!at.signupId) return { kind: "list", email: link.email };
    const signup = uuidSchema.safeParse(at.signupId).success ? await findSignup(db, at.signupId) : undefined;
    return signup?.email === link.email && !signup.anonymisedAt ? { kind: "own", signup, link } : null;
  }
  const signup = link.signupId ? await findSignup(db, link.signupId) : undefined;
  if (!signup || signup.anonymisedAt) return null;
  if (link.asked) return { kind: "asked", signup, link };
  if (link.purpose === "confirm" && !link.spentAt) return { kind: "confirm", signup, link };
  return { kind: "own", signup, link };
}

/** The address that a link to all of its bookings has proved; null for any other key. */
export async function addressOfKey(
  { db, clock }: Pick<SignupDeps, "db" | "clock">,
  key: unknown,
): Promise<string | null> {
  if (typeof key !== "string") return null;
  const found = await openKey(db, visitor, { key }, clock.now());
  return found?.kind === "list" ? found.email : null;
}
