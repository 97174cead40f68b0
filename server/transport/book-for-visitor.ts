import { lockAddress } from "@/db/code-failure";
import {
  findLiveSignup,
  findSignup,
  insertSignup,
  nextQueueNumber,
  pendingCounts,
  queueLength,
  type SignupRow,
} from "@/db/signup";
import { findLink, insertLink, lockNetwork, updateLink } from "@/db/signup-link";
import { newId } from "@/domain/kernel/ids";
import { ok, type Result } from "@/domain/kernel/result";
import { mayHold } from "@/domain/signup/limits";
import { bookingPath } from "@/domain/signup/paths";
import type { VisitorRequest } from "@/domain/signup/request";
import { asSignupState, isLive, type SignupState } from "@/domain/signup/state";
import { holdUntil, manageLinkUntil } from "@/domain/signup/timing";
import type { Ride } from "@/domain/transport/ride";
import { randomCode, sha256 } from "@/server/crypto";
import { networkMayAsk } from "@/server/mail/enqueue";
import { networkHash } from "@/server/mail/network";
import { type AccessNeed, sealAccess } from "@/server/signup/access-need";
import { codeHash } from "@/server/signup/code";
import type { RequestContext } from "@/server/signup/deps";
import { asLocale, type SignupDeps } from "@/server/signup/deps";
import { sealPhone } from "@/server/signup/phone";
import { decide, notBookable } from "./admit-request";
import { type Asked, isOver, readAsked, sealAsked } from "./asked";
import { atDesk } from "./at-desk";
import type { Desk } from "./desk";
import { sendConfirmation } from "./mails";
import { rideColumns } from "./ride-columns";
import { accessIn, priceFor, rideFor, type SeatForm } from "./seat-form";
import type { Booked } from "./signup-types";
import { boardingOf, lastStopOf } from "./trip-view";

type Request = { tripId: string; person: VisitorRequest; seats: SeatForm; context: RequestContext };
type Wanted = { ride: Ride; priceId: string | null; access: AccessNeed };
/** What a newcomer would get now: held seats, a place in the queue, or neither until the address is confirmed. */
type Answer = { state: "pending" | "waiting"; holds: boolean; until: Date | null };

/**
 * A visitor's seats are held until the address is confirmed, by code or link. Who asks with an address that has a
 * sign-up on this trip changes nothing, and sees and gets by mail what anybody would: the mail leads to the first one.
 */
export async function bookForVisitor(deps: SignupDeps, request: Request): Promise<Result<Booked>> {
  const { person, seats, context } = request;
  const heldFrom = context.network ? deps.vault.mac("network", context.network) : null;
  const network = networkHash(deps.vault, context.network);
  const token = tokenOf(deps, request);
  return atDesk(
    deps,
    request.tripId,
    async (desk) => {
      const again = await sameRequest(desk, token);
      if (again) return ok({ state: again, path: bookingPath(token) });
      const no = notBookable(desk);
      if (no) return { ok: false, refusal: no };
      const ride = rideFor(desk, seats);
      if (!ride.ok) return ride;
      const price = await priceFor(desk, seats.price);
      if (!price.ok) return price;
      const wanted = { ride: ride.value, priceId: price.value, access: accessIn(seats) };

      const holder = `email:${person.email}`;
      const first = await findLiveSignup(desk.trx, desk.trip.id, { holder, email: person.email });
      const answer = await answerFor(desk, request, wanted, { heldFrom, network });
      const row = first ?? (await insert(desk, request, wanted, answer, heldFrom));
      const code = randomCode();
      await openPage(desk, token, row, {
        email: person.email,
        codeHash: codeHash(deps.vault, token, code),
        asked: first ? sealAsked(deps.vault, await asked(desk, request, wanted, answer)) : null,
      });
      await sendConfirmation(desk, row, {
        email: person.email,
        locale: asLocale(context.locale),
        network,
        code,
        ride: ride.value,
        party: seats.party,
        until: answer.holds ? answer.until : null,
      });
      return ok({ state: answer.state, path: bookingPath(token) });
    },
    async (trx) => {
      await lockAddress(trx, person.email);
      for (const hash of [heldFrom, network]) if (hash) await lockNetwork(trx, hash);
    },
  );
}

/** The same rendered form sent twice opens the same page: its token comes from the form's own random number. */
function tokenOf(deps: SignupDeps, { tripId, person, seats }: Request): string {
  const mac = deps.vault.mac("booking-token", `${tripId} ${person.email} ${seats.requestId}`);
  return Buffer.from(mac, "hex").toString("base64url");
}

async function sameRequest(desk: Desk, token: string): Promise<SignupState | null> {
  const link = await findLink(desk.trx, sha256(token), desk.now);
  if (!link?.signupId || link.endedAt) return null;
  if (link.asked) {
    const asked = readAsked(desk.deps.vault, link.asked);
    return isOver(asked, desk.now) ? null : asked.state;
  }
  const row = await findSignup(desk.trx, link.signupId);
  const state = row && asSignupState(row.state);
  return state && isLive(state) ? state : null;
}

async function answerFor(
  desk: Desk,
  request: Request,
  { ride, access }: Wanted,
  from: { heldFrom: string | null; network: string | null },
): Promise<Answer> {
  const { party } = request.seats;
  const { email } = request.person;
  const until = holdUntil(desk.now, boardingOf(desk.stops, ride));
  const held = await pendingCounts(desk.trx, email, from.heldFrom, desk.now);
  // Where no mail may go, nobody can confirm: nothing is kept from others meanwhile.
  if (!mayHold(held, party) || !(await networkMayAsk(desk.trx, desk.deps.vault, from.network, email, desk.now))) {
    return { state: "pending", holds: false, until };
  }
  if ((await decide(desk, { ride, wheelchair: access.wheelchair }, party)) === "queue")
    return { state: "waiting", holds: true, until: null };
  return { state: "pending", holds: true, until };
}

async function insert(
  desk: Desk,
  { person, seats, context }: Request,
  { ride, priceId, access }: Wanted,
  answer: Answer,
  heldFrom: string | null,
): Promise<SignupRow> {
  const id = newId();
  const row = await insertSignup(desk.trx, {
    id,
    ...rideColumns(ride),
    tripId: desk.trip.id,
    coalitionId: desk.trip.coalitionId,
    holder: `email:${person.email}`,
    email: person.email,
    firstName: person.firstName,
    phoneEncrypted: sealPhone(desk.deps.vault, person.phone),
    accessEncrypted: sealAccess(desk.deps.vault, access),
    priceId,
    party: seats.party,
    state: answer.state,
    holds: answer.holds,
    queueNumber: answer.state === "waiting" ? await nextQueueNumber(desk.trx, desk.trip.id) : null,
    expiresAt: answer.until,
    consentAt: desk.now,
    networkHash: heldFrom,
    locale: asLocale(context.locale),
    createdAt: desk.now,
  });
  await desk.record({
    signupId: id,
    what: answer.state === "waiting" ? "queued" : "asked",
    byKind: "holder",
    detail: { party: seats.party },
  });
  return row;
}

/** The page of this browser. A token whose sign-up has ended is used again: the same form, sent once more. */
async function openPage(
  desk: Desk,
  token: string,
  row: SignupRow,
  page: { email: string; codeHash: string; asked: string | null },
): Promise<void> {
  const expires = manageLinkUntil(lastStopOf(desk.stops, desk.now));
  const tokenHash = sha256(token);
  const isNew = await insertLink(desk.trx, { tokenHash, signupId: row.id, purpose: "holder", expires, ...page });
  if (!isNew)
    await updateLink(desk.trx, tokenHash, { signupId: row.id, wrongCodes: 0, endedAt: null, expires, ...page });
}

async function asked(desk: Desk, { person, seats }: Request, wanted: Wanted, answer: Answer): Promise<Asked> {
  const { ride, priceId, access } = wanted;
  return {
    ...rideColumns(ride),
    priceId,
    access,
    state: answer.state,
    holds: answer.holds,
    firstName: person.firstName,
    party: seats.party,
    until: answer.until?.toISOString() ?? null,
    rank: answer.state === "waiting" ? (await queueLength(desk.trx, desk.trip.id)) + 1 : null,
  };
}
