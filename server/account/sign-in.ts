import { z } from "zod";
import { findAccountByEmail, setAccountLocale } from "@/db/account";
import type { Db } from "@/db/client";
import { wrongCodesOn } from "@/db/code-failure";
import { findSignInByToken, latestSignIn } from "@/db/sign-in";
import { codeSchema, resendMs, wrongCodesPerDay, wrongCodesPerMail } from "@/domain/account/code";
import { emailSchema } from "@/domain/account/email";
import type { Clock } from "@/domain/kernel/clock";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { safePath } from "@/domain/kernel/safe-path";
import { randomToken, sameHash, sha256, type Vault } from "@/server/crypto";
import { networkHash } from "@/server/mail/network";
import { finishWithAuth, isSecure, startWithAuth } from "./auth";
import {
  askedMs,
  browserCookieName,
  type CookieToSet,
  clearedCookie,
  cookieUntil,
  cookieValue,
  knownCookieName,
  provedMs,
  sessionCookieName,
} from "./cookies";
import { issueSignIn, returnPathUse } from "./issue-sign-in";
import { closeSession } from "./session";
import { countingDay, type Proved, spendCode, spendLink } from "./spend-sign-in";

/** Where one lands without a wish. */
export const landingPath = "/espace";

/** What a request brings: its cookies, the language of its page, and its network address where it is known. */
export type SignInContext = { cookie: string | null; locale: string; network?: string | null };

/** After the first step: set the cookies and show the page that waits for the code. */
export type Asked = { email: string; cookies: CookieToSet[] };
/** Signed in: set the cookies and go to `path`, a path of this site without locale. */
export type SignedIn = { path: string; cookies: CookieToSet[] };

/** What the page that waits for a code shows. */
export type PendingSignIn = {
  email: string;
  returnPath: string;
  /** `locked`: too many wrong codes for this address today, only the link works. */
  code: "usable" | "void" | "locked" | "expired";
  resendAt: Date;
  /** By the server's clock, when this was read. */
  now: Date;
};

const tokenSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** Sign-in by mail: ask, then prove by code or by link. */
export function createSignIn(deps: { db: Db; vault: Vault; origin: string; clock: Clock }) {
  const { db, vault, origin, clock } = deps;
  const secureCookies = isSecure(origin);
  const browserName = browserCookieName(secureCookies);
  const knownName = knownCookieName(secureCookies);
  const secret = vault.mac("auth", "secret");

  const browserToken = (cookie: string | null) => tokenSchema.safeParse(cookieValue(cookie, browserName)).data;

  const knownMark = (browserHash: string, email: string) => vault.mac("known-browser", `${browserHash}:${email}`);

  async function finish(
    cookie: string | null,
    prove: (trx: Parameters<typeof spendLink>[0], now: Date) => Promise<Result<Proved>>,
  ): Promise<Result<SignedIn>> {
    const now = clock.now();
    // A refusal is a value, so that a wrong code commits as counted.
    const done = await db.transaction().execute(async (trx) => {
      const proved = await finishWithAuth({ trx, origin, secret, now }, cookie, () => prove(trx, now));
      if (proved.ok && proved.value.locale) await setAccountLocale(trx, proved.value.email, proved.value.locale);
      return proved;
    });
    if (!done.ok) return done;
    const token = browserToken(cookie) ?? randomToken();
    const until = new Date(now.getTime() + provedMs);
    const remembered = [
      cookieUntil(browserName, token, secureCookies, until),
      cookieUntil(knownName, knownMark(sha256(token), done.value.email), secureCookies, until),
    ];
    return ok({ path: safePath(done.value.returnPath, landingPath), cookies: [...done.value.cookies, ...remembered] });
  }

  return {
    /** Sends a code and a link to an address, known or not. `returnPath` is where one wanted to go. */
    async request(raw: { email?: unknown; returnPath?: unknown }, context: SignInContext): Promise<Result<Asked>> {
      const email = emailSchema.safeParse(raw.email);
      if (!email.success) return refuse("invalid", { email: "email" });
      const returnPath = safePath(typeof raw.returnPath === "string" ? raw.returnPath : null, landingPath);
      const now = clock.now();
      const token = browserToken(context.cookie) ?? randomToken();
      const browserHash = sha256(token);
      const known = sameHash(cookieValue(context.cookie, knownName) ?? "", knownMark(browserHash, email.data));
      const network = networkHash(vault, context.network ?? null);
      const asked = { email: email.data, browserHash, known, locale: context.locale, network, returnPath };
      const issued = await db
        .transaction()
        .execute((trx) =>
          startWithAuth({ trx, origin, secret, now }, email.data, () => issueSignIn(trx, vault, asked, now)),
        );
      if (!issued.ok) return issued;
      // One that has proved an address is known by it for as long as it was.
      const keeps = cookieValue(context.cookie, knownName) === undefined ? askedMs : provedMs;
      const until = new Date(now.getTime() + keeps);
      return ok({ email: email.data, cookies: [cookieUntil(browserName, token, secureCookies, until)] });
    },

    /** What this browser waits for; null when it asked for nothing, or has used it. */
    async pending(cookie: string | null): Promise<PendingSignIn | null> {
      const token = browserToken(cookie);
      const row = token ? await latestSignIn(db, sha256(token)) : undefined;
      if (!row) return null;
      const now = clock.now();
      const locked = (await wrongCodesOn(db, row.email, countingDay(now))) >= wrongCodesPerDay;
      const state = locked ? "locked" : row.wrongCodes >= wrongCodesPerMail ? "void" : "usable";
      return {
        email: row.email,
        returnPath: vault.open(returnPathUse, row.returnPath),
        code: row.expires <= now ? "expired" : state,
        resendAt: new Date(row.createdAt.getTime() + resendMs),
        now,
      };
    },

    async withCode(raw: { code?: unknown }, cookie: string | null): Promise<Result<SignedIn>> {
      const code = codeSchema.safeParse(raw.code);
      if (!code.success) return refuse("invalid", { code: "code" });
      const token = browserToken(cookie);
      if (!token) return refuse("code_void");
      const attempt = { browserHash: sha256(token), code: code.data };
      return finish(cookie, (trx, now) => spendCode(trx, vault, attempt, now));
    },

    /** Whose link it is; null when it is unknown, used or too old. Reading it changes nothing. */
    async linkTarget(token: string): Promise<{ email: string } | null> {
      if (!tokenSchema.safeParse(token).success) return null;
      const found = await findSignInByToken(db, sha256(token), clock.now());
      return found ? { email: found.email } : null;
    },

    async withLink(raw: { token?: unknown }, cookie: string | null): Promise<Result<SignedIn>> {
      const token = tokenSchema.safeParse(raw.token);
      if (!token.success) return refuse("link_void");
      return finish(cookie, (trx, now) => spendLink(trx, vault, token.data, now));
    },

    /** Ends the session behind these cookies, and its sockets. */
    async signOut(cookie: string | null): Promise<{ cookies: CookieToSet[] }> {
      await closeSession(db, cookie, secureCookies);
      return { cookies: [clearedCookie(sessionCookieName(secureCookies), secureCookies)] };
    },

    /** The same, and this browser is no longer known by any address. */
    async forgetBrowser(cookie: string | null): Promise<{ cookies: CookieToSet[] }> {
      const { cookies } = await this.signOut(cookie);
      return { cookies: [...cookies, ...[browserName, knownName].map((name) => clearedCookie(name, secureCookies))] };
    },

    /** For the demo's links: signs in the account of an address that was chosen by the server itself. */
    async asAccount(email: string, cookie: string | null): Promise<Result<SignedIn>> {
      return finish(cookie, async (trx) => {
        const account = await findAccountByEmail(trx, email);
        return account ? ok({ email, returnPath: landingPath }) : refuse("not_found");
      });
    },
  };
}

export type SignIn = ReturnType<typeof createSignIn>;
