import { z } from "zod";
import { notify } from "@/db/notify";
import { accountForAddress } from "@/db/trip-organiser";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { emailSchema } from "@/domain/signup/request";
import type { SignupDeps } from "./deps";
import { asOrganiser } from "./organised";
import { readThing } from "./read-thing";

/** A coordinator gives the thing to somebody, member or not: they see who comes and run its sign-ups. */
export async function giveThing(deps: SignupDeps, actor: Actor, raw: Record<string, unknown>): Promise<Result<null>> {
  return asOrganiser(deps, actor, readThing(raw), async ({ trx, now, thing, kind }, organiser) => {
    if (!organiser.coordinator) return refuse("not_found");
    const email = emailSchema.safeParse(raw.email);
    if (!email.success) return refuse("invalid", { email: "email" });
    const accountId = await accountForAddress(trx, email.data);
    await kind.give(trx, { accountId, givenBy: organiser.actor.accountId, givenAt: now });
    await notify(trx, { kind: "access", accountId, coalitionId: thing.coalitionId });
    return ok(null);
  });
}

/** Takes it back; coordinators keep their right in any case. */
export async function takeThingBack(
  deps: SignupDeps,
  actor: Actor,
  raw: Record<string, unknown>,
): Promise<Result<null>> {
  return asOrganiser(deps, actor, readThing(raw), async ({ trx, thing, kind }, organiser) => {
    const accountId = z.uuid().safeParse(raw.accountId);
    if (!organiser.coordinator || !accountId.success) return refuse("not_found");
    if (!(await kind.takeBack(trx, accountId.data))) return refuse("not_found");
    await notify(trx, { kind: "access", accountId: accountId.data, coalitionId: thing.coalitionId });
    return ok(null);
  });
}
