import { type StoredEntry, storedEntries } from "@/db/agenda";
import { agendaStamp } from "@/db/agenda-page";
import { type CoalitionRow, findPublishedCoalition, keyDatesFrom } from "@/db/coalition";
import { icsEntries } from "@/domain/calendar/ics-entry";
import { moved } from "@/domain/calendar/recurrence";
import type { Listing } from "@/domain/coalition/listing";
import { slugSchema } from "@/domain/coalition/slug";
import type { IcsEntry } from "@/domain/kernel/ics";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { parisDay } from "@/domain/kernel/spoken-date";
import { uuidSchema } from "@/domain/kernel/uuid-schema";
import { coalitionsInFeed } from "@/server/coalition/list-coalitions";
import type { Deps } from "@/server/deps";

/** Which calendar: the campaign's dates, what a coalition announces, one of its events, or what those of a list announce. */
export type Feed =
  | { kind: "national" }
  | { kind: "list"; listing: Listing; among: readonly string[] | undefined }
  | { kind: "coalition"; slug: string }
  | { kind: "entry"; slug: string; id: string };

const listed = { daysPast: 31, daysAhead: 400, entries: 2_000 };

/** What changes whenever the file does. Two small queries: calendars ask every hour, and mostly nothing has changed. */
export async function feedStamp(
  deps: Deps,
  feed: Feed,
): Promise<Result<{ stamp: string; changedAt: Date | null; name: string }>> {
  const { db } = deps.database;
  if (feed.kind === "national") {
    const dates = await keyDatesFrom(db, "2000-01-01");
    return ok({ stamp: JSON.stringify(dates), changedAt: null, name: "Cortège" });
  }
  if (feed.kind === "list") {
    const coalitionIds = (await coalitionsInFeed(deps, feed.listing, feed.among)).map(({ id }) => id);
    const { stamp, changedAt } = await agendaStamp(db, { coalitionIds, publicOnly: true });
    const { q, region, departement } = feed.listing;
    const name = ["Cortège", q, region, departement].filter(Boolean).join(", ");
    return ok({ stamp: JSON.stringify([coalitionIds, stamp]), changedAt, name });
  }
  const coalition = await published(deps, feed.slug);
  if (!coalition) return refuse("not_found");
  const stamp = await agendaStamp(db, { coalitionIds: [coalition.id], publicOnly: true });
  return ok({ ...stamp, name: coalition.name });
}

/** The file's content. No name of a person is in it, nor what members wrote below a title. */
export async function readFeed(deps: Deps, feed: Feed): Promise<Result<IcsEntry[]>> {
  const { db } = deps.database;
  const { host } = new URL(deps.origin);
  if (feed.kind === "national") {
    const dates = await keyDatesFrom(db, "2000-01-01");
    const entries = dates.map(
      ({ id, title, startsOn, endsOn, scope, cancelledAt, cancelReason, revision, changedAt }) => ({
        uid: `${id}@${host}`,
        sequence: revision,
        cancelled: cancelledAt !== null,
        changed: changedAt,
        ...(cancelReason ? { description: cancelReason } : {}),
        start: startsOn,
        end: endsOn,
        title,
        place: scope,
        url: `${deps.origin}/temps-fort/${id}`,
      }),
    );
    return ok(entries);
  }
  if (feed.kind === "list") return ok(await entriesOfList(deps, feed));
  const coalition = await published(deps, feed.slug);
  if (!coalition || (feed.kind === "entry" && !uuidSchema.safeParse(feed.id).success)) return refuse("not_found");
  const entries = await storedEntries(db, {
    coalitionIds: [coalition.id],
    publicOnly: true,
    ...(feed.kind === "entry" ? { ids: [feed.id] } : {}),
  });
  if (feed.kind === "entry" && entries.length === 0) return refuse("not_found");
  return ok(entries.flatMap((entry) => toIcs(deps, coalition, entry)));
}

/** The list's events, with the town in their titles; those that are over for a month are left out. */
async function entriesOfList(deps: Deps, { listing, among }: Extract<Feed, { kind: "list" }>): Promise<IcsEntry[]> {
  const coalitions = new Map((await coalitionsInFeed(deps, listing, among)).map((each) => [each.id, each]));
  const today = parisDay(deps.clock.now());
  const entries = await storedEntries(deps.database.db, {
    coalitionIds: [...coalitions.keys()],
    publicOnly: true,
    days: { from: moved(today, -listed.daysPast), to: moved(today, listed.daysAhead) },
    limit: listed.entries,
  });
  return entries.flatMap((entry) => {
    const coalition = coalitions.get(entry.coalitionId);
    if (!coalition) return [];
    const title = `${entry.values.title} (${coalition.town})`;
    return toIcs(deps, coalition, { ...entry, values: { ...entry.values, title } });
  });
}

/** A stored entry as calendars read it. */
export function toIcs({ origin }: Pick<Deps, "origin">, { slug }: { slug: string }, entry: StoredEntry): IcsEntry[] {
  const { id, values, facts, revision, changedAt } = entry;
  return icsEntries(values, {
    uid: `${id}@${new URL(origin).host}`,
    revision,
    changedAt,
    cancelled: facts.cancelled,
    url: `${origin}/${slug}/agenda/${id}`,
  });
}

async function published(deps: Deps, slug: string): Promise<CoalitionRow | undefined> {
  return slugSchema.safeParse(slug).success ? findPublishedCoalition(deps.database.db, slug) : undefined;
}
