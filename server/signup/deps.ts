import type { Database, Trx } from "@/db/client";
import type { Clock } from "@/domain/kernel/clock";
import type { Vault } from "@/server/crypto";

/** What sign-ups need from outside. */
export type SignupDeps = {
  db: Database["db"];
  clock: Clock;
  vault: Vault;
  /** `db/trip-seats.ts: lockTrip`. A test that shows why it is needed passes one that does nothing. */
  lockTrip: (trx: Trx, tripId: string) => Promise<void>;
};

/** Where a request comes from; `network` is the client's address, hashed at once, null when unknown. */
export type RequestContext = { network: string | null; locale: string };

export type Locale = "fr" | "en";

export function asLocale(text: string): Locale {
  return text === "en" ? "en" : "fr";
}
