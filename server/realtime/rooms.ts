import type { Logger } from "pino";
import type * as Y from "yjs";
import { type CollabClose, collabClose } from "@/domain/kernel/collab";
import { RoomGone } from "./commit-line";
import type { Journal } from "./journal";
import type { DocumentLimits, LoadedDocument, Snapshot } from "./live-document";
import { Room } from "./room";

export type RoomsDeps = {
  journal: Pick<Journal, "append" | "isFull">;
  /** Reads a document of this generation; null when there is none. */
  load(documentId: string, generation: number): Promise<(LoadedDocument & { projectedSeq: number }) | null>;
  saveSnapshot(snapshot: Snapshot): Promise<void>;
  /** After a commit. */
  onCommitted?(documentId: string): void;
  /** Whether a projector calls `projected`; else rooms do not wait for it. */
  hasProjector: boolean;
  now(): number;
  log: Pick<Logger, "warn" | "error">;
  limits?: Partial<DocumentLimits>;
};

type Slot = {
  documentId: string;
  holds: number;
  loading: Promise<Room | null>;
  room: Room | null;
  projectedSeq: number;
  gone?: Promise<void>;
};
/** Keeps a room in memory until released. */
export type Hold = { room: Room; release(): void };

/**
 * The rooms in memory. Each is loaded once, whoever comes meanwhile waits for that; it leaves memory when nobody holds it
 * and its last write is committed and projected.
 */
export class Rooms {
  readonly #slots = new Map<string, Slot>();
  readonly #leaving = new Map<string, () => void>();
  readonly #deps: RoomsDeps;

  constructor(deps: RoomsDeps) {
    this.#deps = deps;
  }

  get size(): number {
    return this.#slots.size;
  }

  /** Null for an unknown document. Throws when the database does not answer. */
  async hold(documentId: string, generation: number): Promise<Hold | null> {
    const key = `${documentId}.${generation}`;
    for (;;) {
      const slot = this.#slots.get(key) ?? this.#load(key, documentId, generation);
      if (slot.gone) {
        await slot.gone;
        continue;
      }
      slot.holds++;
      let held = true;
      const release = () => {
        if (held) slot.holds--;
        held = false;
        this.#unloadIfIdle(key, slot);
      };
      try {
        const room = await slot.loading;
        if (room && !slot.gone) return { room, release };
        release();
        if (!room) return null;
      } catch (error) {
        release();
        throw error;
      }
    }
  }

  /** Reads a document, loaded for that if need be; see `Room.read`. Null for an unknown one. */
  async read<T>(
    documentId: string,
    generation: number,
    look: (doc: Y.Doc) => T,
  ): Promise<{ value: T; seq: number } | null> {
    for (;;) {
      const hold = await this.hold(documentId, generation);
      if (!hold) return null;
      try {
        return await hold.room.read(look);
      } catch (error) {
        if (!(error instanceof RoomGone)) throw error;
      } finally {
        hold.release();
      }
    }
  }

  /** The projector has written all up to `seq`. */
  projected(documentId: string, seq: number): void {
    for (const [key, slot] of [...this.#slots]) {
      if (slot.documentId !== documentId) continue;
      slot.projectedSeq = Math.max(slot.projectedSeq, seq);
      this.#unloadIfIdle(key, slot);
    }
  }

  expirePresence(): void {
    for (const { room } of this.#slots.values()) room?.expirePresence();
  }

  closeAll(code: CollabClose = collabClose.comeAgain): void {
    for (const { room } of this.#slots.values()) room?.closeAll(code);
  }

  #load(key: string, documentId: string, generation: number): Slot {
    const slot: Slot = { documentId, holds: 0, loading: Promise.resolve(null), room: null, projectedSeq: 0 };
    slot.loading = this.#deps.load(documentId, generation).then((loaded) => {
      if (!loaded) return null;
      slot.projectedSeq = loaded.projectedSeq;
      slot.room = new Room(loaded, {
        journal: this.#deps.journal,
        now: this.#deps.now,
        log: this.#deps.log,
        saveSnapshot: this.#deps.saveSnapshot,
        ...(this.#deps.limits && { limits: this.#deps.limits }),
        onCommitted: (changed) => {
          if (changed) this.#deps.onCommitted?.(documentId);
          this.#unloadIfIdle(key, slot);
        },
        onBroken: () => this.#giveUp(key, slot),
      });
      return slot.room;
    });
    this.#slots.set(key, slot);
    return slot;
  }

  #unloadIfIdle(key: string, slot: Slot): void {
    const { room } = slot;
    if (this.#slots.get(key) !== slot) return;
    if (slot.gone) {
      if (room?.isClean) this.#remove(key, slot);
      return;
    }
    if (slot.holds > 0) return;
    // Not loaded: unknown, or the database did not answer.
    if (!room) this.#remove(key, slot);
    else if (room.isClean && (!this.#deps.hasProjector || slot.projectedSeq >= room.committedSeq))
      this.#remove(key, slot);
  }

  /** Whoever comes now waits until what is under way is written, and gets the document as the log tells it. */
  #giveUp(key: string, slot: Slot): void {
    slot.gone = new Promise((resolve) => this.#leaving.set(key, resolve));
    this.#unloadIfIdle(key, slot);
  }

  #remove(key: string, slot: Slot): void {
    this.#slots.delete(key);
    slot.room?.destroy();
    this.#leaving.get(key)?.();
    this.#leaving.delete(key);
  }
}
