import type { Trx } from "@/db/client";
import { lockAddress } from "@/db/code-failure";
import { endSignInsOfBrowser, insertSignIn, latestSignIn } from "@/db/sign-in";
import { lockNetwork } from "@/db/signup-link";
import { resendMs, signInMinutes, signInMs } from "@/domain/account/code";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { randomCode, randomToken, sha256, type Vault } from "@/server/crypto";
import { askedMailsLeft, enqueueMail, networkMayAsk } from "@/server/mail/enqueue";

export type SignInRequest = {
  email: string;
  browserHash: string;
  /** This browser has proved this address before: the mails that strangers cannot use up are for it. */
  known: boolean;
  locale: string;
  /** The browser's network (see mail/network.ts). */
  network: string | null;
  returnPath: string;
};

/**
 * Queues a mail with a fresh code and link, and ends what this browser had asked for before. Known and unknown
 * addresses take the same way. Asking again within 30 seconds changes nothing and says the same.
 */
export async function issueSignIn(trx: Trx, vault: Vault, request: SignInRequest, now: Date): Promise<Result<null>> {
  const { email, browserHash, returnPath, known, network } = request;
  await lockAddress(trx, email);
  if (network) await lockNetwork(trx, network);
  const last = await latestSignIn(trx, browserHash);
  if (last?.email === email && last.createdAt.getTime() + resendMs > now.getTime()) return ok(null);

  if ((await askedMailsLeft(trx, vault, email, now, known)) === 0) return refuse("too_many");
  // A browser that has proved the address is no stranger to it.
  if (!known && !(await networkMayAsk(trx, vault, network, email, now))) return refuse("too_many");

  const code = randomCode();
  const token = randomToken();
  const expires = new Date(now.getTime() + signInMs);
  await endSignInsOfBrowser(trx, browserHash, now);
  await insertSignIn(trx, {
    email,
    browserHash,
    codeHash: codeHash(vault, browserHash, code),
    tokenHash: sha256(token),
    expires,
    returnPath: vault.seal(returnPathUse, returnPath),
    locale: request.locale === "en" ? "en" : "fr",
    createdAt: now,
  });
  const mail = {
    template: "sign-in" as const,
    code,
    path: `/connexion/lien/${token}`,
    values: { minutes: signInMinutes },
    validUntil: expires.toISOString(),
  };
  await enqueueMail(trx, vault, { to: email, locale: request.locale, mail, network }, now);
  return ok(null);
}

/** Where one wanted to go may be a secret of its own, as an invitation is: the table holds it sealed. */
export const returnPathUse = "return-path";

/** Bound to the browser, so that a code read in the table's backup opens nothing elsewhere. */
export function codeHash(vault: Vault, browserHash: string, code: string): string {
  return vault.mac("sign-in-code", `${browserHash}:${code}`);
}
