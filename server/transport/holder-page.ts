import type { Db } from "@/db/client";
import type { SignupRow } from "@/db/signup";
import { ranksOf, signupsOfPerson } from "@/db/signup-list";
import { findTrips } from "@/db/trip-seats";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { bookingPath } from "@/domain/signup/paths";
import { readAsked } from "@/server/signup/asked";
import { type HolderKey, openKey } from "@/server/signup/capability";
import type { SignupDeps } from "@/server/signup/deps";
import { pageNumber, partOf } from "@/server/signup/listing";
import type { BookingItem, HolderPage, ListPages } from "./signup-types";
import { viewAsked, viewSignup } from "./signup-view";
import { readTripState, readTripStates, viewTrip } from "./trip-view";

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
    const bookings = await bookingItems(deps, rows, now, (row) => bookingPath(at.key, row.id), true);
    return ok({ kind: "list", email: found.email, bookings, pages });
  }
  const state = await readTripState(deps.db, found.signup.tripId, now);
  if (!state) return refuse("not_found");
  const trip = viewTrip(state, now);
  if (found.kind === "asked") {
    const asked = readAsked(deps.vault, found.link.asked ?? "");
    return ok({ kind: "booking", trip, signup: viewAsked(deps.vault, asked, found.link.email, state, now) });
  }
  const proves = found.link === null || found.link.purpose !== "holder";
  const rank = await rankOf(deps.db, found.signup);
  const signup = viewSignup(deps.vault, found.signup, state, rank, now, proves);
  if (found.kind === "own") return ok({ kind: "booking", trip, signup });
  const late = found.signup.state === "expired" || (signup.until !== null && signup.until <= now);
  return ok({ kind: "confirm", trip, signup, late });
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

/** Bookings with their trips: a fixed number of queries, however many. */
export async function bookingItems(
  deps: SignupDeps,
  rows: readonly SignupRow[],
  now: Date,
  path: (row: SignupRow) => string,
  proves: boolean,
): Promise<BookingItem[]> {
  const ids = [...new Set(rows.map((row) => row.tripId))];
  const states = await readTripStates(deps.db, await findTrips(deps.db, ids), now);
  const ranks = await ranksOf(
    deps.db,
    rows.map((row) => row.id),
  );
  return rows.flatMap((row) => {
    const state = states.find((candidate) => candidate.trip.id === row.tripId);
    if (!state) return [];
    const signup = viewSignup(deps.vault, row, state, ranks.get(row.id) ?? null, now, proves);
    return [{ trip: viewTrip(state, now), signup, path: path(row) }];
  });
}

async function rankOf(db: Db, row: SignupRow): Promise<number | null> {
  return (await ranksOf(db, [row.id])).get(row.id) ?? null;
}
