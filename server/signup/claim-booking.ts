import { z } from "zod";
import { findSignup, type SignupRow, updateSignup } from "@/db/signup";
import { thingOf } from "@/db/signup-thing";
import type { AccountActor, Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { bookingPath } from "@/domain/signup/paths";
import { asSignupState } from "@/domain/signup/state";
import { atDesk } from "./at-desk";
import { confirmAddress } from "./confirm-address";
import type { SignupDeps } from "./deps";
import type { Desk } from "./desk";
import type { Booked } from "./holder-desk";

/** Makes a sign-up of the same address one's account's own; the session proves the address, so it is confirmed too. */
export async function claimBooking(
  deps: SignupDeps,
  actor: Actor,
  raw: { signupId?: unknown },
): Promise<Result<Booked>> {
  if (actor.kind !== "account") return refuse("sign_in_first");
  const signupId = z.uuid().safeParse(raw.signupId);
  const named = signupId.success ? await findSignup(deps.db, signupId.data) : undefined;
  if (named?.email !== actor.email || named.anonymisedAt) return refuse("not_found");
  return atDesk(deps, thingOf(named), async (desk) => {
    const row = await findSignup(desk.trx, named.id);
    if (row?.email !== actor.email) return refuse("not_found");
    const own = row.accountId === actor.accountId ? ok(row) : await claim(desk, actor, row);
    return own.ok ? ok({ state: asSignupState(own.value.state), path: bookingPath(own.value.id) }) : own;
  });
}

/** Under the thing's lock, for a row that carries this account's address. */
export async function claim(desk: Desk, actor: AccountActor, row: SignupRow): Promise<Result<SignupRow>> {
  const by = { byKind: "holder", accountId: actor.accountId } as const;
  const own = await updateSignup(desk.trx, row.id, {
    holder: `account:${actor.accountId}`,
    accountId: actor.accountId,
    networkHash: null,
  });
  await desk.record({ signupId: row.id, what: "claimed", ...by });
  return confirmAddress(desk, own, by);
}
