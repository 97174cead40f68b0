import type { Db } from "@/db/client";
import { type EntryFacts, findEntries } from "@/db/entry-signup";
import { placesTaken, queueLength, type SignupRow } from "@/db/signup";
import type { EntryKey } from "@/db/signup-thing";
import type { Answers, Question } from "@/domain/calendar/registration";
import { offerUntil } from "@/domain/signup/timing";
import type { Vault } from "@/server/crypto";
import type { Asked } from "@/server/signup/asked";
import { type HeldView, viewAskedHeld, viewHeld } from "@/server/signup/signup-view";
import { type EntryTime, isSeries, namedTime, placesOf, questionsOf, timeOf } from "./entry-state";
import { deadlineOf, openAnswers, whyClosed } from "./entry-thing";

/** One time of an entry, as its sign-up page and those who have signed up see it. */
export type EntryView = {
  id: string;
  occurrence: string | null;
  coalition: { id: string; slug: string; name: string };
  /** One helps at an action; for an event one registers. */
  kind: "action" | "event";
  title: string;
  notes: string;
  bring: string;
  address: string;
  /** Marked as cancelled where the series has no such time any more; null without a date. */
  time: EntryTime | null;
  status: "open" | "closed" | "deadline" | "cancelled";
  cancelReason: string | null;
  deadline: Date | null;
  places: { total: number; free: number };
  waiting: number;
  /** `purgeOn`: null for each time of a series, so many days after it. */
  registration: { days: string[]; questions: Question[]; purgeOn: string | null } | null;
  /** Whether it comes back. */
  series: boolean;
};

/** Why someone who waits has no offer yet. */
type EntryWaitingReason = "confirm_address" | "full" | "closed" | "too_late";
export type EntrySignupView = HeldView & { reason: EntryWaitingReason | null; answers: Answers };

/** An entry with its places in use, as of one moment. */
export type EntryState = { entry: EntryFacts; view: EntryView; revision: number };

export async function readEntryState(db: Db, key: EntryKey, now: Date): Promise<EntryState | null> {
  const [entry] = await findEntries(db, [key.entryId]);
  if (!entry) return null;
  const time = namedTime(entry, key.occurrence);
  const total = placesOf(entry) ?? 0;
  const closed = whyClosed(entry, key, timeOf(entry, key.occurrence), now);
  const codes = { deadline_passed: "deadline", entry_cancelled: "cancelled" } as const;
  const known = closed && closed.code in codes ? codes[closed.code as keyof typeof codes] : "closed";
  return {
    entry,
    revision: entry.revision,
    view: {
      id: entry.id,
      occurrence: key.occurrence,
      coalition: { id: entry.coalitionId, slug: entry.coalitionSlug, name: entry.coalitionName },
      kind: entry.registration ? "event" : "action",
      title: entry.title,
      notes: entry.notes,
      bring: entry.bring,
      address: entry.address,
      time,
      status: closed ? known : "open",
      cancelReason: entry.cancelReason ?? time?.reason ?? null,
      deadline: time && deadlineOf(entry, time.startsAt),
      places: { total, free: Math.max(0, total - (await placesTaken(db, key))) },
      waiting: await queueLength(db, key),
      registration: entry.registration && {
        days: entry.registration.days,
        questions: questionsOf(entry),
        purgeOn: isSeries(entry) ? null : entry.registration.purgeOn,
      },
      series: isSeries(entry),
    },
  };
}

/** A sign-up as its holder sees it. */
export function viewEntrySignup(
  vault: Vault,
  row: SignupRow,
  { view, revision }: EntryState,
  about: { rank: number | null; now: Date },
  proves: boolean,
): EntrySignupView {
  const startsAt = view.time?.startsAt ?? about.now;
  return {
    ...viewHeld(row, { ...about, startsAt, revision }, proves),
    reason: row.state === "waiting" ? whyWaiting(row.confirmedAt === null, view, about.now) : null,
    answers: openAnswers(vault, row),
  };
}

/** The page of somebody who asked with an address that had a sign-up: what they typed, and nothing else. */
export function viewAskedEntry(
  vault: Vault,
  asked: Asked,
  email: string | null,
  { entry }: EntryState,
  now: Date,
): EntrySignupView {
  const held = viewAskedHeld(asked, email, entry, now);
  return { ...held, reason: held.state === "waiting" ? "confirm_address" : null, answers: openAnswers(vault, asked) };
}

function whyWaiting(unconfirmed: boolean, view: EntryView, now: Date): EntryWaitingReason {
  if (unconfirmed) return "confirm_address";
  if (view.status === "closed" || view.status === "cancelled") return "closed";
  return view.time && !offerUntil(now, view.time.startsAt) ? "too_late" : "full";
}
