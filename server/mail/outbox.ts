import type { Db } from "@/db/client";
import { type LeasedMail, leaseMails, markMailFailed, markMailSent, nextMailDue, postponeMail } from "@/db/outbox";
import type { Clock } from "@/domain/kernel/clock";
import type { Vault } from "@/server/crypto";
import { openPayload } from "./enqueue";
import { renderMail } from "./render";
import type { Transport } from "./template";

/** Longer than any transport takes before it gives up, so that a lease ends only with its worker. */
const leaseMs = 2 * 60 * 1000;
const batchSize = 10;
const firstDelayMs = 5 * 1000;
const longestDelayMs = 60 * 60 * 1000;
export const maxAttempts = 10;
/** How long stopping waits for mails under way. */
const stopPatienceMs = 8 * 1000;
/** Even without a notice (a missed one, another process), the queue is looked at this often. */
const lookEveryMs = 30 * 1000;

type Log = { warn(fields: object, message: string): void; error(fields: object, message: string): void };

export type Outbox = {
  /** Starts looking for mails; nothing is sent before. */
  start(): void;
  /** A mail was queued: look now. Call it on the fact `outbox`. */
  wake(): void;
  /** Sends everything that is due, and returns how many mails were taken by the transport. */
  drain(): Promise<number>;
  /** Takes no more mails; resolves once those under way are marked, or after a few seconds. */
  stop(): Promise<void>;
};

/** After the n-th failed attempt: 5 s, 15 s, 45 s … an hour at most. */
export function retryDelayMs(attempts: number): number {
  return Math.min(firstDelayMs * 3 ** (attempts - 1), longestDelayMs);
}

/**
 * The worker that empties the outbox. Each mail is leased in one short transaction, sent outside any, and marked in
 * another: a worker that dies between the two leaves a mail that is sent again after its lease (with the same
 * Message-ID), never a lost one.
 */
export function createOutbox(deps: {
  db: Db;
  vault: Vault;
  origin: string;
  transport: Transport;
  clock: Clock;
  log: Log;
}): Outbox {
  const { db, vault, clock, transport, log } = deps;
  let stopping = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let lookAgain = false;

  async function deliver(leased: LeasedMail): Promise<boolean> {
    const about = { mailId: leased.id, template: leased.template, attempts: leased.attempts };
    try {
      const { to, mail } = openPayload(vault, leased.payload);
      if (mail.validUntil && Date.parse(mail.validUntil) <= clock.now().getTime()) {
        await markMailFailed(db, leased, clock.now());
        log.warn(about, "mail not sent: what it says has expired");
        return false;
      }
      await transport.send(renderMail({ id: leased.id, to, locale: leased.locale, origin: deps.origin, mail }));
    } catch (error) {
      // The reason of a mail server may quote the address: only its class and code are logged.
      const reason = { ...about, error: error instanceof Error ? error.name : "unknown", code: codeOf(error) };
      if (leased.attempts >= maxAttempts) {
        log.error(reason, "mail given up");
        await markMailFailed(db, leased, clock.now());
      } else {
        log.warn(reason, "mail not sent, will be tried again");
        await postponeMail(db, leased, new Date(clock.now().getTime() + retryDelayMs(leased.attempts)));
      }
      return false;
    }
    await markMailSent(db, leased.id, clock.now());
    return true;
  }

  async function drain(): Promise<number> {
    let sent = 0;
    while (!stopping) {
      const now = clock.now();
      const leased = await leaseMails(db, batchSize, now, new Date(now.getTime() + leaseMs));
      if (leased.length === 0) break;
      const results = await Promise.all(leased.map(deliver));
      sent += results.filter(Boolean).length;
    }
    return sent;
  }

  async function run(): Promise<void> {
    do {
      lookAgain = false;
      await drain();
    } while (lookAgain && !stopping);
    if (stopping) return;
    const due = await nextMailDue(db);
    const wait = due ? due.getTime() - clock.now().getTime() : lookEveryMs;
    timer = setTimeout(wake, Math.max(0, Math.min(wait, lookEveryMs)));
  }

  function wake(): void {
    if (stopping) return;
    if (running) {
      lookAgain = true;
      return;
    }
    clearTimeout(timer);
    running = run()
      .catch((error: unknown) => {
        log.error({ err: error }, "the outbox could not be read");
        if (!stopping) timer = setTimeout(wake, lookEveryMs);
      })
      .finally(() => {
        running = undefined;
        if (lookAgain) wake();
      });
  }

  return {
    start: wake,
    wake,
    drain,
    async stop() {
      stopping = true;
      clearTimeout(timer);
      // What a slow mail server still holds stays leased, and is sent again after the next start.
      await Promise.race([running, new Promise((resolve) => setTimeout(resolve, stopPatienceMs).unref())]);
      await transport.close();
    },
  };
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
