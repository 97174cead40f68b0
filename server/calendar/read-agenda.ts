import { type StoredEntry, storedEntries } from "@/db/agenda";
import { type CoalitionRow, findPublishedCoalition, type KeyDateRow, keyDatesBetween } from "@/db/coalition";
import { type DatedEntry, type Item, itemsOf, monthAfter, monthOf, weeksOf } from "@/domain/calendar/items";
import { moved, type Occurrence, occurrences } from "@/domain/calendar/recurrence";
import { slugSchema } from "@/domain/coalition/slug";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { parisDay } from "@/domain/kernel/spoken-date";
import { uuidSchema } from "@/domain/kernel/uuid-schema";
import type { Deps } from "@/server/deps";

/** How far ahead a coalition's own page looks, in days, and how much it shows. */
const ahead = 120;
const shownAhead = 6;

export type PublicMonth = {
  coalition: CoalitionRow;
  today: string;
  month: string;
  /** Each from Monday to Sunday. */
  weeks: string[][];
  /** What everybody may see on these weeks; `key` is the entry's id for addresses. */
  items: Item[];
  keyDates: KeyDateRow[];
  /** Whether the months before and after have anything. */
  before: string | null;
  after: string;
};

/** A month of what a coalition announces to everybody. A month that is none answers the present one. */
export async function publicMonth(deps: Deps, slug: string, wanted: string | undefined): Promise<Result<PublicMonth>> {
  const { db } = deps.database;
  const coalition = await published(deps, slug);
  if (!coalition) return refuse("not_found");
  const today = parisDay(deps.clock.now());
  const month = monthOf(wanted) ?? today.slice(0, 7);
  const weeks = weeksOf(month);
  const [from, to] = [weeks[0]?.[0] ?? today, weeks.at(-1)?.[6] ?? today];
  const [entries, keyDates] = await Promise.all([
    storedEntries(db, { coalitionIds: [coalition.id], publicOnly: true, days: { from, to } }),
    keyDatesBetween(db, from, to),
  ]);
  return ok({
    coalition,
    today,
    month,
    weeks,
    items: itemsOf(entries.map(dated), from, to),
    keyDates,
    before: month > "2015-01" ? monthAfter(month, -1) : null,
    after: monthAfter(month),
  });
}

/** The next dates that a coalition announces to everybody. */
export async function publicAhead(deps: Deps, coalitionId: string): Promise<Item[]> {
  const from = parisDay(deps.clock.now());
  const to = moved(from, ahead);
  const entries = await storedEntries(deps.database.db, {
    coalitionIds: [coalitionId],
    publicOnly: true,
    days: { from, to },
  });
  return itemsOf(entries.map(dated), from, to)
    .filter((item) => !item.cancelled)
    .slice(0, shownAhead);
}

export type PublicEntry = {
  coalition: CoalitionRow;
  entry: StoredEntry;
  /** The next times that it stands, or the last one where all are over. */
  times: Occurrence[];
  over: boolean;
};

/** One event that everybody may see. */
export async function publicEntry(deps: Deps, slug: string, id: string): Promise<Result<PublicEntry>> {
  const coalition = await published(deps, slug);
  if (!coalition || !uuidSchema.safeParse(id).success) return refuse("not_found");
  const [entry] = await storedEntries(deps.database.db, {
    coalitionIds: [coalition.id],
    ids: [id],
    publicOnly: true,
  });
  const start = entry?.values.start;
  if (!entry || !start) return refuse("not_found");
  const series = { ...entry.values, start };
  const today = parisDay(deps.clock.now());
  const next = occurrences(series, today, moved(today, 800).slice(0, 10), 8);
  const last = occurrences(series, start.slice(0, 10), today, 500).at(-1);
  const times = next.length > 0 ? next : last ? [last] : [];
  return ok({ coalition, entry, times, over: next.length === 0 });
}

/** An entry as calendars place it, under its id for addresses. */
export function dated(entry: StoredEntry): DatedEntry {
  return { key: entry.id, values: entry.values, cancelled: entry.facts.cancelled };
}

async function published(deps: Deps, slug: string): Promise<CoalitionRow | undefined> {
  return slugSchema.safeParse(slug).success ? findPublishedCoalition(deps.database.db, slug) : undefined;
}
