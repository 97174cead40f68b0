import { findLiveSignupOf } from "@/db/signup";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { parisDay } from "@/domain/kernel/spoken-date";
import { bookingPath } from "@/domain/signup/paths";
import type { SignupDeps } from "@/server/signup/deps";
import { readThing } from "@/server/signup/read-thing";
import { type EntryView, readEntryState } from "./entry-signup-view";
import { type EntryTime, isSeries, timeOf, timesAhead } from "./entry-state";
import { entryThing } from "./entry-thing";

/** Times of a series that one chooses between, at most. */
const shownTimes = 12;

export type EntryPage = {
  entry: EntryView;
  /** Of a series: its next times, where none is chosen yet. */
  times: (EntryTime & { occurrence: string | null })[];
  /** Where one's own live sign-up stands. */
  mine: string | null;
};

/** Where one signs up for an entry of the agenda; for who may not see it, it does not exist. */
export async function entryPage(
  deps: SignupDeps,
  actor: Actor,
  slug: string,
  raw: { entryId: string; occurrence?: unknown },
): Promise<Result<EntryPage>> {
  const key = readThing(raw);
  if (!key || "tripId" in key || !(await entryThing.isOpenTo(deps.db, actor, key))) return refuse("not_found");
  const now = deps.clock.now();
  const state = await readEntryState(deps.db, key, now);
  if (state?.entry.coalitionSlug !== slug || !timeOf(state.entry, key.occurrence)) return refuse("not_found");
  const choose = key.occurrence === null && isSeries(state.entry);
  const own = actor.kind === "account" && !choose ? await findLiveSignupOf(deps.db, key, actor.accountId) : undefined;
  return ok({
    entry: state.view,
    times: choose ? timesAhead(state.entry, parisDay(now), shownTimes).filter(({ startsAt }) => startsAt > now) : [],
    mine: own ? bookingPath(own.id) : null,
  });
}
