import type { Logger } from "pino";
import type { ClockRange } from "./check-update";

/** One row of a document's log, with who made it. */
export type UpdateEntry = {
  kind: "update";
  documentId: string;
  generation: number;
  seq: number;
  payload: Uint8Array;
  accountId: string;
  ranges: readonly ClockRange[];
};
/** A client id declared as its own by a person. */
export type ClientEntry = {
  kind: "client";
  documentId: string;
  generation: number;
  clientId: number;
  accountId: string;
};
export type Entry = UpdateEntry | ClientEntry;

/** Whose entries they are; hears of each exactly once, in the order in which they were appended. */
export type EntryOwner = {
  committed(entries: readonly Entry[]): void;
  /** The database refuses them for good: what was built on them must go, too. */
  refused(): void;
};

export type JournalDeps = {
  /** Writes all or nothing; may be called again with the same entries when its answer was lost. */
  write(entries: readonly Entry[]): Promise<void>;
  /** Whether the same write may succeed later: the database is away, not the entries wrong. */
  isPassing(error: unknown): boolean;
  log: Pick<Logger, "warn" | "error">;
  /** Waits before another try; injected so that tests need not. */
  wait?(ms: number): Promise<void>;
  maxPendingBytes?: number;
};

const overheadBytes = 200;
const maxBatchBytes = 4 * 1024 * 1024;
const maxBatchEntries = 1000;
const firstRetryMs = 100;
const lastRetryMs = 3000;

type Pending = { owner: EntryOwner; entry: Entry };

/**
 * Commits entries of all rooms in batches: one write in flight, which takes whatever arrived during the last one, so that
 * an idle journal writes at once and a busy one writes much at a time. While the database is away it keeps what it has,
 * up to a bound, and tries again.
 */
export class Journal {
  #queue: Pending[] = [];
  #bytes = 0;
  #running: Promise<void> | null = null;
  #closed = false;
  readonly #deps: JournalDeps;

  constructor(deps: JournalDeps) {
    this.#deps = deps;
  }

  /** Whether `bytes` more would pass the memory bound; whoever sends them is to come again later. */
  isFull(bytes: number): boolean {
    return this.#bytes + bytes + overheadBytes > (this.#deps.maxPendingBytes ?? 32 * 1024 * 1024);
  }

  append(owner: EntryOwner, entry: Entry): void {
    if (this.#closed) throw new Error("the journal is closed");
    this.#queue.push({ owner, entry });
    this.#bytes += sizeOf(entry);
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
  }

  /** Resolves when all that was appended is committed or refused, or after `patienceMs`; nothing is taken after that. */
  async close(patienceMs: number): Promise<void> {
    this.#closed = true;
    const patience = new AbortController();
    const timeout = setTimeout(() => patience.abort(), patienceMs);
    await Promise.race([
      this.#running,
      new Promise<void>((resolve) => patience.signal.addEventListener("abort", () => resolve())),
    ]);
    clearTimeout(timeout);
  }

  async #run(): Promise<void> {
    let delay = firstRetryMs;
    while (this.#queue.length > 0) {
      // What the same turn of the event loop still brings goes into the same batch.
      await Promise.resolve();
      const batch = this.#takeBatch();
      try {
        await this.#write(batch);
        delay = firstRetryMs;
      } catch (error) {
        this.#queue = [...batch, ...this.#queue];
        this.#deps.log.warn({ err: error, entries: this.#queue.length }, "edits wait for the database");
        await (this.#deps.wait ?? sleep)(delay);
        delay = Math.min(delay * 2, lastRetryMs);
      }
    }
  }

  #takeBatch(): Pending[] {
    let bytes = 0;
    let count = 0;
    for (const { entry } of this.#queue) {
      bytes += sizeOf(entry);
      if (count > 0 && (bytes > maxBatchBytes || count >= maxBatchEntries)) break;
      count++;
    }
    return this.#queue.splice(0, count);
  }

  /** Throws only for what passes. */
  async #write(batch: Pending[]): Promise<void> {
    try {
      await this.#deps.write(batch.map((pending) => pending.entry));
    } catch (error) {
      if (this.#deps.isPassing(error)) throw error;
      const owners = byOwner(batch);
      if (owners.size > 1) {
        // One room's trouble must not hold up the others.
        const rest = new Set(batch);
        for (const own of owners.values()) {
          try {
            await this.#write(own);
          } catch (passing) {
            batch.splice(0, batch.length, ...rest);
            throw passing;
          }
          for (const pending of own) rest.delete(pending);
        }
        return;
      }
      const owner = batch[0]?.owner;
      this.#deps.log.error({ err: error, entry: describe(batch[0]?.entry) }, "the database refuses a document's edits");
      this.#forget(batch);
      const [of, others] = partition(this.#queue, (pending) => pending.owner === owner);
      this.#queue = others;
      this.#forget(of);
      owner?.refused();
      return;
    }
    this.#forget(batch);
    for (const [owner, own] of byOwner(batch)) owner.committed(own.map((pending) => pending.entry));
  }

  #forget(pending: readonly Pending[]): void {
    for (const { entry } of pending) this.#bytes -= sizeOf(entry);
  }
}

function sizeOf(entry: Entry): number {
  return overheadBytes + (entry.kind === "update" ? entry.payload.length : 0);
}

function describe(entry: Entry | undefined) {
  return entry && { kind: entry.kind, documentId: entry.documentId };
}

function byOwner(pending: readonly Pending[]): Map<EntryOwner, Pending[]> {
  const owners = new Map<EntryOwner, Pending[]>();
  for (const one of pending) {
    const own = owners.get(one.owner);
    if (own) own.push(one);
    else owners.set(one.owner, [one]);
  }
  return owners;
}

function partition<T>(all: readonly T[], belongs: (one: T) => boolean): [T[], T[]] {
  return [all.filter(belongs), all.filter((one) => !belongs(one))];
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
