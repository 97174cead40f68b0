import { accountNames } from "@/db/account-names";
import { type SignupRow, sealedAccessOf } from "@/db/signup";
import { type EventRow, eventsOf } from "@/db/signup-event";
import { endedSignups, signupFigures, signupsInQueue, signupsOnBoard } from "@/db/signup-list";
import { organisersOf } from "@/db/trip-organiser";
import { priceTotalsOf } from "@/db/trip-price";
import { findOrganisedTrip } from "@/db/trip-seats";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { uuidSchema } from "@/domain/kernel/uuid-schema";
import { asSignupState, isLive } from "@/domain/signup/state";
import { noNeed, openAccess, wheelchairsAmong } from "@/server/signup/access-need";
import type { SignupDeps } from "@/server/signup/deps";
import { pageNumber, pagesOf, partOf } from "@/server/signup/listing";
import { openPhone } from "@/server/signup/phone";
import { asHistoryLine } from "@/server/signup/signup-history";
import { rideOf } from "./ride-columns";
import type { Aboard, AboardPerson, ListPages } from "./signup-types";
import { waitingReason } from "./signup-view";
import { priceNamed, readTripStates, type TripState, viewLeg, viewStop, viewTrip } from "./trip-view";

/** Of each sign-up, so many lines of history at most: nobody makes the page long by changing back and forth. */
const historyLines = 50;

/**
 * Who is on board by stop, who waits and why, and the history of each: for those who run the trip, and nobody else. The
 * queue and what has ended are read a page at a time.
 */
export async function aboard(
  deps: SignupDeps,
  actor: Actor,
  tripId: string,
  raw: { queue?: unknown; ended?: unknown } = {},
): Promise<Result<Aboard>> {
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
      const figures = await signupFigures(trx, { tripId });
      const pages = { queue: pageAmong(figures.queue, raw.queue), ended: pageAmong(figures.ended, raw.ended) };
      const rows = {
        onBoard: await signupsOnBoard(trx, { tripId }),
        queue: await signupsInQueue(trx, { tripId }, partOf(pages.queue.page)),
        ended: await endedSignups(trx, { tripId }, partOf(pages.ended.page)),
      };
      const all = [...rows.onBoard, ...rows.queue, ...rows.ended];
      const writers = await accountNames(
        trx,
        right.trip.coalitionId,
        all.flatMap((row) => row.writtenBy ?? []),
      );
      const ids = all.map((row) => row.id);
      const history = byId(await eventsOf(trx, ids, historyLines));
      const view = (row: SignupRow, rank: number | null = null) =>
        viewPerson(deps, row, state, {
          rank,
          writtenBy: row.writtenBy ? (writers.get(row.writtenBy) ?? null) : null,
          history: (history.get(row.id) ?? []).map(asHistoryLine),
          now,
        });
      const { offset } = partOf(pages.queue.page);
      return ok({
        trip: viewTrip(state, now),
        figures: {
          confirmed: figures.confirmed,
          held: figures.held,
          waiting: figures.waiting,
          tooMany: state.seating.count().tooMany,
        },
        prices: (await priceTotalsOf(trx, tripId)).map(({ priceId, seats, paid }) => ({
          price: priceNamed(state.prices, priceId),
          seats,
          paid,
        })),
        wheelchairs: {
          asked: wheelchairsAmong(deps.vault, await sealedAccessOf(trx, { tripId })),
          spaces: right.trip.wheelchairSpaces,
        },
        stops: byStop(
          rows.onBoard.map((row) => view(row)),
          state,
        ),
        queue: { ...pages.queue, people: rows.queue.map((row, index) => view(row, offset + index + 1)) },
        ended: { ...pages.ended, people: rows.ended.map((row) => view(row)) },
        organisers: await organisersOf(trx, tripId),
        mayGive: right.coordinator,
      });
    });
}

/** The page asked for, the last one when there are fewer. */
function pageAmong(total: number, raw: unknown): ListPages & { total: number } {
  const last = pagesOf(total);
  const page = Math.min(pageNumber(raw), last);
  return { total, page, more: page < last };
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
    coming: row.comingAt !== null,
    addressConfirmed: row.confirmedAt !== null,
    toCall: row.state === "offered" && row.email === null,
    reason: waitingReason(deps.vault, row, state, now),
    price: priceNamed(state.prices, row.priceId),
    paid: row.paidAt !== null,
    // Who has not answered in time may ask again with the same needs; until then nobody has to know them.
    access: isLive(asSignupState(row.state)) ? openAccess(deps.vault, row.accessEncrypted) : noNeed,
    passedOver: row.state === "waiting" && row.passedOverAt !== null,
  };
}

function byStop(onBoard: readonly AboardPerson[], { stops }: TripState): Aboard["stops"] {
  const at = (person: AboardPerson) => person.ride.outbound?.from ?? person.ride.return?.from;
  return stops.flatMap((stop) => {
    const people = onBoard.filter((person) => at(person) === stop.id);
    const seats = people.reduce((sum, person) => sum + person.party, 0);
    return people.length > 0 ? [{ stop: viewStop(stop), direction: stop.direction, seats, people }] : [];
  });
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
