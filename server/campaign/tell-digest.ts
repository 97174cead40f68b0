import type { Trx } from "@/db/client";
import { lockAddress } from "@/db/code-failure";
import {
  type DueCoalition,
  dueAddresses,
  dueCoalitions,
  markTold,
  type NewThing,
  newThings,
  takeNews,
} from "@/db/digest";
import { countNewsMailsSince, lockPace } from "@/db/news";
import { transact } from "@/db/transact";
import { lastDigest, settleMs } from "@/domain/campaign/digest";
import { newsPath } from "@/domain/campaign/news";
import { splitName } from "@/domain/coalition/name";
import { spokenDay } from "@/domain/kernel/spoken-date";
import type { Block, Inline } from "@/domain/plan/body";
import { stopAllToken } from "@/server/coalition/follow";
import { enqueueMail } from "@/server/mail/enqueue";
import type { NewsDeps } from "./tell-news";

const minuteMs = 60_000;
const atOnce = 50;

/**
 * One mail a day to each address that wants it so, about all its coalitions, where there is anything new. Each is a
 * transaction: the mail, and up to when they are told. Answers how many mails were queued.
 */
export async function tellDigests(deps: NewsDeps): Promise<number> {
  const { db, clock } = deps;
  let told = 0;
  for (;;) {
    const until = new Date(clock.now().getTime() - settleMs);
    const due = lastDigest(until);
    const emails = await dueAddresses(db, due, atOnce);
    if (emails.length === 0) return told;
    for (const email of emails) {
      const done = await transact(db, (trx) => tellOne(deps, trx, email, { due, until }));
      if (done === "paced") return told;
      if (done === "told") told += 1;
    }
  }
}

async function tellOne(
  { clock, vault, perMinute, origin }: NewsDeps,
  trx: Trx,
  email: string,
  { due, until }: { due: Date; until: Date },
): Promise<"told" | "nothing" | "paced"> {
  await lockPace(trx);
  const now = clock.now();
  if ((await countNewsMailsSince(trx, new Date(now.getTime() - minuteMs))) >= perMinute) return "paced";
  // Another server may have told them while this one waited: then nothing is due any more.
  await lockAddress(trx, email);
  const coalitions = await dueCoalitions(trx, email, due);
  const found: { coalition: DueCoalition; things: NewThing[]; more: number }[] = [];
  for (const coalition of coalitions) {
    const { coalitionId, toldAt: since } = coalition;
    const news = await takeNews(trx, email, coalitionId);
    const { things, more } = await newThings(trx, coalitionId, { since, until, now });
    if (news.length + things.length > 0) found.push({ coalition, things: [...news, ...things], more });
  }
  await markTold(trx, email, due, until);
  const [first] = found;
  if (!first) return "nothing";
  const locale = first.coalition.locale === "en" ? "en" : "fr";
  const href = (path: string) => `${origin}${locale === "en" ? "/en" : ""}${path}`;
  const mail = {
    template: "digest" as const,
    path: found.length === 1 ? `/${first.coalition.slug}` : "/coalitions",
    stop: stopAllToken(vault, email),
    body: found.flatMap((one) => section(one, locale, href)),
    values: {
      count: found.reduce((sum, { things, more }) => sum + things.length + more, 0),
      coalition: splitName(first.coalition.name).place,
      coalitions: found.length,
    },
  };
  await enqueueMail(trx, vault, { to: email, locale, mail }, now);
  return "told";
}

const words = (text: string, href: string | null = null): Inline => ({ kind: "text", text, marks: [], href });

function section(
  { coalition: { slug, name }, things, more }: { coalition: DueCoalition; things: readonly NewThing[]; more: number },
  locale: string,
  href: (path: string) => string,
): Block[] {
  const pathOf = ({ kind, id }: NewThing) =>
    kind === "news" ? newsPath(slug, id) : `/${slug}/${kind === "trip" ? "trajet" : "agenda"}/${id}`;
  return [
    { kind: "heading", level: 2, inline: [words(splitName(name).place)] },
    {
      kind: "bullets",
      items: things.map((thing) => [
        {
          kind: "paragraph",
          inline: [
            ...(thing.startsAt ? [words(`${spokenDay(thing.startsAt, locale)} : `)] : []),
            words(thing.title, href(pathOf(thing))),
          ],
        },
      ]),
    },
    ...(more > 0 ? [{ kind: "paragraph" as const, inline: [words(moreWords(more, locale), href(`/${slug}`))] }] : []),
  ];
}

function moreWords(more: number, locale: string): string {
  return locale === "en" ? `And ${more} more` : `Et ${more} autres`;
}
