import { findVisibleTrip } from "@/db/trip-seats";
import type { Actor } from "@/domain/kernel/actor";
import { type Result, refuse } from "@/domain/kernel/result";
import { uuidSchema } from "@/domain/kernel/uuid-schema";
import { fieldErrors, firstNameSchema, visitorSchema } from "@/domain/signup/request";
import type { RequestContext, SignupDeps } from "@/server/signup/deps";
import { bookForAccount } from "./book-for-account";
import { bookForVisitor } from "./book-for-visitor";
import { seatFormSchema } from "./seat-form";
import type { Booked, BookSeatForm } from "./signup-types";

/**
 * Books seats on a trip: at once for someone signed in, to be confirmed for a visitor, or a place in the queue. The
 * same form sent again changes nothing and answers the same.
 */
export async function bookSeat(
  deps: SignupDeps,
  actor: Actor,
  raw: BookSeatForm,
  context: RequestContext,
): Promise<Result<Booked>> {
  if (!uuidSchema.safeParse(raw.tripId).success) return refuse("not_found");
  if (!(await findVisibleTrip(deps.db, raw.tripId))) return refuse("not_found");
  const seats = seatFormSchema.safeParse(raw);
  if (actor.kind === "account") {
    if (!seats.success) return refuse("invalid", fieldErrors(seats.error));
    const firstName = actor.name || firstNameSchema.safeParse(raw.firstName).data;
    if (!firstName) return refuse("invalid", { firstName: "firstName" });
    return bookForAccount(deps, actor, { tripId: raw.tripId, firstName, seats: seats.data, locale: context.locale });
  }
  const person = visitorSchema.safeParse(raw);
  // Both halves are checked, so that everything wrong is named at once.
  if (!seats.success || !person.success) {
    return refuse("invalid", {
      ...(seats.success ? {} : fieldErrors(seats.error)),
      ...(person.success ? {} : fieldErrors(person.error)),
    });
  }
  return bookForVisitor(deps, { tripId: raw.tripId, person: person.data, seats: seats.data, context });
}
