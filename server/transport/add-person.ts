import { findSignup, insertSignup } from "@/db/signup";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { fieldErrors, firstNameSchema, phoneSchema } from "@/domain/signup/request";
import { asSignupState, type SignupState } from "@/domain/signup/state";
import { sealAccess } from "@/server/signup/access-need";
import type { SignupDeps } from "@/server/signup/deps";
import { sealPhone } from "@/server/signup/phone";
import { admittedColumns, decide, notBookable } from "./admit-request";
import { asOrganiser } from "./organised";
import { rideColumns } from "./ride-columns";
import { accessIn, priceFor, rideFor, seatFormSchema } from "./seat-form";

const personSchema = seatFormSchema.extend({ firstName: firstNameSchema, phone: phoneSchema });

/** Signs up someone without e-mail, by first name and perhaps phone, marked with who wrote them down. */
export async function addPerson(
  deps: SignupDeps,
  actor: Actor,
  raw: Record<string, unknown>,
): Promise<Result<{ signupId: string; state: SignupState }>> {
  return asOrganiser(deps, actor, raw.tripId, async (desk, { by }) => {
    const form = personSchema.safeParse(raw);
    if (!form.success) return refuse("invalid", fieldErrors(form.error));
    const { requestId, firstName, phone, party } = form.data;
    // The form's own number is the sign-up's id: sent twice, it is one.
    const same = await findSignup(desk.trx, requestId);
    if (same) {
      return same.tripId === desk.trip.id && same.writtenBy === by.accountId
        ? ok({ signupId: same.id, state: asSignupState(same.state) })
        : refuse("invalid", { requestId: "form" });
    }
    const no = notBookable(desk);
    if (no) return { ok: false, refusal: no };
    const ride = rideFor(desk, form.data);
    if (!ride.ok) return ride;
    const price = await priceFor(desk, form.data.price);
    if (!price.ok) return price;
    const access = accessIn(form.data);
    const wish = { ride: ride.value, wheelchair: access.wheelchair };
    const columns = await admittedColumns(desk, await decide(desk, wish, party));
    const row = await insertSignup(desk.trx, {
      ...columns,
      ...rideColumns(ride.value),
      id: requestId,
      tripId: desk.trip.id,
      coalitionId: desk.trip.coalitionId,
      holder: `person:${requestId}`,
      firstName,
      phoneEncrypted: sealPhone(deps.vault, phone),
      accessEncrypted: sealAccess(deps.vault, access),
      priceId: price.value,
      party,
      writtenBy: by.accountId,
      createdAt: desk.now,
    });
    await desk.record({ signupId: row.id, what: "added", ...by, detail: { party } });
    return ok({ signupId: row.id, state: asSignupState(row.state) });
  });
}
