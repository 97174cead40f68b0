import type { Database } from "@/db/client";
import type { Clock } from "@/domain/kernel/clock";
import type { Vault } from "@/server/crypto";
import type { Things } from "./thing";

/** What sign-ups need from outside. */
export type SignupDeps = {
  db: Database["db"];
  clock: Clock;
  vault: Vault;
  /** What one signs up for. A test that shows why locks are needed passes kinds whose lock does nothing. */
  things: Things;
};

/** Where a request comes from; `network` is the client's address, hashed at once, null when unknown. */
export type RequestContext = { network: string | null; locale: string };

export type Locale = "fr" | "en";

export function asLocale(text: string): Locale {
  return text === "en" ? "en" : "fr";
}
