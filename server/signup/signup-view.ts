import type { SignupRow } from "@/db/signup";
import { asSignupState, isLive, type SignupState } from "@/domain/signup/state";
import { asksWhetherComing } from "@/domain/signup/timing";
import { type Asked, isOver } from "./asked";

/** A sign-up as its holder sees it, whatever it is for. */
export type HeldView = {
  /** Null on a page that does not show a real sign-up: somebody asked with an address that already has one. */
  signupId: string | null;
  state: SignupState;
  firstName: string;
  email: string | null;
  party: number;
  /** Whether a six-digit code (or the mail's link) is still awaited. */
  needsConfirmation: boolean;
  /** False for a request beyond the limits: it takes a place or joins the queue once confirmed. */
  holdsSeats: boolean;
  /** End of the hold (`pending`) or of the offer (`offered`). */
  until: Date | null;
  /** Place in the queue, counted from 1, while `waiting` or `offered`. */
  rank: number | null;
  cancelReason: string | null;
  /** « Je viens » was said. */
  coming: boolean;
  /** Grows with each change that a calendar shows. */
  revision: number;
  /** `typeCode`: the page asks for the code (and offers another); `confirm`: one button is enough (`confirmByLink`). */
  may: {
    cancel: boolean;
    change: boolean;
    typeCode: boolean;
    confirm: boolean;
    answerOffer: boolean;
    sayComing: boolean;
  };
};

/** What a view needs to know of the thing. `revision`: how often what a calendar shows of the thing has changed. */
type About = { startsAt: Date; revision: number; rank: number | null; now: Date };

/** `proves`: the key at hand already proves that the address is theirs. */
export function viewHeld(row: SignupRow, { startsAt, revision, rank, now }: About, proves: boolean): HeldView {
  const state = asSignupState(row.state);
  const live = isLive(state);
  const needsConfirmation = live && row.confirmedAt === null;
  return {
    signupId: row.id,
    state,
    firstName: row.firstName,
    email: row.email,
    party: row.party,
    needsConfirmation,
    holdsSeats: row.holds,
    until: row.expiresAt,
    rank,
    cancelReason: row.cancelReason,
    coming: row.comingAt !== null,
    // Only what is confirmed is in a calendar; before, the number would tell a stranger's page from the holder's.
    revision: row.confirmedAt ? row.revision + revision : 0,
    may: {
      cancel: live,
      change: live,
      typeCode: needsConfirmation && !proves,
      confirm: needsConfirmation && proves,
      answerOffer: state === "offered" && row.expiresAt !== null && row.expiresAt > now,
      sayComing: state === "confirmed" && !row.comingAt && asksWhetherComing(now, startsAt),
    },
  };
}

/** The page of somebody who asked with an address that had a sign-up: what they typed, and nothing else. */
export function viewAskedHeld(
  asked: Asked,
  email: string | null,
  thing: { cancelledAt: Date | null; cancelReason: string | null },
  now: Date,
): HeldView {
  const over = isOver(asked, now) || thing.cancelledAt !== null;
  const ended = asked.state === "cancelled" || thing.cancelledAt ? "cancelled" : "expired";
  return {
    signupId: null,
    state: over ? ended : asked.state,
    firstName: asked.firstName,
    email,
    party: asked.party,
    needsConfirmation: !over,
    holdsSeats: asked.holds,
    until: asked.until && !over ? new Date(asked.until) : null,
    rank: over ? null : asked.rank,
    cancelReason: thing.cancelReason,
    coming: false,
    revision: 0,
    may: { cancel: !over, change: !over, typeCode: !over, confirm: false, answerOffer: false, sayComing: false },
  };
}
