import { type DepartureRow, departuresOf } from "@/db/coalition";
import { roster, rosterPhones } from "@/db/membership";
import { ownSignups, sheetPageTrips } from "@/db/sheet-page";
import { findSheetOf, storedTrips } from "@/db/trip";
import type { Actor } from "@/domain/kernel/actor";
import { toInstant } from "@/domain/kernel/local-time";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import type { Role } from "@/domain/kernel/role";
import { formatRoomName } from "@/domain/kernel/room-name";
import { parisDay } from "@/domain/kernel/spoken-date";
import { bookingPath } from "@/domain/signup/paths";
import { asSignupState, type SignupState } from "@/domain/signup/state";
import { mayEditSheet, mayRunEveryTrip, maySeeSheet } from "@/domain/transport/access";
import { type BriefRow, briefRow } from "@/domain/transport/row-of-trip";
import type { Mode } from "@/domain/transport/schema";
import type { TripFacts } from "@/domain/transport/trip-facts";
import { openWorkspace } from "@/server/coalition/workspace";
import type { Deps } from "@/server/deps";

/** A trip as the workspace shows it beside its row. */
export type SheetTrip = {
  rowId: string;
  tripId: string;
  title: string;
  mode: Mode;
  departureId: string;
  /** Seats that can be booked, organisers' seats taken off. */
  seats: number;
  /** On the fullest segment. */
  taken: number;
  free: number;
  tooMany: number;
  waiting: number;
  cancelReason: string | null;
  removed: boolean;
  /** Whether the actor may see who is on board. */
  organised: boolean;
  /** Whether it takes sign-ups now, be it for the queue. */
  bookable: boolean;
  /** The actor's own place on it. */
  mine: { state: SignupState; path: string } | null;
  /** What is read of it before the document itself is there; null for a removed one. */
  brief: BriefRow | null;
  facts: TripFacts;
};

export type OpenSheet = {
  coalition: { id: string; slug: string; name: string; town: string };
  role: Role;
  mayWrite: boolean;
  /** The actor's id in the roster, which presence and documents hold. */
  me: string;
  /** Whose copy of the sheet a device keeps. */
  account: string;
  room: string;
  /** The day in Paris, `2026-12-29`. */
  today: string;
  /** When the trips' numbers were read, in milliseconds: a page kept on a device says how old they are. */
  readAt: number;
  departures: DepartureRow[];
  /** `phone`: of who agreed to show it, for members and coordinators only. */
  roster: { id: string; name: string; phone: string | null }[];
  trips: SheetTrip[];
};

/** The coalition's sheet and what SQL holds of its trips, for who has a role there; anyone else: `not_found`. */
export async function openSheet(deps: Deps, actor: Actor, slug: string): Promise<Result<OpenSheet>> {
  const { db } = deps.database;
  const opened = await openWorkspace(db, actor, slug, "participant");
  if (!opened.ok) return opened;
  if (actor.kind !== "account") return refuse("sign_in_first");
  const { coalition, role } = opened.value;
  const sheet = maySeeSheet(role) ? await findSheetOf(db, coalition.id) : undefined;
  if (!sheet) return refuse("not_found");
  const [people, phones, departures, stored, details, own] = await Promise.all([
    roster(db, coalition.id),
    mayEditSheet(role) ? rosterPhones(db, coalition.id) : new Map<string, string>(),
    departuresOf(db, coalition.id),
    storedTrips(db, sheet.documentId),
    sheetPageTrips(db, sheet.documentId, actor.accountId),
    ownSignups(db, sheet.documentId, actor.accountId),
  ]);
  const me = people.find((person) => person.accountId === actor.accountId);
  if (!me) return refuse("not_found");
  const now = deps.clock.now();
  const mine = new Map(own.map((signup) => [signup.tripId, signup]));
  const byTrip = new Map(details.map((detail) => [detail.tripId, detail]));
  const trips = [...stored.values()].map(({ rowId, tripId, values, facts }): SheetTrip => {
    const detail = byTrip.get(tripId);
    const seats = facts.seats - facts.organiserSeats;
    const signup = mine.get(tripId);
    return {
      rowId,
      tripId,
      title: values.title,
      mode: values.mode,
      departureId: values.departureId,
      seats,
      taken: facts.taken,
      free: Math.max(0, seats - facts.taken),
      tooMany: Math.max(0, facts.taken - seats),
      waiting: facts.waiting,
      cancelReason: detail?.cancelReason ?? null,
      removed: values.removed,
      organised: mayRunEveryTrip(role) || detail?.given === true,
      bookable:
        values.state === "open" && !values.removed && !facts.cancelled && toInstant(values.bookingDeadline) > now,
      mine: signup ? { state: asSignupState(signup.state), path: bookingPath(signup.signupId) } : null,
      brief: values.removed ? null : briefRow(values),
      facts,
    };
  });
  return ok({
    coalition: { id: coalition.id, slug: coalition.slug, name: coalition.name, town: coalition.town },
    role,
    mayWrite: mayEditSheet(role),
    me: me.id,
    account: actor.accountId,
    room: formatRoomName({ kind: "sheet", documentId: sheet.documentId, generation: sheet.generation }),
    today: parisDay(now),
    readAt: now.getTime(),
    departures,
    roster: people.map(({ id, name }) => {
      const sealed = phones.get(id);
      return { id, name, phone: sealed === undefined ? null : deps.vault.open("account-phone", sealed) };
    }),
    trips,
  });
}
