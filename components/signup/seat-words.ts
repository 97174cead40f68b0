/**
 * How many seats are left, in words. The same function on the server's page and in the browser when a count moves, so
 * that both say the same. No catalogue of translations reaches the browser: the sentences come in as templates.
 */
import type { SeatNumbers } from "@/domain/signup/seat-numbers";

/** Templates with `{n}` or `{total}`; the messages `ui.seats`. */
export type SeatTexts = Record<
  | "freeOne"
  | "freeMany"
  | "of"
  | "noneFolded"
  | "full"
  | "fullOutbound"
  | "fullReturn"
  | "outboundOne"
  | "outboundMany"
  | "returnOne"
  | "returnMany"
  | "partOne"
  | "partMany"
  | "waitingOne"
  | "waitingMany"
  | "closed"
  | "cancelled",
  string
>;

export type SeatWords = { main: string; aside: string; full: boolean };

/** What stands beside the drawing: « 14 places libres » and « sur 51 », or « Complet · 5 personnes en attente ». */
export function seatWords(numbers: SeatNumbers, texts: SeatTexts): SeatWords {
  const { free, total, waiting, status } = numbers;
  if (status === "cancelled") return { main: texts.cancelled, aside: "", full: true };
  if (status !== "open") return { main: texts.closed, aside: "", full: true };
  if (free > 0) {
    const main = count(texts.freeOne, texts.freeMany, free);
    return { main, aside: texts.of.replace("{total}", String(total)), full: false };
  }
  const partly = partial(numbers, texts);
  if (partly) return { main: partly, aside: "", full: true };
  const queue = waiting > 0 ? ` · ${count(texts.waitingOne, texts.waitingMany, waiting)}` : "";
  return { main: texts.full + queue, aside: "", full: true };
}

/** « 14 places libres » → « places libres », for where the figure stands in large beside it. */
export function withoutNumber(words: string): string {
  return words.replace(/^\d+\s/, "");
}

/** « 81 places libres », for several trips together. */
export function seatSum(free: number, texts: Pick<SeatTexts, "freeOne" | "freeMany">): string {
  return count(texts.freeOne, texts.freeMany, free);
}

/** What the summary of folded trips says of their seats: « 4 places libres », or « complet ». */
export function foldedSeats(
  trips: readonly Pick<SeatNumbers, "free" | "status">[],
  texts: Pick<SeatTexts, "freeOne" | "freeMany" | "noneFolded">,
): string {
  const free = freeOver(trips);
  return free > 0 ? seatSum(free, texts) : texts.noneFolded;
}

/** Seats of the trips that take bookings. */
export function freeOver(trips: readonly Pick<SeatNumbers, "free" | "status">[]): number {
  return trips.reduce((sum, trip) => sum + (trip.status === "open" ? trip.free : 0), 0);
}

/** Full somewhere, but not everywhere: which direction, or that part of the way is free. */
function partial(numbers: SeatNumbers, texts: SeatTexts): string | null {
  const { outbound, return: back, partly } = numbers;
  if (outbound === 0 && back) return `${texts.fullOutbound}, ${count(texts.returnOne, texts.returnMany, back)}`;
  if (back === 0 && outbound) return `${texts.fullReturn}, ${count(texts.outboundOne, texts.outboundMany, outbound)}`;
  return partly > 0 ? count(texts.partOne, texts.partMany, partly) : null;
}

/** In French zero and one are singular; in English only one is, and zero never comes here but as « full ». */
function count(one: string, many: string, n: number): string {
  return (n <= 1 ? one : many).replace("{n}", String(n));
}
