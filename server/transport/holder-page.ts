import type { Db } from "@/db/client";
import type { SignupRow } from "@/db/signup";
import { ranksOf, signupsOfPerson } from "@/db/signup-list";
import { type ThingKey, thingId, thingOf } from "@/db/signup-thing";
import { findTrips } from "@/db/trip-seats";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { bookingPath } from "@/domain/signup/paths";
import { type EntryState, readEntryState, viewAskedEntry, viewEntrySignup } from "@/server/calendar/entry-signup-view";
import { followsFor } from "@/server/coalition/follow";
import { readAsked } from "@/server/signup/asked";
import { type Capability, type HolderKey, openKey } from "@/server/signup/capability";
import type { SignupDeps } from "@/server/signup/deps";
import { pageNumber, partOf } from "@/server/signup/listing";
import type { BookingItem, Held, HolderPage, ListPages } from "./signup-types";
import { viewAsked, viewSignup } from "./signup-view";
import { readTripStates, type TripState, viewTrip } from "./trip-view";

/** What stands at `/reservations/<key>`. Reading changes nothing, however often a mail scanner does it. */
export async function holderPage(
  deps: SignupDeps,
  actor: Actor,
  at: HolderKey,
  raw: { page?: unknown } = {},
): Promise<Result<HolderPage>> {
  const now = deps.clock.now();
  const found = await openKey(deps.db, actor, at, now);
  if (!found) return refuse("not_found");
  if (found.kind === "list") {
    const { rows, ...pages } = await listPage(deps.db, { email: found.email }, raw.page);
    const bookings = await bookingItems(deps, rows, now, (row) => bookingPath(at.key, row.id));
    return ok({ kind: "list", email: found.email, bookings, pages, follows: await followsFor(deps, found.email) });
  }
  const states = await readStates(deps.db, [thingOf(found.signup)], now);
  const held =
    found.kind === "asked"
      ? heldAsAsked(deps, found, states, now)
      : heldOf(deps, found.signup, states, {
          now,
          rank: (await ranksOf(deps.db, [found.signup.id])).get(found.signup.id) ?? null,
          proves: found.link === null || found.link.purpose !== "holder",
        });
  if (!held) return refuse("not_found");
  if (found.kind !== "confirm") return ok({ kind: "booking", ...held });
  const late = found.signup.state === "expired" || (held.signup.until !== null && held.signup.until <= now);
  return ok({ kind: "confirm", late, ...held });
}

/** One page of somebody's sign-ups, and whether another one follows. */
export async function listPage(
  db: Db,
  who: Parameters<typeof signupsOfPerson>[1],
  raw: unknown,
): Promise<{ rows: SignupRow[] } & ListPages> {
  const page = pageNumber(raw);
  const { limit, offset } = partOf(page);
  const rows = await signupsOfPerson(db, who, { limit: limit + 1, offset });
  return { rows: rows.slice(0, limit), page, more: rows.length > limit };
}

/** Bookings with what they are for: of trips a fixed number of queries, however many. */
export async function bookingItems(
  deps: SignupDeps,
  rows: readonly SignupRow[],
  now: Date,
  path: (row: SignupRow) => string,
): Promise<BookingItem[]> {
  const states = await readStates(deps.db, rows.map(thingOf), now);
  const ranks = await ranksOf(
    deps.db,
    rows.map((row) => row.id),
  );
  return rows.flatMap((row) => {
    const held = heldOf(deps, row, states, { now, rank: ranks.get(row.id) ?? null, proves: true });
    return held ? [{ ...held, path: path(row) }] : [];
  });
}

type States = { trips: readonly TripState[]; entries: ReadonlyMap<string, EntryState> };

async function readStates(db: Db, keys: readonly ThingKey[], now: Date): Promise<States> {
  const ids = keys.flatMap((key) => ("tripId" in key ? key.tripId : []));
  const trips = await readTripStates(db, await findTrips(db, [...new Set(ids)]), now);
  const entries = new Map<string, EntryState>();
  for (const key of keys) {
    if ("tripId" in key || entries.has(thingId(key))) continue;
    const state = await readEntryState(db, key, now);
    if (state) entries.set(thingId(key), state);
  }
  return { trips, entries };
}

function heldOf(
  { vault }: SignupDeps,
  row: SignupRow,
  states: States,
  { now, rank, proves }: { now: Date; rank: number | null; proves: boolean },
): Held | null {
  const trip = states.trips.find((state) => state.trip.id === row.tripId);
  if (trip) return { of: "trip", trip: viewTrip(trip, now), signup: viewSignup(vault, row, trip, rank, now, proves) };
  const entry = states.entries.get(thingId(thingOf(row)));
  return entry
    ? { of: "entry", entry: entry.view, signup: viewEntrySignup(vault, row, entry, { rank, now }, proves) }
    : null;
}

function heldAsAsked(
  { vault }: SignupDeps,
  { link, signup }: Extract<Capability, { kind: "asked" }>,
  states: States,
  now: Date,
): Held | null {
  const asked = readAsked(vault, link.asked ?? "");
  const trip = states.trips.find((state) => state.trip.id === signup.tripId);
  if (trip) return { of: "trip", trip: viewTrip(trip, now), signup: viewAsked(vault, asked, link.email, trip, now) };
  const entry = states.entries.get(thingId(thingOf(signup)));
  return entry
    ? { of: "entry", entry: entry.view, signup: viewAskedEntry(vault, asked, link.email, entry, now) }
    : null;
}
