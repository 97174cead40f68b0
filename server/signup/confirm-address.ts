import { findLiveSignup, insertSignup, type SignupRow, updateSignup } from "@/db/signup";
import { ranksOf } from "@/db/signup-list";
import { ok, type Result } from "@/domain/kernel/result";
import { mayBecome } from "@/domain/signup/state";
import { admittedColumns, decide } from "./admit-request";
import type { Desk } from "./desk";
import { sendConfirmed, sendWaiting } from "./mails";
import { wishOf } from "./thing";

export type ConfirmedBy = { byKind: "holder" | "organiser"; accountId: string | null };

/**
 * The address of a sign-up is its holder's: by code, by link, by session, or an organiser's word. What was held becomes
 * theirs; a request that held nothing gets a place or joins the queue now; someone in the queue may be offered one from
 * now on; a request out of time is asked again, as new. What is confirmed already stays as it is.
 */
export async function confirmAddress(desk: Desk, row: SignupRow, by: ConfirmedBy): Promise<Result<SignupRow>> {
  if (row.state === "pending") {
    if (row.holds)
      return ok(await settle(desk, row, { state: "confirmed", expiresAt: null, confirmedAt: desk.now }, by));
    const no = desk.thing.closed;
    if (no) return { ok: false, refusal: no };
    const columns = await admittedColumns(desk, await decide(desk, wishOf(row)));
    return ok(await settle(desk, row, columns, by));
  }
  if (row.state === "waiting" && !row.confirmedAt) {
    const confirmed = await updateSignup(desk.trx, row.id, { confirmedAt: desk.now, networkHash: null });
    await desk.record({ signupId: row.id, what: "confirmed", ...by });
    await tell(desk, confirmed);
    desk.freed();
    return ok(confirmed);
  }
  if (row.state === "expired" && !row.confirmedAt) return askAgain(desk, row, by);
  return ok(row);
}

async function settle(
  desk: Desk,
  row: SignupRow,
  columns: Parameters<typeof updateSignup>[2] & { state?: string },
  by: ConfirmedBy,
): Promise<SignupRow> {
  const to = columns.state === "waiting" ? "waiting" : "confirmed";
  if (!mayBecome("pending", to, row.holds)) throw new Error(`a pending sign-up cannot become ${to}`);
  // The network mattered only while nobody had confirmed.
  const settled = await updateSignup(desk.trx, row.id, { ...columns, networkHash: null });
  await desk.record({ signupId: row.id, what: to === "waiting" ? "queued" : "confirmed", ...by });
  await tell(desk, settled);
  return settled;
}

async function askAgain(desk: Desk, row: SignupRow, by: ConfirmedBy): Promise<Result<SignupRow>> {
  const live = await findLiveSignup(desk.trx, desk.thing.key, { holder: row.holder, email: row.email });
  if (live) return confirmAddress(desk, live, by);
  const no = desk.thing.closed;
  if (no) return { ok: false, refusal: no };
  const wish = wishOf(row);
  if (!(await desk.thing.takesNew(wish))) return { ok: false, refusal: { code: "stops_wrong" } };
  const columns = await admittedColumns(desk, await decide(desk, wish));
  const { id: _, createdAt: __, endedAt: ___, cancelReason: ____, ...same } = row;
  const again = await insertSignup(desk.trx, { ...same, ...columns, networkHash: null, createdAt: desk.now });
  await desk.record({ signupId: again.id, what: "asked", ...by, detail: { party: row.party } });
  await desk.record({ signupId: again.id, what: columns.state === "waiting" ? "queued" : "confirmed", ...by });
  await tell(desk, again);
  return ok(again);
}

/** The mail that goes with the state someone has just reached. */
export async function tell(desk: Desk, row: SignupRow): Promise<void> {
  if (row.state === "confirmed") await sendConfirmed(desk, row);
  if (row.state === "waiting") await sendWaiting(desk, row, (await ranksOf(desk.trx, [row.id])).get(row.id) ?? 1);
}
