import type { Vault } from "@/server/crypto";
import type { AccessNeed } from "@/server/signup/access-need";

/** What somebody asked with an address that already had a sign-up; their page shows this, and nothing of the other. */
export type Asked = {
  state: "pending" | "waiting" | "cancelled";
  holds: boolean;
  firstName: string;
  party: number;
  priceId: string | null;
  access: AccessNeed;
  until: string | null;
  rank: number | null;
  outboundFrom: string | null;
  outboundTo: string | null;
  returnFrom: string | null;
  returnTo: string | null;
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
