import type { Db, Trx } from "@/db/client";
import { notify } from "@/db/notify";
import { countMailsSince, insertMail } from "@/db/outbox";
import type { Vault } from "@/server/crypto";
import { askedTemplates, type Mail, mailsKeptForKnown, mailsPerHour } from "./template";

const HOUR_MS = 60 * 60 * 1000;

export type Addressed = { to: string; locale: string; mail: Mail };

/**
 * Queues a mail in the caller's transaction: it leaves if, and only if, that commits. Recipient and contents are
 * encrypted; the worker wakes at the commit.
 */
export async function enqueueMail(trx: Trx, vault: Vault, addressed: Addressed, now: Date): Promise<void> {
  const { to, locale, mail } = addressed;
  await insertMail(trx, {
    recipientHash: recipientHash(vault, to),
    template: mail.template,
    locale,
    payload: vault.seal("mail", JSON.stringify({ to, mail })),
    now,
  });
  await notify(trx, { kind: "outbox" });
}

/**
 * How many more mails may be asked for this address within the hour (never below 0), by anyone or by a browser that is
 * `known` to belong to it. Exact when the caller holds `lockAddress` of it.
 */
export async function askedMailsLeft(db: Db, vault: Vault, email: string, now: Date, known = false): Promise<number> {
  const since = new Date(now.getTime() - HOUR_MS);
  const sent = await countMailsSince(db, recipientHash(vault, email), askedTemplates, since);
  const allowed = known ? mailsPerHour : mailsPerHour - mailsKeptForKnown;
  return Math.max(0, allowed - sent);
}

/** How an address is known in the outbox once its mail is gone. */
export function recipientHash(vault: Vault, email: string): string {
  return vault.mac("recipient", email);
}

/** What was queued; the reverse of `enqueueMail`. */
export function openPayload(vault: Vault, payload: string): { to: string; mail: Mail } {
  return JSON.parse(vault.open("mail", payload));
}
