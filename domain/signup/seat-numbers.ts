/** What everybody may know of the seats of a thing: what pages draw, say in words, and hear of when it changes. */
export type SeatNumbers = {
  /** Seats that may be booked at all. */
  total: number;
  /** The public number: the smallest over all segments of both directions. */
  free: number;
  /** For one direction alone; null when it is not run. */
  outbound: number | null;
  return: number | null;
  /** The most seats on any stretch that still has some, when `free` is zero. */
  partly: number;
  waiting: number;
  status: "open" | "closed" | "deadline" | "cancelled";
};

type Counted = {
  seats: Pick<SeatNumbers, "total" | "free" | "outbound" | "return"> & { open: readonly { free: number }[] };
  waiting: number;
  status: SeatNumbers["status"];
};

/** Reduces the counts of a trip to what its words and its drawing need. */
export function seatNumbers({ seats, waiting, status }: Counted): SeatNumbers {
  const { total, free, outbound, return: back } = seats;
  const partly = free > 0 ? 0 : Math.max(0, ...seats.open.map((stretch) => stretch.free));
  return { total, free, outbound, return: back, partly, waiting, status };
}

/** Event names of the live counts, and what they carry. */
export const liveCounts = {
  /** From a browser: `{coalitionId}`. */
  watch: "counts:watch",
  /** To browsers: `Record<tripId, SeatNumbers>`; all of them first, then only those that changed. */
  changed: "counts:changed",
} as const;
