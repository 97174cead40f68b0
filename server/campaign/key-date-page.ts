import { storedEntries } from "@/db/agenda";
import type { Db } from "@/db/client";
import { type CoalitionSummary, findKeyDate, type KeyDateRow, publishedAmong } from "@/db/coalition";
import { tripsToward, type UpcomingTrip } from "@/db/trip-page";
import { type Item, itemsOf } from "@/domain/calendar/items";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { uuidSchema } from "@/domain/kernel/uuid-schema";
import { dated } from "@/server/calendar/read-agenda";
import type { Deps } from "@/server/deps";
import { tripCounts } from "@/server/transport/counts";
import type { TripCounts } from "@/server/transport/signup-types";

/** With more of them going, the page shows one region at a time. */
const goingAtOnce = 100;

/** What one coalition does toward a key date. */
export type Going = { coalition: CoalitionSummary; trips: UpcomingTrip[]; actions: Item[] };
export type KeyDatePage = {
  date: KeyDateRow;
  /** All regions where somebody goes, and how many coalitions do; those without a region come first. */
  all: { region: string; count: number }[];
  /** Those that are shown. */
  regions: { region: string; going: Going[] }[];
  /** Of each trip that is shown. */
  counts: Record<string, TripCounts>;
};

/**
 * A national key date with all trips toward it and all public actions on its days, by region: all at once while they are
 * few, else those of `wanted`, or of the first.
 */
export async function keyDatePage(
  { database: { db }, clock }: Deps,
  id: string,
  wanted?: string,
  atOnce = goingAtOnce,
): Promise<Result<KeyDatePage>> {
  const date = uuidSchema.safeParse(id).success ? await findKeyDate(db, id) : undefined;
  if (!date) return refuse("not_found");
  const now = clock.now();
  const going = await goingToward(db, date, now);
  const names = [...new Set(going.map(({ coalition }) => coalition.region))];
  const byRegion = names.map((region) => ({
    region,
    going: going.filter(({ coalition }) => coalition.region === region),
  }));
  const one = byRegion.find(({ region }) => region === wanted) ?? byRegion[0];
  const regions = going.length <= atOnce || !one ? byRegion : [one];
  const shown = regions.flatMap((region) => region.going.flatMap(({ trips }) => trips.map(({ tripId }) => tripId)));
  const all = byRegion.map(({ region, going: own }) => ({ region, count: own.length }));
  return ok({ date, all, regions, counts: await tripCounts(db, shown, now) });
}

/** What each coalition does on these days, by region and town; those that do nothing are not there. */
export async function goingToward(
  db: Db,
  { startsOn: from, endsOn: to }: Pick<KeyDateRow, "startsOn" | "endsOn">,
  now: Date,
): Promise<Going[]> {
  const days = { from, to };
  const [trips, entries] = await Promise.all([
    tripsToward(db, days, now),
    storedEntries(db, { publicOnly: true, days }),
  ]);
  const ids = new Set([...trips, ...entries].map(({ coalitionId }) => coalitionId));
  const coalitions = await publishedAmong(db, [...ids]);
  return (
    coalitions
      .map((coalition) => ({
        coalition,
        trips: trips.filter(({ coalitionId }) => coalitionId === coalition.id),
        actions: itemsOf(
          entries.filter(({ coalitionId }) => coalitionId === coalition.id).map(dated),
          days.from,
          days.to,
        ).filter(({ cancelled }) => !cancelled),
      }))
      // A series touches the days of a search though none of its times need be on them.
      .filter((one) => one.trips.length + one.actions.length > 0)
  );
}
