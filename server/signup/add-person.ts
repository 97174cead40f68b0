import { z } from "zod";
import { findSignup, insertSignup } from "@/db/signup";
import { sameThing, thingColumns, thingOf } from "@/db/signup-thing";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { fieldErrors, firstNameSchema, phoneSchema } from "@/domain/signup/request";
import { asSignupState, type SignupState } from "@/domain/signup/state";
import { admittedColumns, decide } from "./admit-request";
import { requestIdSchema } from "./ask";
import type { SignupDeps } from "./deps";
import { asOrganiser } from "./organised";
import { sealPhone } from "./phone";
import { readThing } from "./read-thing";

const personSchema = z.object({ requestId: requestIdSchema, firstName: firstNameSchema, phone: phoneSchema });

/** Signs up someone without e-mail, by first name and perhaps phone, marked with who wrote them down. */
export async function addPerson(
  deps: SignupDeps,
  actor: Actor,
  raw: Record<string, unknown>,
): Promise<Result<{ signupId: string; state: SignupState }>> {
  return asOrganiser(deps, actor, readThing(raw), async (desk, { by }) => {
    const { thing, kind } = desk;
    const form = personSchema.safeParse(raw);
    const wrong = { ...(await kind.check(desk.trx, raw)), ...(form.success ? {} : fieldErrors(form.error)) };
    if (!form.success || Object.keys(wrong).length > 0) return refuse("invalid", wrong);
    const { requestId, firstName, phone } = form.data;
    // The form's own number is the sign-up's id: sent twice, it is one.
    const same = await findSignup(desk.trx, requestId);
    if (same) {
      return sameThing(thingOf(same), thing.key) && same.writtenBy === by.accountId
        ? ok({ signupId: same.id, state: asSignupState(same.state) })
        : refuse("invalid", { requestId: "form" });
    }
    if (thing.closed) return { ok: false, refusal: thing.closed };
    const wish = await thing.ask(raw);
    if (!wish.ok) return wish;
    const columns = await admittedColumns(desk, await decide(desk, wish.value));
    const row = await insertSignup(desk.trx, {
      ...columns,
      ...wish.value,
      ...thingColumns(thing.key),
      id: requestId,
      coalitionId: thing.coalitionId,
      holder: `person:${requestId}`,
      firstName,
      phoneEncrypted: sealPhone(deps.vault, phone),
      writtenBy: by.accountId,
      createdAt: desk.now,
    });
    await desk.record({ signupId: row.id, what: "added", ...by, detail: { party: row.party } });
    return ok({ signupId: row.id, state: asSignupState(row.state) });
  });
}
