import { cancelEntry, cancelTime } from "@/db/agenda";
import type { Trx } from "@/db/client";
import {
  type EntryFacts,
  entriesWithRoom,
  findEntries,
  findEntryRight,
  giveEntry,
  hasRoleFor,
  lockEntry,
  peopleInChargeOfEntry,
  signedUpOccurrences,
  takeEntryBack,
} from "@/db/entry-signup";
import { notify } from "@/db/notify";
import { placesTaken } from "@/db/signup";
import type { EntryKey } from "@/db/signup-thing";
import { type Answers, answersSchema, readAnswers, sensitive } from "@/domain/calendar/registration";
import { toInstant } from "@/domain/kernel/local-time";
import { ok, type Refusal, type Result, refuse } from "@/domain/kernel/result";
import { spokenDay } from "@/domain/kernel/spoken-date";
import { uuidSchema } from "@/domain/kernel/uuid-schema";
import type { Capacity } from "@/domain/signup/admission";
import { raiseStandsMs, retention } from "@/domain/signup/timing";
import type { Vault } from "@/server/crypto";
import type { Locale } from "@/server/signup/deps";
import { spokenMoment } from "@/server/signup/mails";
import type { Thing, ThingKind, Wish } from "@/server/signup/thing";
import { type EntryTime, isSeries, namedTime, placesOf, questionsOf, timeOf } from "./entry-state";

/** An entry of the agenda as something that one signs up for: helpers of an action, places at an event. */
export const entryThing: ThingKind<EntryKey> = {
  lock: (trx, { entryId }) => lockEntry(trx, entryId),
  async open(trx, { vault }, key, now) {
    const [entry] = await findEntries(trx, [key.entryId]);
    if (!entry) return undefined;
    const thing = openEntry(trx, vault, entry, key, now);
    return entry.kind === "task" ? asTask(thing, entry, await placesTaken(trx, key)) : thing;
  },
  async isOpenTo(db, actor, { entryId }) {
    const [entry] = uuidSchema.safeParse(entryId).success ? await findEntries(db, [entryId]) : [];
    if (!entry?.publishedAt || placesOf(entry) === null) return false;
    if (entry.kind !== "task" && entry.visibility === "public" && entry.coalitionPublished) return true;
    return actor.kind === "account" && hasRoleFor(db, actor.accountId, entryId);
  },
  async check(db, { entryId }, raw) {
    const [entry] = await findEntries(db, [entryId]);
    const answers = entry?.registration ? readAnswers(formOf(entry), raw) : null;
    return answers && !answers.ok ? answers.fields : {};
  },
  organiser: (db, accountId, { entryId }) => findEntryRight(db, accountId, entryId),
  peopleInCharge: (db, { entryId }, coalitionId) => peopleInChargeOfEntry(db, entryId, coalitionId),
  give: (trx, { entryId }, to) => giveEntry(trx, { entryId, ...to }),
  takeBack: (trx, { entryId }, accountId) => takeEntryBack(trx, entryId, accountId),
  async setCancelled(trx, key, now, reason) {
    const { entryId, occurrence } = key;
    if (occurrence !== null) {
      // One time: the series goes on. One that it does not have any more needs no word in the agenda.
      const [entry] = await findEntries(trx, [entryId]);
      if (entry && timeOf(entry, occurrence)) await cancelTime(trx, { id: entryId, at: occurrence }, reason, now);
      return [key];
    }
    await cancelEntry(trx, entryId, reason, now);
    return (await signedUpOccurrences(trx, entryId)).map((occurrence) => ({ entryId, occurrence }));
  },
  overtaken: (db, now) => entriesWithRoom(db, now, new Date(now.getTime() - raiseStandsMs)),
};

function openEntry(trx: Trx, vault: Vault, entry: EntryFacts, key: EntryKey, now: Date): Thing {
  const time = namedTime(entry, key.occurrence);
  const start = time?.startsAt ?? now;
  const places = placesOf(entry) ?? 0;
  const free = async () => places - (await placesTaken(trx, key));
  const closed = whyClosed(entry, key, timeOf(entry, key.occurrence), now);
  return {
    key,
    coalitionId: entry.coalitionId,
    closed,
    offers: closed === null || closed.code === "deadline_passed",
    cancelled: entry.cancelledAt !== null || (time?.reason ?? null) !== null,
    deadline: deadlineOf(entry, start),
    endsAt: time?.endsAt ?? null,
    purgeAt: purgeOf(entry, time),
    bring: entry.bring || null,
    paths: {
      page: `/${entry.coalitionSlug}/agenda/${entry.id}`,
      others: `/${entry.coalitionSlug}`,
      organisers: `/espace/${entry.coalitionSlug}/inscriptions/${entry.id}`,
    },
    startsAt: () => start,
    capacity: async () => counted(await free()),
    hasRoom: async () => (await free()) > 0,
    takesNew: async () => true,
    recount: () => undefined,
    ask: async (raw) => askedWish(vault, entry, raw),
    change: async (before, raw) => changedWish(vault, entry, before, raw),
    // One person, one place: whatever they change, they have it.
    keepsFrom: async () => null,
    words: (_wish, locale) => wordsOf(entry, time, locale),
    tell: () => notify(trx, { kind: "entry_signups", coalitionId: entry.coalitionId, entryId: entry.id }),
  };
}

/** A task is taken by one person, also when it is late. Nobody waits for it, and nobody is mailed. */
function asTask(thing: Thing, entry: EntryFacts, taken: number): Thing {
  const gone = !entry.publishedAt || entry.removedAt || placesOf(entry) === null;
  const closed = gone ? ({ code: "entry_closed" } as const) : taken > 0 ? ({ code: "task_taken" } as const) : null;
  return { ...thing, closed, offers: false, deadline: never, silent: true };
}
const never = new Date(8.64e15);

/** Why nobody new signs up at this moment; null when one may. */
export function whyClosed(
  entry: EntryFacts,
  { occurrence }: EntryKey,
  time: EntryTime | null,
  now: Date,
): Refusal | null {
  if (entry.cancelledAt) return { code: "entry_cancelled" };
  const gone = !entry.publishedAt || entry.removedAt || placesOf(entry) === null;
  // Of a series, one signs up for one of its times.
  if (gone || !time || time.cancelled || (occurrence === null && isSeries(entry))) return { code: "entry_closed" };
  return now >= deadlineOf(entry, time.startsAt) ? { code: "deadline_passed" } : null;
}

/** The day that the organisers have set; else as of every sign-up. */
function purgeOf(entry: EntryFacts, time: EntryTime | null): Date | null {
  const { registration } = entry;
  if (registration?.purgeOn && !isSeries(entry)) return toInstant(`${registration.purgeOn}T00:00`);
  return time && new Date(time.endsAt.getTime() + retention.personMs);
}

/** Places that know nothing but how many they are. */
function counted(free: number): Capacity<Wish> {
  return {
    fits: (_wish, party) => party <= free,
    shortage: (_wish, party) => Math.max(0, party - free),
    with: (_wish, party) => counted(free - party),
  };
}

const place: Wish = {
  party: 1,
  outboundFrom: null,
  outboundTo: null,
  returnFrom: null,
  returnTo: null,
  priceId: null,
  accessEncrypted: null,
  answersEncrypted: null,
};

function askedWish(vault: Vault, entry: EntryFacts, raw: Record<string, unknown>): Result<Wish> {
  if (!entry.registration) return ok(place);
  const read = readAnswers(formOf(entry), raw);
  return read.ok ? ok({ ...place, ...sealAnswers(vault, read.answers) }) : refuse("invalid", read.fields);
}

/** A form that asks nothing changes nothing. */
function changedWish(vault: Vault, entry: EntryFacts, before: Wish, raw: Record<string, unknown>): Result<Wish> {
  if (!entry.registration || raw.answers === undefined) return ok(before);
  const read = readAnswers(formOf(entry), raw);
  if (!read.ok) return refuse("invalid", read.fields);
  const same = JSON.stringify(read.answers) === JSON.stringify(openAnswers(vault, before));
  return ok(same ? before : { ...before, ...sealAnswers(vault, read.answers) });
}

function formOf(entry: EntryFacts) {
  return { days: entry.registration?.days ?? [], questions: questionsOf(entry) };
}

/** What is sensitive apart from the rest: it goes sooner. Both with a key outside the database. */
function sealAnswers(vault: Vault, answers: Answers): Pick<Wish, "accessEncrypted" | "answersEncrypted"> {
  const part = (wanted: boolean) =>
    Object.fromEntries(Object.entries(answers).filter(([name]) => sensitive.has(name) === wanted));
  const seal = (purpose: string, some: Answers) =>
    Object.keys(some).length > 0 ? vault.seal(purpose, JSON.stringify(some)) : null;
  return { accessEncrypted: seal("answers-access", part(true)), answersEncrypted: seal("answers", part(false)) };
}

/** What somebody answered, by question. */
export function openAnswers(
  vault: Vault,
  { accessEncrypted, answersEncrypted }: Pick<Wish, "accessEncrypted" | "answersEncrypted">,
): Answers {
  const open = (purpose: string, sealed: string | null) =>
    sealed ? answersSchema.parse(JSON.parse(vault.open(purpose, sealed))) : {};
  return { ...open("answers", answersEncrypted), ...open("answers-access", accessEncrypted) };
}

function wordsOf(entry: EntryFacts, time: EntryTime | null, locale: Locale): ReturnType<Thing["words"]> {
  const when =
    time && (time.startsLocal.length === 10 ? spokenDay(time.startsAt, locale) : spokenMoment(time.startsAt, locale));
  return {
    kind: entry.registration ? "event" : "action",
    title: entry.title,
    when: [when, time?.place].filter(Boolean).join(", "),
    place: time?.place ?? "",
    party: 1,
  };
}

/** Until when new people sign up: the day that was set, else until it begins; of a series each time until it begins. */
export function deadlineOf(entry: EntryFacts, start: Date): Date {
  const closesAt = isSeries(entry) ? null : entry.registration?.closesAt;
  return closesAt && closesAt < start ? closesAt : start;
}
