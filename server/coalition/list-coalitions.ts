import {
  type Area,
  areasOf,
  type CoalitionFilter,
  countPublished,
  type ListedCoalition,
  listPublished,
} from "@/db/coalition";
import { coalitionsPerPage, type Listing, soonDays } from "@/domain/coalition/listing";
import { nearKm, type Place } from "@/domain/coalition/place";
import type { Deps } from "@/server/deps";
import { places } from "./places";

export type CoalitionList = {
  coalitions: ListedCoalition[];
  total: number;
  page: number;
  pages: number;
  /** The place that was looked for, and others of its name; null where words were looked for, or nothing. */
  near: { place: Place; others: Place[] } | null;
  /** All that the list has on all its pages, by département. */
  areas: Area[];
  /** Regions that the list could be cut down to, those of the whole list without that filter. */
  regions: { region: string; count: number }[];
};

const atMost = { others: 4, farAway: 3, inFeed: 500 };
const soonMs = soonDays * 86_400_000;

/**
 * One page of the published coalitions, of `among` if given; beyond the last page, the last. A town or a postcode lists
 * those near it, the nearest first; other words, those that bear them, else those near a town that begins so. Where none
 * is near, the nearest few are there.
 */
export async function listCoalitions(deps: Deps, listing: Listing, among?: readonly string[]): Promise<CoalitionList> {
  const { db } = deps.database;
  const { filter, near, total } = await filterOf(deps, listing, among);
  const isFar = total === 0 && near !== null;
  const pages = Math.max(1, Math.ceil(total / coalitionsPerPage));
  const page = Math.min(listing.page, pages);
  // Where none is near, the nearest few are all that there is.
  const size = isFar ? atMost.farAway : coalitionsPerPage;
  const wanted: CoalitionFilter = isFar ? { ...filter, search: "", near: near.place, withinKm: undefined } : filter;
  const [{ coalitions }, areas] = await Promise.all([
    listPublished(db, { ...wanted, limit: size, offset: (page - 1) * size }),
    isFar ? [] : areasOf(db, wanted),
  ]);
  const everywhere =
    wanted.region === undefined && wanted.departement === undefined
      ? areas
      : await areasOf(db, { ...wanted, region: undefined, departement: undefined });
  return {
    coalitions,
    total: isFar ? coalitions.length : total,
    page,
    pages,
    near,
    areas: isFar ? areasAmong(coalitions) : areas,
    regions: regionsOf(everywhere),
  };
}

/** The coalitions of a list on all its pages, at most 500; what its calendar and its feed are made of. */
export async function coalitionsInFeed(
  deps: Deps,
  listing: Listing,
  among?: readonly string[],
): Promise<ListedCoalition[]> {
  const { filter } = await filterOf(deps, listing, among);
  const { coalitions } = await listPublished(deps.database.db, { ...filter, limit: atMost.inFeed, offset: 0 });
  return coalitions;
}

/** What a listing asks of the database, and how many it finds. A name that nobody bears may be a town that begins so. */
async function filterOf(
  { database: { db }, clock }: Deps,
  listing: Listing,
  among?: readonly string[],
): Promise<{ filter: CoalitionFilter; near: CoalitionList["near"]; total: number }> {
  const now = clock.now();
  const around = (found: readonly Place[]) => {
    const [place, ...others] = found;
    const filter: CoalitionFilter = {
      search: listing.q,
      near: place,
      withinKm: place && nearKm,
      among,
      region: listing.region,
      departement: listing.departement,
      actingBefore: listing.bientot && new Date(now.getTime() + soonMs),
      now,
    };
    return { filter, near: place ? { place, others: others.slice(0, atMost.others) } : null };
  };
  const named = around(places().named(listing.q));
  const total = await countPublished(db, named.filter);
  if (total > 0 || listing.q === "" || named.near) return { ...named, total };
  const begun = around(places().beginning(listing.q));
  return { ...begun, total: begun.near ? await countPublished(db, begun.filter) : 0 };
}

function regionsOf(areas: readonly Area[]): CoalitionList["regions"] {
  const counts = new Map<string, number>();
  for (const { region, count } of areas) if (region !== "") counts.set(region, (counts.get(region) ?? 0) + count);
  return [...counts]
    .map(([region, count]) => ({ region, count }))
    .sort((a, b) => a.region.localeCompare(b.region, "fr"));
}

function areasAmong(coalitions: readonly ListedCoalition[]): Area[] {
  const areas = new Map<string, Area>();
  for (const { departement, region, town, slug } of coalitions) {
    const known = areas.get(departement);
    areas.set(departement, {
      departement,
      region,
      town: known?.town ?? town,
      slug: known?.slug ?? slug,
      count: (known?.count ?? 0) + 1,
    });
  }
  return [...areas.values()];
}
