import { signupsOfPerson } from "@/db/signup";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { bookingPath } from "@/domain/signup/paths";
import { asSignupState, isLive } from "@/domain/signup/state";
import type { SignupDeps } from "@/server/signup/deps";
import { bookingItems } from "./holder-page";
import type { MyBookings } from "./signup-types";

/** One's own bookings, and those made with the same address before signing in. */
export async function myBookings(deps: SignupDeps, actor: Actor): Promise<Result<MyBookings>> {
  if (actor.kind !== "account") return refuse("sign_in_first");
  const rows = await signupsOfPerson(deps.db, { email: actor.email, accountId: actor.accountId });
  const own = rows.filter((row) => row.accountId === actor.accountId);
  const others = rows.filter((row) => row.accountId === null && isLive(asSignupState(row.state)));
  const now = deps.clock.now();
  return ok({
    bookings: await bookingItems(deps, own, now, (row) => bookingPath(row.id), true),
    toClaim: await bookingItems(deps, others, now, (row) => bookingPath(row.id), true),
  });
}
