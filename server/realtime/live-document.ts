import * as Y from "yjs";
import { standsInOrder } from "./check-order";
import type { ClockRange } from "./check-update";

export type LoadedDocument = {
  documentId: string;
  generation: number;
  snapshot: { seq: number; state: Uint8Array } | null;
  /** After the snapshot, in order. */
  updates: readonly { seq: number; payload: Uint8Array }[];
  /** Whose client id it is. */
  owners: ReadonlyMap<number, string>;
};
export type Snapshot = { documentId: string; generation: number; seq: number; state: Uint8Array };
export type DocumentLimits = { snapshotUpdates: number; snapshotBytes: number; documentBytes: number };

const defaultLimits: DocumentLimits = {
  snapshotUpdates: 500,
  snapshotBytes: 1024 * 1024,
  documentBytes: 64 * 1024 * 1024,
};

/** A document in memory with the length of its log: what a room applies to, and what it numbers. */
export class LiveDocument {
  readonly doc = new Y.Doc();
  readonly documentId: string;
  readonly generation: number;
  /** Whether the stored log waited for something that was never stored; that part was left out. */
  readonly wasPending: boolean;
  #seq = 0;
  #bytes = 0;
  #tail = { updates: 0, bytes: 0 };
  readonly #limits: DocumentLimits;

  /** Throws when the stored log cannot be applied. */
  constructor(loaded: LoadedDocument, limits: Partial<DocumentLimits> = {}) {
    this.documentId = loaded.documentId;
    this.generation = loaded.generation;
    this.#limits = { ...defaultLimits, ...limits };
    if (loaded.snapshot) {
      Y.applyUpdate(this.doc, loaded.snapshot.state);
      this.#seq = loaded.snapshot.seq;
      this.#bytes = loaded.snapshot.state.length;
    }
    for (const { seq, payload } of loaded.updates) {
      Y.applyUpdate(this.doc, payload);
      this.#count(seq, payload);
    }
    this.wasPending = this.#isPending;
    this.doc.store.pendingStructs = null;
    this.doc.store.pendingDs = null;
  }

  /** Number of the last update, committed or not. */
  get seq(): number {
    return this.#seq;
  }

  /** How many structs an answer to a step 1 must look at. */
  get weight(): number {
    let structs = 0;
    for (const list of this.doc.store.clients.values()) structs += list.length;
    return structs;
  }

  isFull(bytes: number): boolean {
    return this.#bytes + bytes > this.#limits.documentBytes;
  }

  /**
   * What Yjs made of a checked update, numbered, to store and to tell: usually one, more where Yjs tidies up formatting.
   * Throws when the document cannot be trusted any more.
   */
  apply(update: Uint8Array, ranges: readonly ClockRange[]): { seq: number; payload: Uint8Array }[] {
    const made: Uint8Array[] = [];
    const collect = (bytes: Uint8Array) => made.push(bytes);
    this.doc.on("update", collect);
    try {
      Y.applyUpdate(this.doc, update);
    } finally {
      this.doc.off("update", collect);
    }
    if (this.#isPending) throw new Error("a checked update waits for something");
    if (!standsInOrder(this.doc, ranges)) throw new Error("an update put something where it does not belong");
    return made.map((payload) => {
      this.#count(this.#seq + 1, payload);
      return { seq: this.#seq, payload };
    });
  }

  get isLogLong(): boolean {
    return this.#tail.updates >= this.#limits.snapshotUpdates || this.#tail.bytes >= this.#limits.snapshotBytes;
  }

  /** All that is applied until now; the log counts anew from here. */
  snapshot(): Snapshot {
    const state = Y.encodeStateAsUpdate(this.doc);
    this.#tail = { updates: 0, bytes: 0 };
    this.#bytes = state.length;
    return { documentId: this.documentId, generation: this.generation, seq: this.#seq, state };
  }

  get #isPending(): boolean {
    return this.doc.store.pendingStructs !== null || this.doc.store.pendingDs !== null;
  }

  #count(seq: number, payload: Uint8Array): void {
    this.#seq = seq;
    this.#bytes += payload.length;
    this.#tail.updates++;
    this.#tail.bytes += payload.length;
  }
}
