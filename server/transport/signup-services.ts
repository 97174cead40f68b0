import { entryCsv } from "@/server/calendar/entry-csv";
import { entryPage } from "@/server/calendar/entry-page";
import { entryRoll } from "@/server/calendar/entry-roll";
import { setRegistration } from "@/server/calendar/set-registration";
import { giveTaskBack, readTakers, takeTask } from "@/server/calendar/take-task";
import { wantedEntries } from "@/server/calendar/wanted-entries";
import { addPerson } from "@/server/signup/add-person";
import { answerOffer } from "@/server/signup/answer-offer";
import { ask } from "@/server/signup/ask";
import { cancelBooking } from "@/server/signup/cancel-booking";
import { cancelThing } from "@/server/signup/cancel-thing";
import { changeBooking } from "@/server/signup/change-booking";
import { claimBooking } from "@/server/signup/claim-booking";
import { confirmByCode } from "@/server/signup/confirm-by-code";
import { confirmByLink } from "@/server/signup/confirm-by-link";
import type { SignupDeps } from "@/server/signup/deps";
import { findBookings } from "@/server/signup/find-bookings";
import { giveThing, takeThingBack } from "@/server/signup/give-thing";
import { answerOfferFor, cancelPerson, confirmPerson, markPaid, movePerson } from "@/server/signup/manage-person";
import { readThing } from "@/server/signup/read-thing";
import { resendCode } from "@/server/signup/resend-code";
import { sayComing } from "@/server/signup/say-coming";
import { aboard } from "./aboard";
import { bookSeat } from "./book-seat";
import { coalitionCounts, publicTrip, publicTrips, tripCounts } from "./counts";
import { holderPage } from "./holder-page";
import { myBookingOn, myBookings } from "./my-bookings";
import type { SignupServices } from "./signup-types";

/** The sign-up use cases over one database, as pages call them. */
export function signupServices(deps: SignupDeps): SignupServices {
  const { db, clock } = deps;
  return {
    publicTrip: (slug, tripId) => publicTrip(db, slug, tripId, clock.now()),
    publicTrips: (coalitionId) => publicTrips(db, coalitionId, clock.now()),
    coalitionCounts: (coalitionId) => coalitionCounts(db, coalitionId, clock.now()),
    tripCounts: (tripIds) => tripCounts(db, tripIds, clock.now()),
    bookSeat: (actor, raw, context) => bookSeat(deps, actor, raw, context),
    signUp: (actor, raw, context) => ask(deps, actor, readThing(raw), raw, context),
    entryPage: (actor, slug, raw) => entryPage(deps, actor, slug, raw),
    wantedEntries: (actor, slug) => wantedEntries(deps, actor, slug),
    takeTask: (actor, raw, locale) => takeTask(deps, actor, raw, locale),
    giveTaskBack: (actor, raw) => giveTaskBack(deps, actor, raw),
    taskTakers: (actor, slug) => readTakers(deps, actor, slug),
    entryRoll: (actor, slug, raw) => entryRoll(deps, actor, slug, raw),
    entryCsv: (actor, slug, raw, words) => entryCsv(deps, actor, slug, raw, words),
    setRegistration: (actor, raw) => setRegistration(deps, actor, raw),
    holderPage: (actor, at, raw) => holderPage(deps, actor, at, raw),
    myBookings: (actor, raw) => myBookings(deps, actor, raw),
    myBookingOn: (actor, tripId) => myBookingOn(deps, actor, tripId),
    confirmByCode: (actor, at, raw) => confirmByCode(deps, actor, at, raw),
    confirmByLink: (actor, at) => confirmByLink(deps, actor, at),
    resendCode: (actor, at, context) => resendCode(deps, actor, at, context),
    answerOffer: (actor, at, raw) => answerOffer(deps, actor, at, raw),
    sayComing: (actor, at) => sayComing(deps, actor, at),
    cancelBooking: (actor, at) => cancelBooking(deps, actor, at),
    changeBooking: (actor, at, raw) => changeBooking(deps, actor, at, raw),
    findBookings: (raw, context) => findBookings(deps, raw, context),
    claimBooking: (actor, raw) => claimBooking(deps, actor, raw),
    aboard: (actor, tripId, raw) => aboard(deps, actor, tripId, raw),
    addPerson: (actor, raw) => addPerson(deps, actor, raw),
    confirmPerson: (actor, raw) => confirmPerson(deps, actor, raw),
    markPaid: (actor, raw) => markPaid(deps, actor, raw),
    movePerson: (actor, raw) => movePerson(deps, actor, raw),
    cancelPerson: (actor, raw) => cancelPerson(deps, actor, raw),
    answerOfferFor: (actor, raw) => answerOfferFor(deps, actor, raw),
    cancelThing: (actor, raw) => cancelThing(deps, actor, raw),
    giveThing: (actor, raw) => giveThing(deps, actor, raw),
    takeThingBack: (actor, raw) => takeThingBack(deps, actor, raw),
  };
}
