import { randomUUID } from "node:crypto";
import * as Y from "yjs";
import { Connection } from "../connection";
import { type Entry, Journal } from "../journal";
import type { DocumentLimits, LoadedDocument } from "../live-document";
import { type RateLimits, Rates } from "../rates";
import { Rooms } from "../rooms";
import { SocketPair } from "./socket-pair";

type Log = {
  snapshot: LoadedDocument["snapshot"];
  updates: { seq: number; payload: Uint8Array }[];
  owners: Map<number, string>;
};
type Write = { entries: readonly Entry[]; succeed(): void; fail(error: unknown, written?: boolean): void };

/** Thrown by a write that another try may mend. */
export class Away extends Error {}

/**
 * Rooms over a log in memory, whose writes succeed at once or, with `manual`, when the test says so. The log survives
 * `crash`, as a database would.
 */
export class MemoryRooms {
  readonly logs = new Map<string, Log>();
  readonly logged: Record<string, unknown>[] = [];
  readonly committed: string[] = [];
  /** Writes that wait for the test. */
  readonly writes: Write[] = [];
  manual = false;
  /** The negative control: answers before it has written, as no database may. */
  answersTooSoon = false;
  loads = 0;
  time = 0;
  journal: Journal;
  rooms: Rooms;
  readonly rates: Rates;
  #epoch = 0;
  #behind: readonly Entry[] = [];
  readonly #retries: (() => void)[] = [];
  readonly #limits: Partial<DocumentLimits> | undefined;
  readonly #hasProjector: boolean;
  readonly #maxPendingBytes: number | undefined;

  constructor(
    options: {
      limits?: Partial<DocumentLimits>;
      rates?: Partial<RateLimits>;
      hasProjector?: boolean;
      maxPendingBytes?: number;
    } = {},
  ) {
    this.#limits = options.limits;
    this.#hasProjector = options.hasProjector ?? false;
    this.#maxPendingBytes = options.maxPendingBytes;
    this.rates = new Rates(() => this.time, options.rates ?? { capacity: 1e9, perSecond: 1e9 });
    this.journal = this.#newJournal();
    this.rooms = this.#newRooms();
  }

  addDocument(id: string = randomUUID()): string {
    this.logs.set(id, { snapshot: null, updates: [], owners: new Map() });
    return id;
  }

  /** What a fresh process would read. */
  stored(documentId: string): Y.Doc {
    const doc = new Y.Doc();
    const log = this.#log(documentId);
    if (log.snapshot) Y.applyUpdate(doc, log.snapshot.state);
    for (const { seq, payload } of log.updates) if (seq > (log.snapshot?.seq ?? 0)) Y.applyUpdate(doc, payload);
    return doc;
  }

  async connect(
    documentId: string,
    who: { accountId?: string; mayWrite?: boolean; wantsAcks?: boolean; readsState?: boolean; clientId?: number } = {},
  ): Promise<{ pair: SocketPair; connection: Connection }> {
    const hold = await this.rooms.hold(documentId, 1);
    if (!hold) throw new Error("no such document");
    const pair = new SocketPair();
    const accountId = who.accountId ?? "writer";
    const connection = new Connection({
      socket: pair,
      room: hold.room,
      standing: { accountId, ids: new Set([accountId]), mayWrite: who.mayWrite ?? true },
      wantsAcks: who.wantsAcks ?? true,
      readsState: who.readsState ?? false,
      rates: this.rates,
      now: () => this.time,
      onEnd: hold.release,
    });
    connection.start(who.clientId ?? null);
    return { pair, connection };
  }

  /** The process is gone: what was not written is lost, and nobody hears of what still is. */
  crash(): void {
    this.#epoch++;
    this.#behind = [];
    this.writes.length = 0;
    this.#retries.length = 0;
    this.journal = this.#newJournal();
    this.rooms = this.#newRooms();
  }

  /** Lets a journal that waits for the database try again. */
  retry(): void {
    for (const next of this.#retries.splice(0)) next();
  }

  #log(documentId: string): Log {
    const log = this.logs.get(documentId);
    if (!log) throw new Error("no such document");
    return log;
  }

  #newJournal(): Journal {
    const epoch = this.#epoch;
    return new Journal({
      isPassing: (error) => error instanceof Away,
      log: this.#logger(),
      wait: () => new Promise((resolve) => this.#retries.push(resolve)),
      ...(this.#maxPendingBytes !== undefined && { maxPendingBytes: this.#maxPendingBytes }),
      write: (entries) =>
        new Promise((resolve, reject) => {
          const write: Write = {
            entries,
            succeed: () => {
              if (epoch !== this.#epoch) return;
              this.#store(this.answersTooSoon ? this.#behind : entries);
              this.#behind = this.answersTooSoon ? entries : [];
              resolve();
            },
            fail: (error, written = false) => {
              if (epoch !== this.#epoch) return;
              if (written) this.#store(entries);
              reject(error);
            },
          };
          if (this.manual) this.writes.push(write);
          else write.succeed();
        }),
    });
  }

  #newRooms(): Rooms {
    return new Rooms({
      journal: this.journal,
      load: async (documentId, generation) => {
        this.loads++;
        const log = this.logs.get(documentId);
        if (!log) return null;
        const after = log.snapshot?.seq ?? 0;
        return {
          documentId,
          generation,
          snapshot: log.snapshot,
          updates: log.updates.filter(({ seq }) => seq > after),
          owners: new Map(log.owners),
          projectedSeq: 0,
        };
      },
      saveSnapshot: async ({ documentId, seq, state }) => {
        const log = this.#log(documentId);
        const last = log.updates[log.updates.length - 1]?.seq ?? 0;
        if (seq > last) throw new Error("a snapshot of what is not committed");
        log.snapshot = { seq, state };
      },
      onCommitted: (documentId) => this.committed.push(documentId),
      hasProjector: this.#hasProjector,
      now: () => this.time,
      log: this.#logger(),
      ...(this.#limits && { limits: this.#limits }),
    });
  }

  #store(entries: readonly Entry[]): void {
    for (const entry of entries) {
      const log = this.#log(entry.documentId);
      if (entry.kind === "client") {
        if (!log.owners.has(entry.clientId)) log.owners.set(entry.clientId, entry.accountId);
      } else if (!log.updates.some(({ seq }) => seq === entry.seq)) {
        log.updates.push({ seq: entry.seq, payload: entry.payload });
      }
    }
  }

  #logger() {
    const note = (what: unknown) => {
      this.logged.push(what as Record<string, unknown>);
    };
    return { warn: note, error: note };
  }
}

/** Lets promises that are due be settled. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
