import { deleteSession, extendSession, findSession, insertSession, markInUse } from "@/db/account";
import type { Db } from "@/db/client";
import { notify } from "@/db/notify";
import { type AccountActor, type Visitor, visitor } from "@/domain/kernel/actor";
import { randomToken, sha256 } from "@/server/crypto";
import { cookieValue, sessionCookieName } from "./cookies";

const DAY_MS = 24 * 60 * 60 * 1000;

/** A session ends after this time without use. */
export const sessionIdleMs = 30 * DAY_MS;
/** It is extended at most once a day, so that a page view seldom writes. */
const extendAfterMs = DAY_MS;

/** Who holds a session; the hash names it (to close its sockets) without being able to open it. */
export type SessionActor = AccountActor & { sessionHash: string; sessionExpires: Date };

/**
 * Who is behind a request, a socket or a websocket upgrade: the same function for all three, one join on sessions and
 * accounts. An unknown, ended or malformed session is a visitor, never an error. Extends the session while it is used.
 * `secureCookies` is true when the configured origin is https.
 */
export async function actorFromCookie(
  db: Db,
  cookieHeader: string | null | undefined,
  options: { secureCookies: boolean; now?: Date },
): Promise<SessionActor | Visitor> {
  const token = cookieValue(cookieHeader, sessionCookieName(options.secureCookies));
  if (!token || token.length > 200) return visitor;
  const now = options.now ?? new Date();
  const sessionHash = sha256(token);
  const row = await findSession(db, sessionHash, now);
  if (!row) return visitor;
  let sessionExpires = row.expires;
  const extended = new Date(now.getTime() + sessionIdleMs);
  if (extended.getTime() - row.expires.getTime() > extendAfterMs) {
    await extendSession(db, sessionHash, extended, now);
    await markInUse(db, row.id, now);
    sessionExpires = extended;
  }
  return {
    kind: "account",
    accountId: row.id,
    email: row.email,
    name: row.name,
    national: row.national,
    sessionHash,
    sessionExpires,
  };
}

/** Opens a session; the token is returned once, for the cookie, and stored hashed. */
export async function openSession(db: Db, accountId: string, now: Date): Promise<{ token: string; expires: Date }> {
  const token = randomToken();
  const expires = new Date(now.getTime() + sessionIdleMs);
  await insertSession(db, { tokenHash: sha256(token), accountId, expires });
  await markInUse(db, accountId, now);
  return { token, expires };
}

/** Ends a session and tells every process, so that its open sockets close. Twice gives the same answer. */
export async function closeSession(db: Db, cookieHeader: string | null, secureCookies: boolean): Promise<void> {
  const token = cookieValue(cookieHeader, sessionCookieName(secureCookies));
  if (!token) return;
  await db.transaction().execute(async (trx) => {
    const ended = await deleteSession(trx, sha256(token));
    if (ended) await notify(trx, { kind: "access", accountId: ended.accountId, coalitionId: null });
  });
}
