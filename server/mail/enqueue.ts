import type { Db, Trx } from "@/db/client";
import { notify } from "@/db/notify";
import { countMailsSince, countOthersSince, insertMail } from "@/db/outbox";
import type { Vault } from "@/server/crypto";
import { addressesPerNetwork, askedTemplates, type Mail, mailsKeptForKnown, mailsPerHour } from "./template";

const HOUR_MS = 60 * 60 * 1000;

/**
 * `network` (see network.ts) for mails that anybody may ask for; `about`, the addresses of those whom it names to somebody
 * else: while it waits it goes with what is held of them.
 */
export type Addressed = {
  to: string;
  locale: string;
  mail: Mail;
  network?: string | null;
  about?: readonly string[];
};

/**
 * Queues a mail in the caller's transaction: it leaves if, and only if, that commits. Recipient and contents are
 * encrypted; the worker wakes at the commit.
 */
export async function enqueueMail(trx: Trx, vault: Vault, addressed: Addressed, now: Date): Promise<void> {
  const { to, locale, mail, network, about = [] } = addressed;
  await insertMail(trx, {
    recipientHash: recipientHash(vault, to),
    aboutHashes: about.map((email) => recipientHash(vault, email)),
    networkHash: network ?? null,
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

/**
 * Whether a network may have mails sent to this address: one of those it has written to before, or one more within its
 * number for the hour and the day. Exact when the caller holds `lockNetwork` of it.
 */
export async function networkMayAsk(
  db: Db,
  vault: Vault,
  network: string | null,
  email: string,
  now: Date,
): Promise<boolean> {
  if (network === null) return true;
  const others = (hours: number) =>
    countOthersSince(db, network, recipientHash(vault, email), new Date(now.getTime() - hours * HOUR_MS));
  return (await others(1)) < addressesPerNetwork.hour && (await others(24)) < addressesPerNetwork.day;
}

/** How an address is known in the outbox once its mail is gone. */
export function recipientHash(vault: Vault, email: string): string {
  return vault.mac("recipient", email);
}

/** What was queued; the reverse of `enqueueMail`. */
export function openPayload(vault: Vault, payload: string): { to: string; mail: Mail } {
  return JSON.parse(vault.open("mail", payload));
}
