import { findSignup, type SignupRow } from "@/db/signup";
import { lockLink, updateLink } from "@/db/signup-link";
import { thingOf } from "@/db/signup-thing";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { bookingPath } from "@/domain/signup/paths";
import { asSignupState } from "@/domain/signup/state";
import { manageLinkUntil } from "@/domain/signup/timing";
import { sha256 } from "@/server/crypto";
import { atDesk } from "./at-desk";
import { type HolderKey, openKey } from "./capability";
import { confirmAddress } from "./confirm-address";
import type { SignupDeps } from "./deps";
import type { Booked } from "./holder-desk";
import { endOf } from "./link";

/**
 * The button on the page of a mailed link: loading that page changes nothing. A link acts once and then opens the
 * sign-up's page; pressed again it gives the same answer. One whose hold has run out asks again, as new.
 */
export async function confirmByLink(deps: SignupDeps, actor: Actor, at: HolderKey): Promise<Result<Booked>> {
  const found = await openKey(deps.db, actor, at, deps.clock.now());
  if (!found || found.kind === "list") return refuse("link_void");
  if (found.link?.purpose === "list") return confirmListed(deps, at, found.signup);
  if (found.link?.purpose !== "confirm") return refuse("link_void");
  return atDesk(deps, thingOf(found.signup), async (desk) => {
    const link = await lockLink(desk.trx, sha256(at.key), desk.now);
    const row = link?.signupId ? await findSignup(desk.trx, link.signupId) : undefined;
    if (!link || link.endedAt || !row) return refuse("link_void");
    const answer = (state: string) => ok({ state: asSignupState(state), path: bookingPath(at.key) });
    if (link.spentAt) return answer(row.state);
    const confirmed = await confirmAddress(desk, row, { byKind: "holder", accountId: null });
    if (!confirmed.ok) return confirmed;
    await updateLink(desk.trx, link.tokenHash, {
      spentAt: desk.now,
      signupId: confirmed.value.id,
      expires: manageLinkUntil(endOf(desk)),
    });
    return answer(confirmed.value.state);
  });
}

/** Under a link to all of an address's bookings, which proves the address as well. */
function confirmListed(deps: SignupDeps, at: HolderKey, listed: SignupRow): Promise<Result<Booked>> {
  return atDesk(deps, thingOf(listed), async (desk) => {
    const row = await findSignup(desk.trx, listed.id);
    if (!row) return refuse("link_void");
    const confirmed = await confirmAddress(desk, row, { byKind: "holder", accountId: null });
    if (!confirmed.ok) return confirmed;
    const { state, id } = confirmed.value;
    return ok({ state: asSignupState(state), path: bookingPath(at.key, id) });
  });
}
