import type { Db } from "@/db/client";
import { countNewsMailsSince, type Delivery, lockPace, takeDeliveries } from "@/db/news";
import { transact } from "@/db/transact";
import { newsPath } from "@/domain/campaign/news";
import { splitName } from "@/domain/coalition/name";
import type { Clock } from "@/domain/kernel/clock";
import { readPresentation } from "@/domain/plan/presentation";
import { followToken } from "@/server/coalition/follow";
import type { Vault } from "@/server/crypto";
import { enqueueMail } from "@/server/mail/enqueue";

const minuteMs = 60_000;
/** So few in one transaction that it is short. */
const batch = 20;

export type NewsDeps = {
  db: Db;
  clock: Clock;
  vault: Vault;
  /** The configured one: every link is built from it. */
  origin: string;
  /** At most so many mails leave within any minute, whatever the number of servers. */
  perMinute: number;
};

/**
 * Puts mails to the next readers into the outbox, as many as the pace leaves, and takes them from those who wait in the
 * same transaction: whenever it is killed, nobody is told twice and nobody is forgotten. Answers how many it told.
 */
export async function tellNews({ db, clock, vault, perMinute }: Omit<NewsDeps, "origin">): Promise<number> {
  let told = 0;
  for (;;) {
    const taken = await transact(db, async (trx) => {
      await lockPace(trx);
      const now = clock.now();
      const left = perMinute - (await countNewsMailsSince(trx, new Date(now.getTime() - minuteMs)));
      if (left <= 0) return [];
      const deliveries = await takeDeliveries(trx, Math.min(left, batch));
      for (const delivery of deliveries) {
        const addressed = addressedOf(vault, delivery);
        // Who left or stopped since is not told.
        if (addressed) await enqueueMail(trx, vault, addressed, now);
      }
      return deliveries;
    });
    told += taken.filter(({ reader }) => reader !== null).length;
    if (taken.length === 0) return told;
  }
}

function addressedOf(vault: Vault, { newsId, title, body, slug, coalition, reader }: Delivery) {
  if (!reader) return null;
  return {
    to: reader.email,
    locale: reader.locale,
    mail: {
      template: "news" as const,
      path: newsPath(slug, newsId),
      stop: followToken(vault, reader.id),
      body: readPresentation(body),
      values: { title, coalition: splitName(coalition).place },
    },
  };
}
