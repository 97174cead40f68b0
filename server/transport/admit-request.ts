import { type NewSignup, nextQueueNumber } from "@/db/signup";
import type { Refusal } from "@/domain/kernel/result";
import { type Admission, admit } from "@/domain/signup/admission";
import type { Wish } from "@/domain/transport/places";
import type { Desk } from "./desk";
import { statusOf } from "./trip-view";

/** Why the trip takes nobody new at this moment; null when it does. */
export function notBookable(desk: Desk): Refusal | null {
  switch (statusOf(desk.trip, desk.now)) {
    case "open":
      return null;
    case "cancelled":
      return { code: "trip_cancelled" };
    case "deadline":
      return { code: "deadline_passed" };
    case "closed":
      return { code: "trip_closed" };
  }
}

/** Seats or the queue, as everybody stands at this moment. */
export async function decide(desk: Desk, wish: Wish, party: number): Promise<Admission> {
  const places = await desk.places();
  if (!places.fits(wish, party)) return "queue";
  return admit(places, await desk.waiting(), wish, party);
}

/** The columns of someone whose address is known to be theirs: confirmed, or in the queue with a number. */
export async function admittedColumns(
  desk: Desk,
  admission: Admission,
): Promise<Pick<NewSignup, "state" | "queueNumber" | "confirmedAt" | "expiresAt" | "holds">> {
  const known = { confirmedAt: desk.now, expiresAt: null, holds: true };
  if (admission === "seats") return { ...known, state: "confirmed", queueNumber: null };
  return { ...known, state: "waiting", queueNumber: await nextQueueNumber(desk.trx, desk.trip.id) };
}
