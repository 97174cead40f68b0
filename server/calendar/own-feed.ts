import { type StoredEntry, storedEntries } from "@/db/agenda";
import { agendaStamp } from "@/db/agenda-page";
import {
  deleteFeed,
  type FeedPlace,
  type FeedSignup,
  feedHolder,
  feedMadeAt,
  feedPlaces,
  feedSignups,
  setFeed,
} from "@/db/calendar-feed";
import { type EntryFacts, findEntries } from "@/db/entry-signup";
import { icsEntries } from "@/domain/calendar/ics-entry";
import type { Actor } from "@/domain/kernel/actor";
import type { IcsEntry } from "@/domain/kernel/ics";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { tokenSchema } from "@/domain/signup/request";
import { asSignupState, type SignupState } from "@/domain/signup/state";
import { randomToken, sha256 } from "@/server/crypto";
import type { Deps } from "@/server/deps";
import { namedTime } from "./entry-state";

/** Makes one's own calendar file, whose address is a secret; answers with it this once. The one before ends. */
export async function makeOwnFeed(deps: Deps, actor: Actor): Promise<Result<{ address: string }>> {
  if (actor.kind !== "account") return refuse("sign_in_first");
  const token = randomToken();
  await setFeed(deps.database.db, actor.accountId, sha256(token), deps.clock.now());
  return ok({ address: `${deps.origin}/api/mon-agenda/${token}.ics` });
}

/** Whoever has its address finds nothing there any more. */
export async function endOwnFeed(deps: Deps, actor: Actor): Promise<Result<void>> {
  if (actor.kind !== "account") return refuse("sign_in_first");
  await deleteFeed(deps.database.db, actor.accountId);
  return ok(undefined);
}

export async function hasOwnFeed(deps: Deps, actor: Actor): Promise<boolean> {
  return actor.kind === "account" && (await feedMadeAt(deps.database.db, actor.accountId)) !== null;
}

/** How the state of a sign-up is said. */
export type SaysState = (state: SignupState) => string;
export type OwnFeed = { stamp: string; changedAt: Date | null; read(say: SaysState): Promise<IcsEntry[]> };

/**
 * What stands at a secret address: the dates of the coalitions where its holder has a role today, for members too, the
 * tasks that they have taken, and what they have signed up for anywhere: trips from stop to stop, actions, events. `read`
 * is for a calendar that has not got it yet.
 */
export async function ownFeed(deps: Deps, token: string): Promise<Result<OwnFeed>> {
  const { db } = deps.database;
  const holder = tokenSchema.safeParse(token).success ? await feedHolder(db, sha256(token)) : undefined;
  if (holder === undefined) return refuse("not_found");
  const places = await feedPlaces(db, holder);
  const coalitionIds = places.map(({ coalitionId }) => coalitionId);
  const { stamp, changedAt } = await agendaStamp(db, { coalitionIds, publicOnly: false });
  const signups = await feedSignups(db, holder);
  const entryIds = signups.flatMap(({ entryId }) => entryId ?? []);
  const signedUp = await findEntries(db, entryIds);
  const revisions = signedUp.map(({ id, revision, cancelledAt }) => [id, revision, cancelledAt]);
  return ok({
    stamp: `${coalitionIds.join()} ${stamp} ${JSON.stringify([signups, revisions])}`,
    changedAt: signups.length > 0 ? null : changedAt,
    async read(say) {
      const entries = await storedEntries(db, { coalitionIds });
      const dates = entries.flatMap((entry) => dateOf(deps, places, signups, say, entry));
      const shown = new Set(entries.map(({ id }) => id));
      return [...dates, ...signups.flatMap((signup) => signupOf(deps, shown, signedUp, say, signup))];
    },
  });
}

/** A date of one's coalitions, with one's own sign-up for it, or a task that one has taken. */
function dateOf(
  { origin }: Deps,
  places: readonly FeedPlace[],
  signups: readonly FeedSignup[],
  say: SaysState,
  { id, coalitionId, values, facts, revision, changedAt }: StoredEntry,
): IcsEntry[] {
  const place = places.find((one) => one.coalitionId === coalitionId);
  const mine = signups.filter(({ entryId }) => entryId === id);
  const isTask = values.kind === "task";
  if (!place || (isTask && values.owner !== place.memberId && mine.length === 0)) return [];
  // Of a series, a sign-up is for one of its times, and stands there by itself.
  const once = isTask || values.recurrence !== null ? undefined : mine[0];
  const state = once && say(asSignupState(once.state));
  return icsEntries(values, {
    uid: `${id}@${new URL(origin).host}`,
    revision,
    changedAt,
    cancelled: facts.cancelled,
    url: `${origin}/espace/${place.slug}/agenda`,
    description: [place.name, state, values.notes, values.bring].filter(Boolean).join("\n\n"),
  });
}

/** A ride, each way; or a time of an entry that is not in the file already. */
function signupOf(
  { origin }: Deps,
  shown: ReadonlySet<string>,
  signedUp: readonly EntryFacts[],
  say: SaysState,
  { id, state: stored, revision, trip, legs, entryId, occurrence }: FeedSignup,
): IcsEntry[] {
  const { host } = new URL(origin);
  const state = asSignupState(stored);
  const words = state === "confirmed" ? "" : ` (${say(state)})`;
  const common = { cancelled: false, url: `${origin}/reservations`, description: say(state) };
  if (trip)
    return legs.map(({ way, from, at, to, until }) => ({
      ...common,
      uid: `${id}-${way}@${host}`,
      sequence: revision,
      start: at,
      end: until,
      title: `${trip.title}, ${from} – ${to}${words}`,
      place: from,
    }));
  const entry = signedUp.find((one) => one.id === entryId);
  const time = entry && entry.kind !== "task" ? namedTime(entry, occurrence) : null;
  if (!entry || !time || (occurrence === null && shown.has(entry.id))) return [];
  return [
    {
      ...common,
      uid: `${id}-entry@${host}`,
      sequence: revision + entry.revision,
      cancelled: time.cancelled || entry.cancelledAt !== null,
      start: time.startsLocal,
      end: time.endsLocal,
      title: `${entry.title}${words}`,
      place: [time.place, entry.address].filter(Boolean).join(", "),
    },
  ];
}
