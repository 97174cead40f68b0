import type { EntryFacts } from "@/db/entry-signup";
import { isStart, moved, type Occurrence, occurrences, readRecurrence } from "@/domain/calendar/recurrence";
import { type Question, questionsSchema } from "@/domain/calendar/registration";
import { toInstant } from "@/domain/kernel/local-time";

/** One time of an entry, as those who come to it need it. */
export type EntryTime = {
  /** Wall-clock, or a day. */
  startsLocal: string;
  endsLocal: string | null;
  startsAt: Date;
  endsAt: Date;
  place: string;
  /** Taken out of the series, which goes on. */
  cancelled: boolean;
  /** Why, where that is for good. */
  reason: string | null;
};

/** The time that an occurrence names; the only one of what happens once. Null: the entry has no such time. */
export function timeOf(entry: EntryFacts, occurrence: string | null): EntryTime | null {
  if (entry.kind === "task") {
    return entry.due === null || occurrence !== null
      ? null
      : asTime(entry, once({ ...entry, endsLocal: null }, entry.due));
  }
  if (entry.startsLocal === null) return null;
  const series = seriesOf(entry, entry.startsLocal);
  if (series.recurrence === null) return occurrence === null ? asTime(entry, once(entry, entry.startsLocal)) : null;
  // The series as a whole: what is cancelled with all its times.
  if (occurrence === null) return asTime(entry, once(entry, entry.startsLocal));
  if (!isStart(series, occurrence)) return null;
  const exception = series.exceptions.find(({ at }) => at === occurrence);
  const day = (exception && isMomentOf(exception.start) ? exception.start : occurrence).slice(0, 10);
  const found = occurrences(series, day, day).find(({ at }) => at === occurrence);
  return found ? asTime(entry, found) : null;
}

/** The same for those who signed up for a time that the series has no longer: when it was to be. */
export function namedTime(entry: EntryFacts, occurrence: string | null): EntryTime | null {
  const start = occurrence ?? entry.startsLocal;
  if (start === null) return null;
  return timeOf(entry, occurrence) ?? asTime(entry, { at: start, start, end: null, place: null, cancelled: true });
}

/** Whether it comes back. */
export function isSeries(entry: Pick<EntryFacts, "recurrence">): boolean {
  return readRecurrence(entry.recurrence) !== null;
}

/** The next times of an entry that nobody has called off, at most `most`. */
export function timesAhead(
  entry: EntryFacts,
  today: string,
  most: number,
): (EntryTime & { occurrence: string | null })[] {
  if (entry.startsLocal === null) return [];
  const series = seriesOf(entry, entry.startsLocal);
  if (series.recurrence === null) return [{ ...asTime(entry, once(entry, entry.startsLocal)), occurrence: null }];
  return occurrences(series, today, moved(today, 366), most)
    .filter(({ cancelled }) => !cancelled)
    .map((one) => ({ ...asTime(entry, one), occurrence: one.at }));
}

/** How many places there are: for those who register, else for those who help; one takes a task. Null: nobody signs up. */
export function placesOf(entry: EntryFacts): number | null {
  if (entry.kind === "task") return entry.ownerId === null && entry.taskState !== "done" ? 1 : null;
  return entry.registration?.capacity ?? entry.helpers;
}

export function questionsOf(entry: EntryFacts): Question[] {
  return entry.registration ? questionsSchema.parse(entry.registration.questions) : [];
}

function seriesOf({ endsLocal, recurrence, exceptions }: EntryFacts, start: string) {
  return {
    start,
    end: endsLocal,
    recurrence: readRecurrence(recurrence),
    exceptions: exceptions.map(({ at, cancelled, startsLocal, endsLocal: end, place, cancelReason }) => ({
      at,
      cancelled,
      start: startsLocal,
      end,
      place,
      ...(cancelReason === null ? {} : { reason: cancelReason }),
    })),
  };
}

function once({ endsLocal }: EntryFacts, start: string): Occurrence {
  return { at: start, start, end: endsLocal, place: null, cancelled: false };
}

function isMomentOf(text: string): boolean {
  return text.length >= 10;
}

function asTime(entry: EntryFacts, { start, end, place, cancelled, reason }: Occurrence): EntryTime {
  return {
    startsLocal: start,
    endsLocal: end,
    startsAt: instant(start),
    // A day lasts until the next one begins.
    endsAt: start.length === 10 ? instant(moved(end ?? start, 1)) : instant(end ?? start),
    place: place ?? entry.place,
    cancelled,
    reason: reason ?? null,
  };
}

function instant(moment: string): Date {
  return toInstant(moment.length === 10 ? `${moment}T00:00` : moment);
}
