import type { Db, Trx } from "./client";

export type LeasedMail = {
  id: string;
  template: string;
  locale: string;
  payload: string;
  attempts: number;
  leasedUntil: Date;
};

export async function insertMail(
  trx: Trx,
  mail: {
    recipientHash: string;
    /** Of those whom it speaks of, to somebody else. */
    aboutHashes: readonly string[];
    networkHash: string | null;
    template: string;
    locale: string;
    payload: string;
    now: Date;
  },
): Promise<string> {
  const { now, aboutHashes, ...row } = mail;
  const { id } = await trx
    .insertInto("outbox")
    .values({ ...row, aboutHashes: [...aboutHashes], nextAttemptAt: now, createdAt: now })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** Mails of these templates queued for a recipient since then, sent or not. */
export async function countMailsSince(
  db: Db,
  recipientHash: string,
  templates: readonly string[],
  since: Date,
): Promise<number> {
  const { count } = await db
    .selectFrom("outbox")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("recipientHash", "=", recipientHash)
    .where("template", "in", templates)
    .where("createdAt", ">", since)
    .executeTakeFirstOrThrow();
  return count;
}

/** To how many others mails were asked for from a network since then. */
export async function countOthersSince(
  db: Db,
  networkHash: string,
  recipientHash: string,
  since: Date,
): Promise<number> {
  const { count } = await db
    .selectFrom("outbox")
    .select((eb) => eb.fn.count<number>("recipientHash").distinct().as("count"))
    .where("networkHash", "=", networkHash)
    .where("recipientHash", "<>", recipientHash)
    .where("createdAt", ">", since)
    .executeTakeFirstOrThrow();
  return count;
}

/**
 * Takes up to `limit` mails that are due, for this worker alone until `leasedUntil`. One short statement; rows that
 * another worker is taking at this moment are skipped. The attempt is counted now: a worker that dies has used it.
 */
export async function leaseMails(db: Db, limit: number, now: Date, leasedUntil: Date): Promise<LeasedMail[]> {
  const rows = await db
    // Materialised: otherwise the planner may run the inner query again and take more than `limit`.
    .with(
      (cte) => cte("due").materialized(),
      (inner) =>
        inner
          .selectFrom("outbox")
          .select("id")
          .where("sentAt", "is", null)
          .where("failedAt", "is", null)
          .where("nextAttemptAt", "<=", now)
          .where((eb) => eb.or([eb("leasedUntil", "is", null), eb("leasedUntil", "<=", now)]))
          .orderBy("nextAttemptAt")
          .limit(limit)
          .forUpdate()
          .skipLocked(),
    )
    .updateTable("outbox")
    .from("due")
    .set((eb) => ({ leasedUntil, attempts: eb("outbox.attempts", "+", 1) }))
    .whereRef("outbox.id", "=", "due.id")
    .returning(["outbox.id", "template", "locale", "payload", "attempts"])
    .execute();
  return rows.map((row) => ({ ...row, payload: row.payload ?? "", leasedUntil }));
}

/** Sent: what it said and to whom is erased with the same stroke. */
export async function markMailSent(db: Db, id: string, now: Date): Promise<void> {
  await db
    .updateTable("outbox")
    .set({ sentAt: now, payload: null, leasedUntil: null, failedAt: null })
    .where("id", "=", id)
    .where("sentAt", "is", null)
    .execute();
}

/** To be tried again at `at`, unless the lease has passed to another worker meanwhile. */
export async function postponeMail(db: Db, mail: LeasedMail, at: Date): Promise<void> {
  await db
    .updateTable("outbox")
    .set({ nextAttemptAt: at, leasedUntil: null })
    .where("id", "=", mail.id)
    .where("sentAt", "is", null)
    .where("leasedUntil", "=", mail.leasedUntil)
    .execute();
}

/** Given up: erased as well. */
export async function markMailFailed(db: Db, mail: LeasedMail, now: Date): Promise<void> {
  await db
    .updateTable("outbox")
    .set({ failedAt: now, payload: null, leasedUntil: null })
    .where("id", "=", mail.id)
    .where("sentAt", "is", null)
    .where("leasedUntil", "=", mail.leasedUntil)
    .execute();
}

/** When the next mail is due: the end of its delay or of its lease, whichever is later; null when none waits. */
export async function nextMailDue(db: Db): Promise<Date | null> {
  const { due } = await db
    .selectFrom("outbox")
    .select((eb) =>
      eb.fn
        .min<Date | null>(eb.fn("greatest", ["nextAttemptAt", eb.fn.coalesce("leasedUntil", "nextAttemptAt")]))
        .as("due"),
    )
    .where("sentAt", "is", null)
    .where("failedAt", "is", null)
    .executeTakeFirstOrThrow();
  return due;
}

export async function deleteMailsEndedBefore(db: Db, before: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("outbox")
    .where((eb) => eb.or([eb("sentAt", "<", before), eb("failedAt", "<", before)]))
    .executeTakeFirst();
  return Number(numDeletedRows);
}
