import { z } from "zod";
import { notify } from "@/db/notify";
import { accountForAddress, takeTripBack as deleteOrganiser, giveTrip as insertOrganiser } from "@/db/trip-organiser";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { emailSchema } from "@/domain/signup/request";
import type { SignupDeps } from "@/server/signup/deps";
import { asOrganiser } from "./organised";

/** A coordinator gives the trip to somebody, member or not: they see who is on board and run its sign-ups. */
export async function giveTrip(
  deps: SignupDeps,
  actor: Actor,
  raw: { tripId?: unknown; email?: unknown },
): Promise<Result<null>> {
  return asOrganiser(deps, actor, raw.tripId, async (desk, organiser) => {
    if (!organiser.coordinator) return refuse("not_found");
    const email = emailSchema.safeParse(raw.email);
    if (!email.success) return refuse("invalid", { email: "email" });
    const accountId = await accountForAddress(desk.trx, email.data);
    const { actor: giver } = organiser;
    await insertOrganiser(desk.trx, {
      tripId: desk.trip.id,
      accountId,
      givenBy: giver.accountId,
      givenAt: desk.now,
    });
    await notify(desk.trx, { kind: "access", accountId, coalitionId: desk.trip.coalitionId });
    return ok(null);
  });
}

/** Takes it back; coordinators keep their right in any case. */
export async function takeTripBack(
  deps: SignupDeps,
  actor: Actor,
  raw: { tripId?: unknown; accountId?: unknown },
): Promise<Result<null>> {
  return asOrganiser(deps, actor, raw.tripId, async (desk, organiser) => {
    const accountId = z.uuid().safeParse(raw.accountId);
    if (!organiser.coordinator || !accountId.success) return refuse("not_found");
    if (!(await deleteOrganiser(desk.trx, desk.trip.id, accountId.data))) return refuse("not_found");
    await notify(desk.trx, { kind: "access", accountId: accountId.data, coalitionId: desk.trip.coalitionId });
    return ok(null);
  });
}
