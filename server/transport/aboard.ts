import { accountNames } from "@/db/account-names";
import { ranksOf, type SignupRow, signupsOfTrip } from "@/db/signup";
import { type EventRow, eventsOfTrip } from "@/db/signup-event";
import { organisersOf } from "@/db/trip-organiser";
import { findOrganisedTrip } from "@/db/trip-seats";
import type { Actor } from "@/domain/kernel/actor";
import { uuidSchema } from "@/domain/kernel/ids";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { asSignupState, isLive } from "@/domain/signup/state";
import type { SignupDeps } from "@/server/signup/deps";
import { openPhone } from "@/server/signup/phone";
import { rideOf } from "./ride-columns";
import { asHistoryLine } from "./signup-history";
import type { Aboard, AboardPerson } from "./signup-types";
import { waitingReason } from "./signup-view";
import { readTripStates, type TripState, viewLeg, viewStop, viewTrip } from "./trip-view";

/** Who is on board by stop, who waits and why, and the history of each: for those who run the trip, and nobody else. */
export async function aboard(deps: SignupDeps, actor: Actor, tripId: string): Promise<Result<Aboard>> {
  if (actor.kind !== "account" || !uuidSchema.safeParse(tripId).success) return refuse("not_found");
  // One picture of one moment, authorised where it is read.
  return deps.db
    .transaction()
    .setIsolationLevel("repeatable read")
    .execute(async (trx) => {
      const right = await findOrganisedTrip(trx, actor.accountId, tripId);
      if (!right) return refuse("not_found");
      const now = deps.clock.now();
      const [state] = await readTripStates(trx, [right.trip], now);
      if (!state) return refuse("not_found");
      const rows = (await signupsOfTrip(trx, tripId)).filter((row) => row.anonymisedAt === null);
      const ranks = await ranksOf(
        trx,
        rows.map((row) => row.id),
      );
      const writers = await accountNames(
        trx,
        rows.flatMap((row) => row.writtenBy ?? []),
      );
      const history = byId(await eventsOfTrip(trx, tripId));
      const people = rows.map((row) =>
        viewPerson(deps, row, state, {
          rank: ranks.get(row.id) ?? null,
          writtenBy: row.writtenBy ? (writers.get(row.writtenBy) ?? null) : null,
          history: (history.get(row.id) ?? []).map(asHistoryLine),
          now,
        }),
      );
      const organisers = await organisersOf(trx, tripId);
      return ok({ ...arrange(people, state), trip: viewTrip(state, now), organisers, mayGive: right.coordinator });
    });
}

function viewPerson(
  deps: SignupDeps,
  row: SignupRow,
  state: TripState,
  about: Pick<AboardPerson, "rank" | "writtenBy" | "history"> & { now: Date },
): AboardPerson {
  const { now, ...known } = about;
  const ride = rideOf(row);
  return {
    ...known,
    signupId: row.id,
    state: asSignupState(row.state),
    firstName: row.firstName,
    email: row.email,
    phone: openPhone(deps.vault, row.phoneEncrypted),
    party: row.party,
    ride,
    outbound: viewLeg(state.stops, ride.outbound),
    return: viewLeg(state.stops, ride.return),
    until: row.expiresAt,
    addressConfirmed: row.confirmedAt !== null,
    toCall: row.state === "offered" && row.email === null,
    reason: waitingReason(row, state, now),
    passedOver: row.state === "waiting" && row.passedOverAt !== null,
  };
}

function arrange(people: readonly AboardPerson[], { stops, seating }: TripState) {
  const seats = (list: readonly AboardPerson[]) => list.reduce((sum, person) => sum + person.party, 0);
  const inState = (...states: string[]) => people.filter((person) => states.includes(person.state));
  const onBoard = inState("confirmed", "pending");
  const at = (person: AboardPerson) => person.ride.outbound?.from ?? person.ride.return?.from;
  return {
    figures: {
      confirmed: seats(inState("confirmed")),
      held: seats(inState("pending", "offered")),
      waiting: inState("waiting").length,
      tooMany: seating.count().tooMany,
    },
    stops: stops.flatMap((stop) => {
      const here = onBoard.filter((person) => at(person) === stop.id);
      return here.length > 0
        ? [{ stop: viewStop(stop), direction: stop.direction, seats: seats(here), people: here }]
        : [];
    }),
    queue: inState("waiting", "offered").sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0)),
    ended: people.filter((person) => !isLive(person.state)),
  };
}

function byId(events: readonly EventRow[]): Map<string, EventRow[]> {
  const lines = new Map<string, EventRow[]>();
  for (const event of events) {
    const own = lines.get(event.signupId);
    if (own) own.push(event);
    else lines.set(event.signupId, [event]);
  }
  return lines;
}
