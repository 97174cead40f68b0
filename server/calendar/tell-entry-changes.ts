import { lockEntries, storedEntries } from "@/db/agenda";
import type { Database } from "@/db/client";
import { dueEntryChanges, type EntryMoment, peopleOfTime, takeEntryChange } from "@/db/entry-change";
import { transact } from "@/db/transact";
import { momentOf } from "@/domain/calendar/follow-times";
import type { Clock } from "@/domain/kernel/clock";
import { toInstant } from "@/domain/kernel/local-time";
import { dayToDate, spokenDay, spokenTime } from "@/domain/kernel/spoken-date";
import type { Vault } from "@/server/crypto";
import { enqueueMail } from "@/server/mail/enqueue";

/** As for a booked stop: whoever types a date anew, or moves it back, tells nobody meanwhile. */
const standsForMs = 10 * 60_000;

/** Mails who signed up for a time whose date, hours or place have changed and stood for ten minutes. Answers how many. */
export async function tellEntryChanges(deps: { db: Database["db"]; clock: Clock; vault: Vault }): Promise<number> {
  const { db, clock, vault } = deps;
  const now = clock.now();
  let told = 0;
  for (const change of await dueEntryChanges(db, new Date(now.getTime() - standsForMs))) {
    const { key, before } = change;
    told += await transact(db, async (trx) => {
      await lockEntries(trx, [key.entryId]);
      const [entry] = await storedEntries(trx, { ids: [key.entryId] });
      const after = entry ? momentOf(entry.values, key.occurrence) : null;
      // Called off, or no time of the series at present: it may come back.
      if (!entry || !after || !(await takeEntryChange(trx, change))) return 0;
      const people = await peopleOfTime(trx, change);
      for (const { email, locale } of people) {
        const values = {
          title: entry.values.title,
          before: momentWords(before, locale),
          after: momentWords(after, locale),
        };
        const mail = {
          template: "entry-changed" as const,
          path: "/reservations",
          validUntil: instant(after.start).toISOString(),
          values,
        };
        await enqueueMail(trx, vault, { to: email, locale, mail }, now);
      }
      return people.length;
    });
  }
  return told;
}

/** « samedi 28 novembre, 10 h – 12 h, Place du marché » */
function momentWords({ start, end, place }: EntryMoment, locale: string): string {
  const day = (moment: string) => spokenDay(dayToDate(moment.slice(0, 10)), locale);
  const words = (moment: string, withDay: boolean) => {
    const time = moment.length === 10 ? [] : [spokenTime(toInstant(moment), locale)];
    return [...(withDay || time.length === 0 ? [day(moment)] : []), ...time].join(", ");
  };
  const isLater = end !== null && end !== start;
  const last = isLater ? ` – ${words(end, end.slice(0, 10) !== start.slice(0, 10))}` : "";
  return [`${words(start, true)}${last}`, place].filter(Boolean).join(", ");
}

/** A day lasts until its evening: its mail makes sense until then. */
function instant(start: string): Date {
  return toInstant(start.length === 10 ? `${start}T23:59` : start);
}
