/** Costs are in tenths of a millisecond of this process, about. */
export type RateLimits = { capacity: number; perSecond: number };

const defaults: RateLimits = { capacity: 20_000, perSecond: 3_000 };
const sweepAbove = 1000;

/**
 * What each person may cost, over all their connections and reconnections: a bucket that fills slowly. Who is in debt is
 * no longer read until it is paid; whose debt passes a whole bucket is sent away.
 */
export class Rates {
  readonly #buckets = new Map<string, { tokens: number; at: number }>();
  readonly #limits: RateLimits;
  readonly #now: () => number;

  constructor(now: () => number, limits: Partial<RateLimits> = {}) {
    this.#now = now;
    this.#limits = { ...defaults, ...limits };
  }

  /** Takes `cost`. Milliseconds until the debt is paid (0: none), or null: too much. */
  spend(person: string, cost: number): number | null {
    const bucket = this.#bucket(person);
    bucket.tokens -= cost;
    if (bucket.tokens >= 0) return 0;
    if (bucket.tokens < -this.#limits.capacity) return null;
    return Math.ceil((-bucket.tokens / this.#limits.perSecond) * 1000);
  }

  /** Whether `cost` can be paid now; nothing is taken. */
  canAfford(person: string, cost: number): boolean {
    // Something dearer than a whole bucket may still be had with a full one.
    return this.#bucket(person).tokens >= Math.min(cost, this.#limits.capacity);
  }

  #bucket(person: string) {
    const now = this.#now();
    const { capacity, perSecond } = this.#limits;
    const known = this.#buckets.get(person);
    const bucket = known ?? { tokens: capacity, at: now };
    bucket.tokens = Math.min(capacity, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
    bucket.at = now;
    if (!known) {
      if (this.#buckets.size > sweepAbove) this.#sweep(now);
      this.#buckets.set(person, bucket);
    }
    return bucket;
  }

  /** A bucket that is full again is as good as none. */
  #sweep(now: number): void {
    const { capacity, perSecond } = this.#limits;
    for (const [person, { tokens, at }] of this.#buckets) {
      if (tokens + ((now - at) / 1000) * perSecond >= capacity) this.#buckets.delete(person);
    }
  }
}
