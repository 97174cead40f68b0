import type { Result } from "@/domain/kernel/result";
import { refuse } from "@/domain/kernel/result";
import { randomToken, sha256 } from "@/server/crypto";
import type { SignedIn, SignIn } from "./sign-in";

export const demoRoles = ["national", "coordinator", "member", "participant"] as const;
export type DemoRole = (typeof demoRoles)[number];

/**
 * The demo's ways in: made at each start, kept in memory only, each works once. They stand in for the mail that nobody
 * has yet; outside the demo there are none.
 */
export function demoSignInLinks(signIn: SignIn) {
  const accounts = new Map<string, { role: DemoRole; email: string }>();
  return {
    /** A new link's path, for an account of the demo data. */
    issue(role: DemoRole, email: string): string {
      const token = randomToken();
      accounts.set(sha256(token), { role, email });
      return `/connexion/demo/${token}`;
    },
    /** As whom a link enters; null when it is unknown or used. Reading it changes nothing. */
    target(token: string): DemoRole | null {
      return accounts.get(sha256(token))?.role ?? null;
    },
    /** Spends the link: of several at once, one enters. */
    async enter(token: string, cookie: string | null): Promise<Result<SignedIn>> {
      const account = accounts.get(sha256(token));
      if (!account) return refuse("link_void");
      accounts.delete(sha256(token));
      return signIn.asAccount(account.email, cookie);
    },
  };
}
