import type { AwarenessEntry } from "./wire";

/** Larger states are dropped. */
export const maxStateBytes = 4096;
/** A state that was not renewed for this long is nobody's; y-protocols renews every 15 s. */
export const staleAfterMs = 30_000;

type Present<Owner> = { clock: number; json: string; owner: Owner; at: number };
type Person = { accountId: string; ids: ReadonlySet<string> };
/** `kept`: tell everyone; `dropped`: answer the sender alone; `malformed`: no honest client sends it. */
export type PresenceAnswer = { kind: "kept" | "dropped"; entries: AwarenessEntry[] } | { kind: "malformed" };

/**
 * Who is in a room, one state a client id. Unmodified clients repeat what they heard of others, so that from each frame
 * only the connection's own entry counts. A goodbye carries the clock of the last state: with the next one, whoever
 * comes back stays invisible until their clock has passed it.
 */
export class Presence<Owner extends Person> {
  readonly #present = new Map<number, Present<Owner>>();

  /** Takes the state of `clientId`, which is known to belong to `owner`'s connection. */
  take(owner: Owner, clientId: number, entries: readonly AwarenessEntry[], now: number): PresenceAnswer {
    const own = entries.findLast((entry) => entry.clientId === clientId);
    if (!own) return this.#dropped(clientId);
    const state = parseState(own.json);
    if (state === undefined) return { kind: "malformed" };
    const known = this.#present.get(clientId);
    if (this.isHeldByAnother(owner, clientId)) return this.#dropped(clientId);
    if (state === null) {
      if (!known || known.owner !== owner || own.clock < known.clock) return this.#dropped(clientId);
      this.#present.delete(clientId);
      return { kind: "kept", entries: [goodbye(clientId, own.clock)] };
    }
    if (own.json.length > maxStateBytes || namesSomeoneElse(state, owner.ids)) return this.#dropped(clientId);
    if (known && known.owner === owner && own.clock <= known.clock) return this.#dropped(clientId);
    // Written anew: what goes out is what was understood, without a second meaning.
    const json = JSON.stringify(state);
    this.#present.set(clientId, { clock: own.clock, json, owner, at: now });
    return { kind: "kept", entries: [{ clientId, clock: own.clock, json }] };
  }

  /** Whether another person shows themselves under `clientId`. */
  isHeldByAnother(owner: Owner, clientId: number): boolean {
    const known = this.#present.get(clientId);
    return known !== undefined && known.owner.accountId !== owner.accountId;
  }

  all(): AwarenessEntry[] {
    return [...this.#present].map(([clientId, { clock, json }]) => ({ clientId, clock, json }));
  }

  /** What to tell the others when a connection ended; nothing where a newer one has taken its client id. */
  leave(owner: Owner): AwarenessEntry[] {
    return this.#remove((present) => present.owner === owner);
  }

  /** What to tell of those who no longer renew their state. */
  expire(now: number): AwarenessEntry[] {
    return this.#remove((present) => now - present.at >= staleAfterMs);
  }

  #remove(gone: (present: Present<Owner>) => boolean): AwarenessEntry[] {
    const goodbyes: AwarenessEntry[] = [];
    for (const [clientId, present] of this.#present) {
      if (!gone(present)) continue;
      this.#present.delete(clientId);
      goodbyes.push(goodbye(clientId, present.clock));
    }
    return goodbyes;
  }

  #dropped(clientId: number): PresenceAnswer {
    const known = this.#present.get(clientId);
    return { kind: "dropped", entries: known ? [{ clientId, clock: known.clock, json: known.json }] : [] };
  }
}

function goodbye(clientId: number, clock: number): AwarenessEntry {
  return { clientId, clock, json: "null" };
}

type State = Record<string, unknown>;

/** Undefined for what is no state. */
function parseState(json: string): State | null | undefined {
  try {
    const value: unknown = JSON.parse(json);
    if (value === null) return null;
    return typeof value === "object" && !Array.isArray(value) ? (value as State) : undefined;
  } catch {
    return undefined;
  }
}

/** By `userId`, as our pages write it, or `user.id`, as editors do. */
function namesSomeoneElse(state: State, ids: ReadonlySet<string>): boolean {
  const user = state.user;
  const nested = typeof user === "object" && user !== null && "id" in user ? user.id : undefined;
  return [state.userId, nested].some((id) => id !== undefined && id !== null && !ids.has(String(id)));
}
