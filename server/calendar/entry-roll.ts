import type { Trx } from "@/db/client";
import { type EntryFacts, entryOrganisers, findEntryRight, signedUpOccurrences } from "@/db/entry-signup";
import type { SignupRow } from "@/db/signup";
import { endedSignups, signupFigures, signupsInQueue, signupsOnBoard } from "@/db/signup-list";
import type { EntryKey } from "@/db/signup-thing";
import type { Answers } from "@/domain/calendar/registration";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { parisDay } from "@/domain/kernel/spoken-date";
import { asSignupState, type SignupState } from "@/domain/signup/state";
import type { SignupDeps } from "@/server/signup/deps";
import { pageNumber, pagesOf, partOf } from "@/server/signup/listing";
import { openPhone } from "@/server/signup/phone";
import { readThing } from "@/server/signup/read-thing";
import { type EntryView, readEntryState } from "./entry-signup-view";
import { type EntryTime, isSeries, namedTime, timesAhead } from "./entry-state";
import { openAnswers } from "./entry-thing";

/** Times of a series that the list leads to, at most. */
const shownTimes = 12;

export type RollPerson = {
  signupId: string;
  state: SignupState;
  firstName: string;
  email: string | null;
  phone: string | null;
  until: Date | null;
  addressConfirmed: boolean;
  coming: boolean;
  /** Has no address: when offered a place, organisers call and answer. */
  toCall: boolean;
  answers: Answers;
};
type Part = { people: RollPerson[]; total: number; page: number; more: boolean };

export type EntryRoll = {
  entry: EntryView;
  /** Of a series: the times that one may look at; without occurrence, signed up for before it came back. */
  times: (EntryTime & { occurrence: string | null })[];
  figures: { confirmed: number; held: number; waiting: number; tooMany: number };
  people: RollPerson[];
  queue: Part;
  ended: Part;
  organisers: { accountId: string; name: string; email: string }[];
  /** Only coordinators give the entry to somebody. */
  mayGive: boolean;
};

/** Who comes, who waits and what each answered: for those who run the entry, and nobody else. */
export async function entryRoll(
  deps: SignupDeps,
  actor: Actor,
  slug: string,
  raw: { entryId: string; occurrence?: unknown; queue?: unknown; ended?: unknown },
): Promise<Result<EntryRoll>> {
  const key = readThing(raw);
  if (actor.kind !== "account" || !key || "tripId" in key) return refuse("not_found");
  // One picture of one moment, authorised where it is read.
  return deps.db
    .transaction()
    .setIsolationLevel("repeatable read")
    .execute(async (trx) => {
      const right = await findEntryRight(trx, actor.accountId, key.entryId);
      const state = right && (await readEntryState(trx, key, deps.clock.now()));
      if (!state || state.entry.coalitionSlug !== slug) return refuse("not_found");
      const view = (row: SignupRow) => viewPerson(deps, row);
      const figures = await signupFigures(trx, key);
      const part = async (
        total: number,
        asked: unknown,
        read: (trx: Trx, key: EntryKey, part: ReturnType<typeof partOf>) => Promise<SignupRow[]>,
      ): Promise<Part> => {
        const last = pagesOf(total);
        const page = Math.min(pageNumber(asked), last);
        return { people: (await read(trx, key, partOf(page))).map(view), total, page, more: page < last };
      };
      return ok({
        entry: state.view,
        times: await timesOf(trx, state.entry, parisDay(deps.clock.now())),
        figures: {
          confirmed: figures.confirmed,
          held: figures.held,
          waiting: figures.waiting,
          tooMany: Math.max(0, figures.confirmed + figures.held - state.view.places.total),
        },
        people: (await signupsOnBoard(trx, key)).map(view),
        queue: await part(figures.queue, raw.queue, signupsInQueue),
        ended: await part(figures.ended, raw.ended, endedSignups),
        organisers: await entryOrganisers(trx, key.entryId),
        mayGive: right.coordinator,
      });
    });
}

/** Of a series, its next times, and those that somebody has signed up for, whatever became of them. */
async function timesOf(trx: Trx, entry: EntryFacts, today: string): Promise<EntryRoll["times"]> {
  if (!isSeries(entry)) return [];
  const ahead = timesAhead(entry, today, shownTimes);
  const signedUp = (await signedUpOccurrences(trx, entry.id)).flatMap((occurrence) => {
    const time = ahead.some((one) => one.occurrence === occurrence) ? null : namedTime(entry, occurrence);
    return time ? [{ ...time, occurrence }] : [];
  });
  return [...signedUp, ...ahead];
}

function viewPerson({ vault }: SignupDeps, row: SignupRow): RollPerson {
  return {
    signupId: row.id,
    state: asSignupState(row.state),
    firstName: row.firstName,
    email: row.email,
    phone: openPhone(vault, row.phoneEncrypted),
    until: row.expiresAt,
    addressConfirmed: row.confirmedAt !== null,
    coming: row.comingAt !== null,
    toCall: row.state === "offered" && row.email === null,
    answers: row.endedAt ? {} : openAnswers(vault, row),
  };
}
