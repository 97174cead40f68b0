import { z } from "zod";
import { type SignupRow, updateSignup } from "@/db/signup";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { reasonSchema } from "@/domain/signup/request";
import { asSignupState, isLive, type SignupState } from "@/domain/signup/state";
import { answerSchema, settleOffer } from "./answer-offer";
import { applyChange } from "./change-booking";
import { confirmAddress } from "./confirm-address";
import type { SignupDeps } from "./deps";
import { cancelSignup } from "./end-signup";
import { asOrganiserOf } from "./organised";

const paidSchema = z.enum(["yes", "no"]);
type Outcome = Promise<Result<{ state: SignupState }>>;

/** Vouches for somebody whose address nobody has confirmed. */
export function confirmPerson(deps: SignupDeps, actor: Actor, raw: { signupId?: unknown }): Outcome {
  return asOrganiserOf(deps, actor, raw.signupId, async (desk, row, { by }) => {
    if (!isLive(asSignupState(row.state))) return refuse("already_ended");
    return stateOf(await confirmAddress(desk, row, by));
  });
}

/** Moves somebody within the thing: on a trip other stops, another direction, another number of seats; as far as they fit. */
export function movePerson(deps: SignupDeps, actor: Actor, raw: Record<string, unknown>): Outcome {
  return asOrganiserOf(deps, actor, raw.signupId, async (desk, row, { by }) => {
    return stateOf(await applyChange(desk, row, raw, by));
  });
}

/** Notes that somebody has paid, or takes the note back. Money never passes through us; the holder cannot do this. */
export function markPaid(deps: SignupDeps, actor: Actor, raw: { signupId?: unknown; paid?: unknown }): Outcome {
  return asOrganiserOf(deps, actor, raw.signupId, async (desk, row, { by }) => {
    const paid = paidSchema.safeParse(raw.paid);
    if (!paid.success) return refuse("invalid", { paid: "form" });
    if ((paid.data === "yes") === (row.paidAt !== null)) return stateOf(ok(row));
    if (!isLive(asSignupState(row.state))) return refuse("already_ended");
    const marked = await updateSignup(desk.trx, row.id, { paidAt: paid.data === "yes" ? desk.now : null });
    await desk.record({ signupId: row.id, what: paid.data === "yes" ? "paid" : "unpaid", ...by });
    return stateOf(ok(marked));
  });
}

/** Cancels somebody's sign-up, with a reason that they read in a mail. */
export function cancelPerson(deps: SignupDeps, actor: Actor, raw: { signupId?: unknown; reason?: unknown }): Outcome {
  return asOrganiserOf(deps, actor, raw.signupId, async (desk, row, { by }) => {
    const reason = reasonSchema.safeParse(raw.reason);
    if (!reason.success) return refuse("invalid", { reason: "reason" });
    return stateOf(ok(await cancelSignup(desk, row, { ...by, reason: reason.data })));
  });
}

/** Answers an offer for somebody without e-mail, who was called. Everybody else answers for themselves. */
export function answerOfferFor(deps: SignupDeps, actor: Actor, raw: { signupId?: unknown; answer?: unknown }): Outcome {
  return asOrganiserOf(deps, actor, raw.signupId, async (desk, row, { by }) => {
    if (row.email) return refuse("not_found");
    const answer = answerSchema.safeParse(raw.answer);
    if (!answer.success) return refuse("invalid", { answer: "answer" });
    return stateOf(await settleOffer(desk, row, answer.data, by));
  });
}

function stateOf(result: Result<SignupRow>): Result<{ state: SignupState }> {
  return result.ok ? ok({ state: asSignupState(result.value.state) }) : result;
}
