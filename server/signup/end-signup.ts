import { type SignupRow, updateSignup } from "@/db/signup";
import type { NewEvent } from "@/db/signup-event";
import { asSignupState, isLive, takesSeats } from "@/domain/signup/state";
import type { Desk } from "./desk";
import { sendCancelled, tellOrganisersOfLateCancel } from "./mails";

type By = Pick<NewEvent, "byKind" | "accountId">;

/** Cancels a sign-up at any time; a second time changes nothing. After the deadline the organisers are told. */
export async function cancelSignup(
  desk: Desk,
  row: SignupRow,
  by: By & { reason?: string; what?: "cancelled" | "declined" },
): Promise<SignupRow> {
  const state = asSignupState(row.state);
  if (!isLive(state)) return row;
  const { reason, what, ...who } = by;
  const ended = await updateSignup(desk.trx, row.id, {
    state: "cancelled",
    expiresAt: null,
    endedAt: desk.now,
    accessEncrypted: null,
    answersEncrypted: null,
    cancelReason: reason ?? null,
  });
  await desk.record({
    signupId: row.id,
    what: what ?? "cancelled",
    ...who,
    detail: reason ? { reason } : {},
  });
  // Whoever never confirmed may have been named by somebody else: no mail but the first.
  if (row.confirmedAt || reason) await sendCancelled(desk, ended, reason ?? "");
  const late = desk.now >= desk.thing.deadline;
  if (late && state === "confirmed" && who.byKind === "holder") await tellOrganisersOfLateCancel(desk, ended);
  if (takesSeats(state, row.holds)) desk.freed();
  return ended;
}
