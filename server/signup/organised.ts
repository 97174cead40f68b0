import { z } from "zod";
import { findSignup, type SignupRow } from "@/db/signup";
import { type ThingKey, thingOf } from "@/db/signup-thing";
import type { AccountActor, Actor } from "@/domain/kernel/actor";
import { type Result, refuse } from "@/domain/kernel/result";
import { atDesk } from "./at-desk";
import type { ConfirmedBy } from "./confirm-address";
import type { SignupDeps } from "./deps";
import type { Desk } from "./desk";
import { kindOf } from "./thing";

export type Organiser = { actor: AccountActor; coordinator: boolean; by: ConfirmedBy };

/**
 * Acts on a thing as one who runs it: a coordinator of its coalition, or someone to whom it was given. Asked again
 * inside the transaction, at every call. Anybody else gets the answer for a thing that does not exist.
 */
export async function asOrganiser<T>(
  deps: SignupDeps,
  actor: Actor,
  key: ThingKey | null,
  act: (desk: Desk, organiser: Organiser) => Promise<Result<T>>,
): Promise<Result<T>> {
  if (actor.kind !== "account" || !key) return refuse("not_found");
  const { organiser: rightOf } = kindOf(deps, key);
  // Whoever has no right neither waits for the lock nor sets anything going.
  if (!(await rightOf(deps.db, actor.accountId))) return refuse("not_found");
  return atDesk(deps, key, async (desk) => {
    const right = await rightOf(desk.trx, actor.accountId);
    if (!right) return refuse("not_found");
    return act(desk, {
      actor,
      coordinator: right.coordinator,
      by: { byKind: "organiser", accountId: actor.accountId },
    });
  });
}

/** The same for one sign-up, read under its thing's lock. */
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
  return asOrganiser(deps, actor, thingOf(named), async (desk, organiser) => {
    const row = await findSignup(desk.trx, named.id);
    return row && !row.anonymisedAt ? act(desk, row, organiser) : refuse("not_found");
  });
}
