import { z } from "zod";
import { findSignup, type SignupRow } from "@/db/signup";
import { findOrganisedTrip } from "@/db/trip-seats";
import type { AccountActor, Actor } from "@/domain/kernel/actor";
import { type Result, refuse } from "@/domain/kernel/result";
import type { SignupDeps } from "@/server/signup/deps";
import { atDesk } from "./at-desk";
import type { ConfirmedBy } from "./confirm-address";
import type { Desk } from "./desk";

export type Organiser = { actor: AccountActor; coordinator: boolean; by: ConfirmedBy };

/**
 * Acts on a trip as one who runs it: a coordinator of its coalition, or someone to whom it was given. Asked again
 * inside the transaction, at every call. Anybody else gets the answer for a trip that does not exist.
 */
export async function asOrganiser<T>(
  deps: SignupDeps,
  actor: Actor,
  tripId: unknown,
  act: (desk: Desk, organiser: Organiser) => Promise<Result<T>>,
): Promise<Result<T>> {
  const id = z.uuid().safeParse(tripId);
  if (actor.kind !== "account" || !id.success) return refuse("not_found");
  // Whoever has no right neither waits for the trip's lock nor sets anything going.
  if (!(await findOrganisedTrip(deps.db, actor.accountId, id.data))) return refuse("not_found");
  return atDesk(deps, id.data, async (desk) => {
    const right = await findOrganisedTrip(desk.trx, actor.accountId, id.data);
    if (!right) return refuse("not_found");
    return act(desk, {
      actor,
      coordinator: right.coordinator,
      by: { byKind: "organiser", accountId: actor.accountId },
    });
  });
}

/** The same for one sign-up, read under its trip's lock. */
export async function asOrganiserOf<T>(
  deps: SignupDeps,
  actor: Actor,
  signupId: unknown,
  act: (desk: Desk, row: SignupRow, organiser: Organiser) => Promise<Result<T>>,
): Promise<Result<T>> {
  const id = z.uuid().safeParse(signupId);
  if (actor.kind !== "account" || !id.success) return refuse("not_found");
  const named = await findSignup(deps.db, id.data);
  if (!named) return refuse("not_found");
  return asOrganiser(deps, actor, named.tripId, async (desk, organiser) => {
    const row = await findSignup(desk.trx, named.id);
    return row && !row.anonymisedAt ? act(desk, row, organiser) : refuse("not_found");
  });
}
