import {
  type CoalitionRow,
  type ContactRow,
  type DepartureRow,
  departuresOf,
  findPublishedCoalition,
  type KeyDateRow,
  keyDatesBefore,
  keyDatesFrom,
  publishedContacts,
} from "@/db/coalition";
import { type ChannelRow, channelsOf, type PhotoRow, photoOf, settingsOf } from "@/db/coalition-settings";
import { coordinatorsOf } from "@/db/contact-message";
import { type MaterialRow, materialsOf } from "@/db/material";
import { askedActive } from "@/db/still-active";
import { slugSchema } from "@/domain/coalition/slug";
import { isSilent } from "@/domain/coalition/still-active";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { parisDay } from "@/domain/kernel/spoken-date";
import type { Deps } from "@/server/deps";

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
  /** How else it is reached. */
  channels: ChannelRow[];
  /** Whether somebody is there to be written to. */
  hasCoordinator: boolean;
  /** Nobody has confirmed for long that it lives. */
  silent: boolean;
};

/** What the public sees of a coalition. One that is not published answers like an unknown one. */
export async function publicCoalition(deps: Deps, slug: string): Promise<Result<PublicCoalition>> {
  const { db } = deps.database;
  const coalition = slugSchema.safeParse(slug).success ? await findPublishedCoalition(db, slug) : undefined;
  if (!coalition) return refuse("not_found");
  const [contacts, dates, departures, { presentation }, photo, materials, coordinators, channels, asked] =
    await Promise.all([
      publishedContacts(db, coalition.id),
      keyDates(deps),
      departuresOf(db, coalition.id),
      settingsOf(db, coalition.id),
      photoOf(db, coalition.id),
      materialsOf(db, coalition.id),
      coordinatorsOf(db, coalition.id),
      channelsOf(db, coalition.id),
      askedActive(db, slug),
    ]);
  return ok({
    coalition,
    contacts,
    keyDates: dates,
    departures,
    silent: isSilent(asked?.askedActiveAt ?? null, deps.clock.now()),
    presentation,
    photo: photo !== undefined && photo.alt !== "" ? photo : null,
    channels,
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
