import { Auth, type AuthConfig, raw, skipCSRFCheck } from "@auth/core";
import type { Adapter, AdapterUser } from "@auth/core/adapters";
import type { EmailConfig } from "@auth/core/providers";
import {
  type AccountRow,
  deleteSession,
  ensureAccount,
  findAccount,
  findAccountByEmail,
  findSession,
  insertSession,
  markInUse,
} from "@/db/account";
import type { Trx } from "@/db/client";
import { notify } from "@/db/notify";
import { signInMs } from "@/domain/account/code";
import type { Result } from "@/domain/kernel/result";
import { randomToken, sha256 } from "@/server/crypto";
import { type CookieToSet, cookieValue, longCookie, sessionCookieName } from "./cookies";
import { sessionIdleMs } from "./session";
import type { Proved } from "./spend-sign-in";

const basePath = "/api/auth";
const noLink = "/";
const endOfTime = new Date(8.64e15);

type Base = { trx: Trx; origin: string; secret: string; now: Date };

/**
 * Asks @auth/core to start a sign-in by e-mail. What is sent, stored and limited is ours (`issue`); @auth/core decides
 * whether there is anything to send. Everything happens in the caller's transaction.
 */
export async function startWithAuth(
  base: Base,
  email: string,
  issue: () => Promise<Result<null>>,
): Promise<Result<null>> {
  let issued: Result<null> | undefined;
  await run(base, {
    path: `${basePath}/signin/email`,
    body: new URLSearchParams({ email, callbackUrl: noLink }),
    provider: emailProvider(async () => {
      issued = await issue();
    }),
    prove: notAsked,
  });
  if (!issued) throw new Error("sign-in: no mail was asked for");
  return issued;
}

/**
 * Lets @auth/core turn a proved address into an account and a session. `prove` spends the code or the link in the same
 * transaction; when it refuses, nothing is opened and its refusal is the answer.
 */
export async function finishWithAuth(
  base: Base,
  cookieHeader: string | null,
  prove: () => Promise<Result<Proved>>,
): Promise<Result<Proved & { cookies: CookieToSet[] }>> {
  const secureCookies = isSecure(base.origin);
  const name = sessionCookieName(secureCookies);
  const proved = await prove();
  if (!proved.ok) return proved;
  const current = cookieValue(cookieHeader, name);
  const { cookies } = await run(base, {
    path: `${basePath}/callback/email?${new URLSearchParams({ token: "proved", email: proved.value.email, callbackUrl: noLink })}`,
    session: current,
    provider: emailProvider(notAsked),
    prove: async () => proved.value.email,
  });
  const session = cookies?.find((cookie) => cookie.name === name);
  if (!session?.value) throw new Error("sign-in: no session was opened");
  // @auth/core leaves the session that this one replaces when the account is the same: nobody holds its token any more.
  if (current && current !== session.value) await endSession(base.trx, current);
  const cookie = longCookie(name, session.value, secureCookies, base.now);
  return { ok: true, value: { ...proved.value, cookies: [cookie] } };
}

export function isSecure(origin: string): boolean {
  return origin.startsWith("https:");
}

type Call = {
  path: string;
  body?: URLSearchParams;
  session?: string | undefined;
  provider: EmailConfig;
  prove: () => Promise<string>;
};

async function run(base: Base, call: Call) {
  const secureCookies = isSecure(base.origin);
  const name = sessionCookieName(secureCookies);
  // Only the session cookie is passed on: a foreign or malformed cookie of the browser is none of its business.
  const headers = call.session ? { cookie: `${name}=${call.session}` } : undefined;
  const request = new Request(new URL(call.path, base.origin), {
    ...(headers ? { headers } : {}),
    ...(call.body ? { method: "POST", body: call.body } : {}),
  });
  let failure: unknown;
  const config: AuthConfig = {
    basePath,
    secret: base.secret,
    trustHost: true,
    useSecureCookies: secureCookies,
    providers: [call.provider],
    adapter: adapterOver(base, call.prove),
    session: { strategy: "database", maxAge: sessionIdleMs / 1000, generateSessionToken: randomToken },
    cookies: { sessionToken: { name } },
    logger: {
      error: (error) => {
        failure = error;
      },
      warn: () => undefined,
      debug: () => undefined,
    },
    skipCSRFCheck,
    raw,
  };
  const response = await Auth(request, { ...config, raw });
  // With `raw`, a page or redirect of its own means that it failed.
  if (response instanceof Response) throw new Error("@auth/core refused", { cause: failure });
  return response;
}

function emailProvider(sendVerificationRequest: () => Promise<void>): EmailConfig {
  return {
    id: "email",
    type: "email",
    name: "email",
    from: "",
    maxAge: signInMs / 1000,
    options: {},
    // The address was parsed by our own schema, which is the only judge of it.
    normalizeIdentifier: (email) => email,
    sendVerificationRequest,
  };
}

async function notAsked(): Promise<never> {
  throw new Error("@auth/core asked for something that this step does not do");
}

/** Our tables as @auth/core sees them. It holds no accounts of other providers. */
function adapterOver({ trx, now }: Base, prove: () => Promise<string>): Adapter {
  const user = (row: AccountRow | undefined): AdapterUser | null =>
    row ? { id: row.id, email: row.email, emailVerified: now } : null;
  const found = async (row: Promise<AccountRow | undefined>): Promise<AdapterUser> => {
    const known = user(await row);
    if (!known) throw new Error("sign-in: the account is gone");
    return known;
  };
  return {
    getUser: async (id) => user(await findAccount(trx, id)),
    getUserByEmail: async (email) => user(await findAccountByEmail(trx, email)),
    getUserByAccount: async () => null,
    createUser: ({ email }) => found(ensureAccount(trx, email)),
    updateUser: ({ id }) => found(findAccount(trx, id)),
    linkAccount: notAsked,
    async createSession({ sessionToken, userId }) {
      const expires = new Date(now.getTime() + sessionIdleMs);
      await insertSession(trx, { tokenHash: sha256(sessionToken), accountId: userId, expires });
      await markInUse(trx, userId, now);
      return { sessionToken, userId, expires };
    },
    async getSessionAndUser(sessionToken) {
      const row = await findSession(trx, sha256(sessionToken), now);
      const known = user(row);
      return row && known ? { session: { sessionToken, userId: row.id, expires: row.expires }, user: known } : null;
    },
    updateSession: async () => null,
    deleteSession: (sessionToken) => endSession(trx, sessionToken),
    createVerificationToken: async (token) => token,
    useVerificationToken: async ({ token }) => ({
      identifier: await prove(),
      token,
      // Whether it was still valid, `prove` has decided by our own clock.
      expires: endOfTime,
    }),
  };
}

async function endSession(trx: Trx, sessionToken: string): Promise<void> {
  const ended = await deleteSession(trx, sha256(sessionToken));
  if (ended) await notify(trx, { kind: "access", accountId: ended.accountId, coalitionId: null });
}
