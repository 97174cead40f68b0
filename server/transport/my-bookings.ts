import { findLiveSignupOf } from "@/db/signup";
import { signupsToClaim } from "@/db/signup-list";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { uuidSchema } from "@/domain/kernel/uuid-schema";
import { bookingPath } from "@/domain/signup/paths";
import type { SignupDeps } from "@/server/signup/deps";
import { listedAtOnce } from "@/server/signup/listing";
import { bookingItems, listPage } from "./holder-page";
import type { MyBookings } from "./signup-types";

/** One's own bookings, a page at a time, and live ones made with the same address before signing in. */
export async function myBookings(
  deps: SignupDeps,
  actor: Actor,
  raw: { page?: unknown } = {},
): Promise<Result<MyBookings>> {
  if (actor.kind !== "account") return refuse("sign_in_first");
  const { rows, ...pages } = await listPage(deps.db, { accountId: actor.accountId }, raw.page);
  const others = await signupsToClaim(deps.db, actor.email, listedAtOnce);
  const now = deps.clock.now();
  return ok({
    bookings: await bookingItems(deps, rows, now, (row) => bookingPath(row.id)),
    toClaim: await bookingItems(deps, others, now, (row) => bookingPath(row.id)),
    pages,
  });
}

/** Where one's own live booking of a trip stands; null without one. */
export async function myBookingOn(deps: SignupDeps, actor: Actor, tripId: string): Promise<string | null> {
  if (actor.kind !== "account" || !uuidSchema.safeParse(tripId).success) return null;
  const row = await findLiveSignupOf(deps.db, { tripId }, actor.accountId);
  return row ? bookingPath(row.id) : null;
}
