import { z } from "zod";
import type { ThingKey } from "@/db/signup-thing";
import type { Actor } from "@/domain/kernel/actor";
import { type Result, refuse } from "@/domain/kernel/result";
import { fieldErrors, firstNameSchema, visitorSchema } from "@/domain/signup/request";
import { askAsAccount } from "./ask-as-account";
import { askAsVisitor } from "./ask-as-visitor";
import type { RequestContext, SignupDeps } from "./deps";
import type { Booked } from "./holder-desk";
import { kindOf } from "./thing";

/** Put into a form when it is rendered, so that repeated clicks make one. */
export const requestIdSchema = z.uuid({ error: "form" });
const formSchema = z.object({ requestId: requestIdSchema });

/**
 * Asks for a place: at once for someone signed in, to be confirmed for a visitor, or a place in the queue. The same form
 * sent again changes nothing and answers the same.
 */
export async function ask(
  deps: SignupDeps,
  actor: Actor,
  key: ThingKey | null,
  raw: Record<string, unknown>,
  context: RequestContext,
): Promise<Result<Booked>> {
  if (!key || !(await kindOf(deps, key).isOpenTo(deps.db, actor))) return refuse("not_found");
  const form = formSchema.safeParse(raw);
  const wrong = { ...(await kindOf(deps, key).check(deps.db, raw)), ...(form.success ? {} : fieldErrors(form.error)) };
  const right = form.success && Object.keys(wrong).length === 0 ? form.data : null;
  if (actor.kind === "account") {
    if (!right) return refuse("invalid", wrong);
    const firstName = actor.name || firstNameSchema.safeParse(raw.firstName).data;
    if (!firstName) return refuse("invalid", { firstName: "firstName" });
    return askAsAccount(deps, actor, { key, firstName, raw, locale: context.locale });
  }
  const person = visitorSchema.safeParse(raw);
  // Both halves are checked, so that everything wrong is named at once.
  if (!right || !person.success) {
    return refuse("invalid", { ...wrong, ...(person.success ? {} : fieldErrors(person.error)) });
  }
  return askAsVisitor(deps, { key, person: person.data, requestId: right.requestId, raw, context });
}
