import { z } from "zod";
import { type SignupRow, updateSignup } from "@/db/signup";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import { type HolderKey, openKey } from "./capability";
import { type ConfirmedBy, tell } from "./confirm-address";
import type { SignupDeps } from "./deps";
import type { Desk } from "./desk";
import { cancelSignup } from "./end-signup";
import { atHolderDesk, type Booked } from "./holder-desk";

export const answerSchema = z.enum(["accept", "decline"], { error: "answer" });
export type Answer = z.infer<typeof answerSchema>;

/** « Je prends la place » or « Je la laisse ». The same answer twice is one; an offer out of time is gone. */
export async function answerOffer(
  deps: SignupDeps,
  actor: Actor,
  at: HolderKey,
  raw: { answer?: unknown },
): Promise<Result<Booked>> {
  const found = await openKey(deps.db, actor, at, deps.clock.now());
  if (found?.kind !== "own" && found?.kind !== "asked") return refuse("not_found");
  const answer = answerSchema.safeParse(raw.answer);
  if (!answer.success) return refuse("invalid", { answer: "answer" });
  // Nobody is offered anything on such a page: the answer of a first request that has no offer.
  if (found.kind === "asked") return refuse("offer_gone");
  return atHolderDesk(deps, actor, at, found.signup, (desk, row, by) => settleOffer(desk, row, answer.data, by));
}

/** Under the thing's lock, where offers out of time have just been ended. */
export async function settleOffer(
  desk: Desk,
  row: SignupRow,
  answer: Answer,
  by: ConfirmedBy,
): Promise<Result<SignupRow>> {
  if (row.state === (answer === "accept" ? "confirmed" : "cancelled")) return ok(row);
  if (row.state !== "offered") return refuse("offer_gone");
  if (answer === "decline") return ok(await cancelSignup(desk, row, { ...by, what: "declined" }));
  const taken = await updateSignup(desk.trx, row.id, { state: "confirmed", expiresAt: null });
  await desk.record({ signupId: row.id, what: "accepted", ...by });
  await tell(desk, taken);
  return ok(taken);
}
