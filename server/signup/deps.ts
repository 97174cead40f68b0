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

export const locales = ["fr", "en"] as const;
export type Locale = (typeof locales)[number];

export function asLocale(text: string): Locale {
  return text === "en" ? "en" : "fr";
}
