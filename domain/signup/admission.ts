/**
 * What a thing can still hold, as the engine needs it: seats on a coach know segments, a task knows one person. `C` is
 * what one asks for (a ride; nothing, for a task). Immutable.
 */
export type Capacity<C> = {
  fits(claim: C, party: number): boolean;
  shortage(claim: C, party: number): number;
  with(claim: C, party: number): Capacity<C>;
};

/** Someone in the queue whose address is confirmed, in order of queue number. */
export type Waiting<C> = { id: string; claim: C; party: number; boarding: Date };

export type Admission = "seats" | "queue";

/**
 * Whether a newcomer gets seats or a place in the queue. Nobody overtakes: while a confirmed waiting party would fit,
 * the newcomer waits behind it.
 */
export function admit<C>(capacity: Capacity<C>, waiting: readonly Waiting<C>[], claim: C, party: number): Admission {
  if (!capacity.fits(claim, party)) return "queue";
  return waiting.some((other) => capacity.fits(other.claim, other.party)) ? "queue" : "seats";
}

export type Offers = {
  offers: { id: string; until: Date }[];
  /** Who did not fit while someone behind them did, and how many seats they lacked then. */
  passedOver: { id: string; shortage: number }[];
};

/** Offers what is free to the queue: first the first party that fits, then the next, until nobody fits. */
export function nextOffers<C>(
  capacity: Capacity<C>,
  waiting: readonly Waiting<C>[],
  until: (boarding: Date) => Date | null,
): Offers {
  const offers: Offers["offers"] = [];
  const skipped: Offers["passedOver"] = [];
  const passedOver: Offers["passedOver"] = [];
  let left = capacity;
  for (const party of waiting) {
    const end = until(party.boarding);
    // Too late for an offer to be answered: not the same as too large.
    if (!end) continue;
    if (!left.fits(party.claim, party.party)) {
      const shortage = left.shortage(party.claim, party.party);
      // What is lacking may be something else than seats: that is not being too large.
      if (shortage > 0) skipped.push({ id: party.id, shortage });
      continue;
    }
    left = left.with(party.claim, party.party);
    offers.push({ id: party.id, until: end });
    passedOver.push(...skipped.splice(0));
  }
  return { offers, passedOver };
}
