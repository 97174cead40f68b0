import type { SignupRow } from "@/db/signup";
import { insertLink } from "@/db/signup-link";
import { bookingPath } from "@/domain/signup/paths";
import { confirmLinkUntil, manageLinkUntil } from "@/domain/signup/timing";
import { randomToken, sha256 } from "@/server/crypto";
import type { Desk } from "./desk";
import { wishOf } from "./thing";

/** When what is signed up for is over; now, if it is already or if nobody said when. */
export function endOf({ thing, now }: Desk): Date {
  return new Date(Math.max(now.getTime(), thing.endsAt?.getTime() ?? 0));
}

/** A new link that opens a sign-up's page for whoever has its mail. */
export async function newManagePath(desk: Desk, row: SignupRow): Promise<string> {
  const token = randomToken();
  const expires = manageLinkUntil(endOf(desk));
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
  const expires = confirmLinkUntil(desk.now, desk.thing.startsAt(wishOf(row)));
  await insertLink(desk.trx, { tokenHash: sha256(token), signupId: row.id, email, purpose: "confirm", expires });
  return bookingPath(token);
}
