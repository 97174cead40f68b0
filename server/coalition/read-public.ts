import {
  type CoalitionRow,
  type CoalitionSummary,
  type ContactRow,
  type DepartureRow,
  departuresOf,
  findPublishedCoalition,
  type KeyDateRow,
  keyDatesBefore,
  keyDatesFrom,
  listPublished,
  publishedContacts,
} from "@/db/coalition";
import { coalitionsPerPage, type Listing } from "@/domain/coalition/listing";
import { slugSchema } from "@/domain/coalition/slug";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { parisDay } from "@/domain/kernel/spoken-date";
import type { Deps } from "@/server/deps";

export type CoalitionList = { coalitions: CoalitionSummary[]; total: number; page: number; pages: number };

/** One page of the published coalitions, of `among` if given. A page beyond the last answers the last. */
export async function listCoalitions(deps: Deps, listing: Listing, among?: readonly string[]): Promise<CoalitionList> {
  const read = (page: number) =>
    listPublished(deps.database.db, {
      search: listing.q,
      among,
      limit: coalitionsPerPage,
      offset: (page - 1) * coalitionsPerPage,
    });
  const first = await read(listing.page);
  const pages = Math.max(1, Math.ceil(first.total / coalitionsPerPage));
  if (listing.page <= pages) return { ...first, page: listing.page, pages };
  return { ...(await read(pages)), page: pages, pages };
}

export type PublicCoalition = {
  coalition: CoalitionRow;
  contacts: ContactRow[];
  keyDates: KeyDateRow[];
  departures: DepartureRow[];
};

/** What the public sees of a coalition. One that is not published answers like an unknown one. */
export async function publicCoalition(deps: Deps, slug: string): Promise<Result<PublicCoalition>> {
  const { db } = deps.database;
  const coalition = slugSchema.safeParse(slug).success ? await findPublishedCoalition(db, slug) : undefined;
  if (!coalition) return refuse("not_found");
  const [contacts, dates, departures] = await Promise.all([
    publishedContacts(db, coalition.id),
    keyDates(deps),
    departuresOf(db, coalition.id),
  ]);
  return ok({ coalition, contacts, keyDates: dates, departures });
}

/** The campaign's dates that are not over yet. */
export async function keyDates(deps: Deps): Promise<KeyDateRow[]> {
  return keyDatesFrom(deps.database.db, parisDay(deps.clock.now()));
}

/** The campaign's dates that are over. */
export async function pastKeyDates(deps: Deps): Promise<KeyDateRow[]> {
  return keyDatesBefore(deps.database.db, parisDay(deps.clock.now()));
}
