import { type NewSignup, nextQueueNumber } from "@/db/signup";
import { type Admission, admit } from "@/domain/signup/admission";
import { waitingAt } from "./at-desk";
import type { Desk } from "./desk";
import type { Wish } from "./thing";

/** A place or the queue, as everybody stands at this moment. */
export async function decide(desk: Desk, wish: Wish): Promise<Admission> {
  const capacity = await desk.thing.capacity();
  if (!capacity.fits(wish, wish.party)) return "queue";
  return admit(capacity, await waitingAt(desk), wish, wish.party);
}

/** The columns of someone whose address is known to be theirs: confirmed, or in the queue with a number. */
export async function admittedColumns(
  desk: Desk,
  admission: Admission,
): Promise<Pick<NewSignup, "state" | "queueNumber" | "confirmedAt" | "expiresAt" | "holds">> {
  const known = { confirmedAt: desk.now, expiresAt: null, holds: true };
  if (admission === "seats") return { ...known, state: "confirmed", queueNumber: null };
  return { ...known, state: "waiting", queueNumber: await nextQueueNumber(desk.trx, desk.thing.key) };
}
