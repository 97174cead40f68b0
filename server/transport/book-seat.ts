import type { Actor } from "@/domain/kernel/actor";
import type { Result } from "@/domain/kernel/result";
import { ask } from "@/server/signup/ask";
import type { RequestContext, SignupDeps } from "@/server/signup/deps";
import type { Booked } from "@/server/signup/holder-desk";
import type { BookSeatForm } from "./signup-types";

/** Books seats on a trip. */
export function bookSeat(
  deps: SignupDeps,
  actor: Actor,
  raw: BookSeatForm,
  context: RequestContext,
): Promise<Result<Booked>> {
  return ask(deps, actor, { tripId: raw.tripId }, raw, context);
}
