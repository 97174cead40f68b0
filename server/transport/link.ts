import type { SignupRow } from "@/db/signup";
import { insertLink } from "@/db/signup-link";
import { bookingPath } from "@/domain/signup/paths";
import { confirmLinkUntil, manageLinkUntil } from "@/domain/signup/timing";
import { randomToken, sha256 } from "@/server/crypto";
import type { Desk } from "./desk";
import { rideOf } from "./ride-columns";
import { boardingOf, lastStopOf } from "./trip-view";

/** A new link that opens a sign-up's page for whoever has its mail. */
export async function newManagePath(desk: Desk, row: SignupRow): Promise<string> {
  const token = randomToken();
  const expires = manageLinkUntil(lastStopOf(desk.stops, desk.now));
  await insertLink(desk.trx, {
    tokenHash: sha256(token),
    signupId: row.id,
    email: row.email,
    purpose: "manage",
    expires,
  });
  return bookingPath(token);
}

/** A new link that confirms an address, once; afterwards it opens the sign-up's page. */
export async function newConfirmPath(desk: Desk, row: SignupRow, email: string): Promise<string> {
  const token = randomToken();
  const expires = confirmLinkUntil(desk.now, boardingOf(desk.stops, rideOf(row)));
  await insertLink(desk.trx, { tokenHash: sha256(token), signupId: row.id, email, purpose: "confirm", expires });
  return bookingPath(token);
}
