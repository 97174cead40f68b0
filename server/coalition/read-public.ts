import {
  type CoalitionRow,
  type ContactRow,
  type DepartureRow,
  departuresOf,
  findPublishedCoalition,
  type KeyDateRow,
  keyDatesBefore,
  keyDatesFrom,
  type ListedCoalition,
  listPublished,
  publishedContacts,
} from "@/db/coalition";
import { type PhotoRow, photoOf, settingsOf } from "@/db/coalition-settings";
import { coordinatorsOf } from "@/db/contact-message";
import { type MaterialRow, materialsOf } from "@/db/material";
import { coalitionsPerPage, type Listing } from "@/domain/coalition/listing";
import { nearKm, type Place } from "@/domain/coalition/place";
import { slugSchema } from "@/domain/coalition/slug";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { parisDay } from "@/domain/kernel/spoken-date";
import type { Deps } from "@/server/deps";
import { places } from "./places";

export type CoalitionList = {
  coalitions: ListedCoalition[];
  total: number;
  page: number;
  pages: number;
  /** The place that was looked for, and others of its name; null where words were looked for, or nothing. */
  near: { place: Place; others: Place[] } | null;
};

const atMost = { others: 4, farAway: 3 };

/**
 * One page of the published coalitions, of `among` if given; beyond the last page, the last. A town or a postcode lists
 * those near it, the nearest first; other words, those that bear them, else those near a town that begins so. Where none
 * is near, the nearest few are there.
 */
export async function listCoalitions(deps: Deps, listing: Listing, among?: readonly string[]): Promise<CoalitionList> {
  const [place, ...others] = places().named(listing.q);
  const listed = await listAround(deps, listing, place, among);
  const near = place ? { place, others: others.slice(0, atMost.others) } : null;
  if (listed.total > 0 || listing.q === "") return { ...listed, near };
  const [around, ...alike] = place ? [place, ...others] : places().beginning(listing.q);
  if (!around) return { ...listed, near };
  const begun = { place: around, others: alike.slice(0, atMost.others) };
  const found = place ? listed : await listAround(deps, listing, around, among);
  if (found.total > 0) return { ...found, near: begun };
  const { coalitions } = await listPublished(deps.database.db, {
    search: "",
    near: around,
    among,
    limit: atMost.farAway,
    offset: 0,
  });
  return { coalitions, total: coalitions.length, page: 1, pages: 1, near: begun };
}

async function listAround(deps: Deps, listing: Listing, near: Place | undefined, among?: readonly string[]) {
  const read = (page: number) =>
    listPublished(deps.database.db, {
      search: listing.q,
      near,
      withinKm: near && nearKm,
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
  /** Markdown; empty where nothing was written. */
  presentation: string;
  /** Null until it is described. */
  photo: PhotoRow | null;
  /** Files to take away. */
  materials: MaterialRow[];
  /** Whether somebody is there to be written to. */
  hasCoordinator: boolean;
};

/** What the public sees of a coalition. One that is not published answers like an unknown one. */
export async function publicCoalition(deps: Deps, slug: string): Promise<Result<PublicCoalition>> {
  const { db } = deps.database;
  const coalition = slugSchema.safeParse(slug).success ? await findPublishedCoalition(db, slug) : undefined;
  if (!coalition) return refuse("not_found");
  const [contacts, dates, departures, { presentation }, photo, materials, coordinators] = await Promise.all([
    publishedContacts(db, coalition.id),
    keyDates(deps),
    departuresOf(db, coalition.id),
    settingsOf(db, coalition.id),
    photoOf(db, coalition.id),
    materialsOf(db, coalition.id),
    coordinatorsOf(db, coalition.id),
  ]);
  return ok({
    coalition,
    contacts,
    keyDates: dates,
    departures,
    presentation,
    photo: photo !== undefined && photo.alt !== "" ? photo : null,
    hasCoordinator: coordinators.length > 0,
    materials: materials.filter(({ title }) => title !== ""),
  });
}

/** The campaign's dates that are not over yet. */
export async function keyDates(deps: Deps): Promise<KeyDateRow[]> {
  return keyDatesFrom(deps.database.db, parisDay(deps.clock.now()));
}

/** The campaign's dates that are over. */
export async function pastKeyDates(deps: Deps): Promise<KeyDateRow[]> {
  return keyDatesBefore(deps.database.db, parisDay(deps.clock.now()));
}
