import { storedEntries } from "@/db/agenda";
import { type Item, itemsOf } from "@/domain/calendar/items";
import { moved } from "@/domain/calendar/recurrence";
import { parisDay } from "@/domain/kernel/spoken-date";
import type { Deps } from "@/server/deps";
import { dated } from "./read-agenda";

const aheadDays = 60;

/** What each of these coalitions announces to everybody within two months, by time; cancelled ones left out. */
export async function nextActions(deps: Deps, coalitionIds: readonly string[]): Promise<Record<string, Item[]>> {
  const from = parisDay(deps.clock.now());
  const to = moved(from, aheadDays);
  const entries = await storedEntries(deps.database.db, { coalitionIds, publicOnly: true, days: { from, to } });
  const byCoalition: Record<string, Item[]> = {};
  for (const id of new Set(entries.map(({ coalitionId }) => coalitionId))) {
    const own = entries.filter(({ coalitionId }) => coalitionId === id).map(dated);
    byCoalition[id] = itemsOf(own, from, to).filter(({ cancelled }) => !cancelled);
  }
  return byCoalition;
}
