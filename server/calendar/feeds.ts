import { storedEntries } from "@/db/agenda";
import { agendaStamp } from "@/db/agenda-page";
import { type CoalitionRow, findPublishedCoalition, keyDatesFrom } from "@/db/coalition";
import { icsEntries } from "@/domain/calendar/ics-entry";
import { slugSchema } from "@/domain/coalition/slug";
import type { IcsEntry } from "@/domain/kernel/ics";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { uuidSchema } from "@/domain/kernel/uuid-schema";
import type { Deps } from "@/server/deps";

/** Which calendar: the campaign's dates, what a coalition announces, or one of its events. */
export type Feed =
  | { kind: "national" }
  | { kind: "coalition"; slug: string }
  | { kind: "entry"; slug: string; id: string };

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
    const entries = dates.map(({ id, title, startsOn, endsOn, scope }) => ({
      uid: `${id}@${host}`,
      sequence: 0,
      cancelled: false,
      start: startsOn,
      end: endsOn,
      title,
      place: scope,
      url: `${deps.origin}/`,
    }));
    return ok(entries);
  }
  const coalition = await published(deps, feed.slug);
  if (!coalition || (feed.kind === "entry" && !uuidSchema.safeParse(feed.id).success)) return refuse("not_found");
  const entries = await storedEntries(db, {
    coalitionIds: [coalition.id],
    publicOnly: true,
    ...(feed.kind === "entry" ? { ids: [feed.id] } : {}),
  });
  if (feed.kind === "entry" && entries.length === 0) return refuse("not_found");
  return ok(
    entries.flatMap(({ id, values, facts, revision, changedAt }) =>
      icsEntries(values, {
        uid: `${id}@${host}`,
        revision,
        changedAt,
        cancelled: facts.cancelled,
        url: `${deps.origin}/${coalition.slug}/agenda/${id}`,
      }),
    ),
  );
}

async function published(deps: Deps, slug: string): Promise<CoalitionRow | undefined> {
  return slugSchema.safeParse(slug).success ? findPublishedCoalition(deps.database.db, slug) : undefined;
}
