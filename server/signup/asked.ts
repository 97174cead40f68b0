import type { Vault } from "@/server/crypto";
import type { Wish } from "./thing";

/** What somebody asked with an address that already had a sign-up; their page shows this, and nothing of the other. */
export type Asked = Wish & {
  state: "pending" | "waiting" | "cancelled";
  holds: boolean;
  firstName: string;
  until: string | null;
  rank: number | null;
};

/** It names a person, so it is kept encrypted. */
export function sealAsked(vault: Vault, asked: Asked): string {
  return vault.seal("asked", JSON.stringify(asked));
}

export function readAsked(vault: Vault, sealed: string): Asked {
  return JSON.parse(vault.open("asked", sealed));
}

/** Whether such a request has ended as a first one would have: withdrawn, or its hold out of time. */
export function isOver(asked: Asked, now: Date): boolean {
  return asked.state === "cancelled" || (asked.until !== null && new Date(asked.until) <= now);
}
