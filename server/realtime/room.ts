import type { Logger } from "pino";
import * as Y from "yjs";
import { type CollabClose, collabClose } from "@/domain/kernel/collab";
import { type ClockRange, checkUpdate } from "./check-update";
import { CommitLine, RoomGone } from "./commit-line";
import type { Entry, EntryOwner, Journal, UpdateEntry } from "./journal";
import { type DocumentLimits, LiveDocument, type LoadedDocument, type Snapshot } from "./live-document";
import { Presence } from "./presence";
import { Seat } from "./seat";
import {
  type AwarenessEntry,
  ackFrame,
  awarenessFrame,
  parseFrame,
  stateFrame,
  step1Frame,
  step2Frame,
  updateFrame,
} from "./wire";

/** What a room knows of a connection. */
export type Peer = {
  readonly accountId: string;
  /** Every id that is this person's own: account and roster. */
  readonly ids: ReadonlySet<string>;
  readonly mayWrite: boolean;
  readonly wantsAcks: boolean;
  /** Whether an answer to its step 1 may come in Yjs's second encoding. */
  readonly readsState: boolean;
  send(frame: Uint8Array): void;
  /** Ends the connection; it leaves the room at once. */
  close(code: CollabClose): void;
};

export type RoomDeps = {
  journal: Pick<Journal, "append" | "isFull">;
  now(): number;
  log: Pick<Logger, "warn" | "error">;
  saveSnapshot(snapshot: Snapshot): Promise<void>;
  /** After each commit; `changed`: the document is another one than before. */
  onCommitted(changed: boolean): void;
  /** The document in memory cannot be trusted any more: everyone was sent away, and it must be loaded again. */
  onBroken(): void;
  limits?: Partial<DocumentLimits>;
};

/**
 * One document in memory and the people in it. It knows neither sockets nor SQL. What it applied is told to nobody
 * before the journal has committed it.
 */
export class Room implements EntryOwner {
  readonly #deps: RoomDeps;
  readonly #document: LiveDocument;
  readonly #owners: Map<number, string>;
  readonly #seats = new Map<Peer, Seat>();
  readonly #presence = new Presence<Peer>();
  readonly #line = new CommitLine();
  readonly #senders = new Map<UpdateEntry, Peer>();
  #committedSeq: number;
  #broken = false;
  #snapshotting = false;

  /** Throws when the stored log cannot be applied. */
  constructor(loaded: LoadedDocument, deps: RoomDeps) {
    this.#deps = deps;
    this.#owners = new Map(loaded.owners);
    this.#document = new LiveDocument(loaded, deps.limits);
    this.#committedSeq = this.#document.seq;
    if (this.#document.wasPending) {
      deps.log.error({ documentId: loaded.documentId }, "a stored document waits for something that was never stored");
    }
    this.#snapshotIfLong();
  }

  /** Whether all that the document holds is committed. */
  get isClean(): boolean {
    return this.#line.isClean;
  }

  get isBroken(): boolean {
    return this.#broken;
  }

  get committedSeq(): number {
    return this.#committedSeq;
  }

  get weight(): number {
    return this.#document.weight;
  }

  /** Takes a seat, or closes the connection when `clientId` is someone else's. */
  join(peer: Peer, clientId: number | null): void {
    const seat = new Seat();
    this.#seats.set(peer, seat);
    const claimed = clientId === null ? "own" : this.#claim(peer, seat, clientId);
    if (claimed !== "own") {
      peer.close(claimed === "taken" ? collabClose.clientTaken : collabClose.comeAgain);
      return;
    }
    peer.send(step1Frame(this.#document.doc));
    const present = this.#presence.all();
    if (present.length > 0) peer.send(awarenessFrame(present));
  }

  leave(peer: Peer): void {
    if (this.#seats.delete(peer)) this.#tellAll(this.#presence.leave(peer));
  }

  /** Forgets whoever no longer renews their presence. */
  expirePresence(): void {
    this.#tellAll(this.#presence.expire(this.#deps.now()));
  }

  receive(peer: Peer, bytes: Uint8Array<ArrayBuffer>): void {
    const seat = this.#seats.get(peer);
    if (!seat) return;
    const frame = parseFrame(bytes);
    if (frame === null) peer.close(collabClose.malformed);
    else if (frame.type === "step1") this.#answerStep1(peer, seat, frame.stateVector);
    else if (frame.type === "awareness") this.#receiveAwareness(peer, seat, frame.entries);
    else if (frame.type === "queryAwareness") peer.send(awarenessFrame(this.#presence.all()));
    else if (frame.type !== "ignored") {
      const code = this.#receiveUpdate(peer, seat, frame.update, frame.type === "step2");
      if (code) peer.close(code);
    }
  }

  /** Reads the document now, and answers once all that was read is committed, with the number of its last update. */
  read<T>(look: (doc: Y.Doc) => T): Promise<{ value: T; seq: number }> {
    return new Promise((resolve, reject) => {
      if (this.#broken) throw new RoomGone();
      const answer = { value: look(this.#document.doc), seq: this.#document.seq };
      this.#line.whenCommitted(() => resolve(answer), reject);
    });
  }

  committed(entries: readonly Entry[]): void {
    for (const entry of entries) {
      if (entry.kind === "update") {
        this.#committedSeq = entry.seq;
        this.#broadcast(updateFrame(entry.payload), this.#senders.get(entry));
        this.#senders.delete(entry);
      }
      this.#line.advance();
    }
    for (const [peer, seat] of [...this.#seats]) this.#acknowledge(peer, seat);
    this.#deps.onCommitted(entries.some((entry) => entry.kind === "update"));
  }

  refused(): void {
    this.#giveUp(null, true);
  }

  /** Sends everyone away. */
  closeAll(code: CollabClose): void {
    for (const peer of [...this.#seats.keys()]) peer.close(code);
  }

  destroy(): void {
    this.#document.doc.destroy();
  }

  #answerStep1(peer: Peer, seat: Seat, stateVector: Uint8Array): void {
    // Encoded now: what arrives meanwhile is not committed when this is.
    const { doc } = this.#document;
    const state = peer.readsState
      ? stateFrame(Y.encodeStateAsUpdateV2(doc, stateVector))
      : step2Frame(Y.encodeStateAsUpdate(doc, stateVector));
    const answer = ++seat.answers;
    this.#line.whenCommitted(() => {
      if (seat.answers === answer && this.#seats.has(peer)) peer.send(state);
    });
  }

  /** The code to close with, when the frame does not deserve better. */
  #receiveUpdate(peer: Peer, seat: Seat, update: Uint8Array, isStep2: boolean): CollabClose | null {
    const check = checkUpdate(this.#document.doc, update);
    if (check.kind === "malformed") return collabClose.malformed;
    if (check.kind !== "nothing" && !peer.mayWrite) return collabClose.readOnly;
    const number = seat.frameArrived(isStep2);
    if (check.kind === "unready") {
      // Neither applied nor stored: the client is asked for everything that is not here.
      const next = seat.frameHeld(number, isStep2);
      if (next === "ask") peer.send(step1Frame(this.#document.doc));
      return next === "hopeless" ? collabClose.malformed : null;
    }
    if (check.kind === "news") {
      if (check.ranges.some(({ clientId }) => this.#isSomeoneElses(peer, clientId))) return collabClose.clientTaken;
      if (this.#document.isFull(check.update.length)) return collabClose.tooMuch;
      if (this.#deps.journal.isFull(check.update.length)) return collabClose.comeAgain;
      if (!this.#take(peer, check.update, check.ranges)) return null;
    }
    this.#line.whenCommitted(seat.frameTaken(number, isStep2));
    if (this.isClean) this.#acknowledge(peer, seat);
    return null;
  }

  /** Applies and appends; false when that broke the document. */
  #take(peer: Peer, update: Uint8Array, ranges: readonly ClockRange[]): boolean {
    const { documentId, generation } = this.#document;
    let made: ReturnType<LiveDocument["apply"]>;
    try {
      made = this.#document.apply(update, ranges);
    } catch (error) {
      this.#deps.log.error({ err: error, documentId }, "an update broke a document in memory");
      this.#giveUp(peer, false);
      return false;
    }
    for (const [index, { seq, payload }] of made.entries()) {
      const entry: UpdateEntry = {
        kind: "update",
        documentId,
        generation,
        seq,
        payload,
        accountId: peer.accountId,
        ranges: index === 0 ? ranges : [],
      };
      this.#senders.set(entry, peer);
      this.#append(entry);
    }
    this.#snapshotIfLong();
    return true;
  }

  #append(entry: Entry): void {
    this.#line.append();
    this.#deps.journal.append(this, entry);
  }

  #receiveAwareness(peer: Peer, seat: Seat, entries: readonly AwarenessEntry[]): void {
    const first = entries[0];
    if (seat.clientId === null && first && !this.#presence.isHeldByAnother(peer, first.clientId)) {
      if (this.#claim(peer, seat, first.clientId) === "full") {
        peer.close(collabClose.comeAgain);
        return;
      }
    }
    const answer =
      seat.clientId === null
        ? ({ kind: "dropped", entries: [] } as const)
        : this.#presence.take(peer, seat.clientId, entries, this.#deps.now());
    if (answer.kind === "malformed") peer.close(collabClose.malformed);
    else if (answer.kind === "kept") this.#tellAll(answer.entries);
    // Whoever hears nothing for 30 s believes the connection dead.
    else peer.send(awarenessFrame(answer.entries));
  }

  /** A reader's claim is not written down: it could only keep a writer from their own id. */
  #claim(peer: Peer, seat: Seat, clientId: number): "own" | "taken" | "full" {
    if (this.#isSomeoneElses(peer, clientId)) return "taken";
    if (peer.mayWrite && !this.#owners.has(clientId)) {
      if (this.#deps.journal.isFull(0)) return "full";
      this.#owners.set(clientId, peer.accountId);
      const { documentId, generation } = this.#document;
      this.#append({ kind: "client", documentId, generation, clientId, accountId: peer.accountId });
    }
    seat.clientId = clientId;
    return "own";
  }

  #isSomeoneElses(peer: Peer, clientId: number): boolean {
    const owner = this.#owners.get(clientId);
    return owner !== undefined && owner !== peer.accountId;
  }

  #acknowledge(peer: Peer, seat: Seat): void {
    const count = seat.acknowledge();
    if (count !== null && peer.wantsAcks) peer.send(ackFrame(count));
  }

  #tellAll(entries: AwarenessEntry[]): void {
    if (entries.length > 0) this.#broadcast(awarenessFrame(entries));
  }

  #broadcast(frame: Uint8Array, except?: Peer): void {
    for (const peer of [...this.#seats.keys()]) if (peer !== except) peer.send(frame);
  }

  #snapshotIfLong(): void {
    if (this.#snapshotting || !this.#document.isLogLong) return;
    this.#snapshotting = true;
    const snapshot = this.#document.snapshot();
    const done = () => {
      this.#snapshotting = false;
    };
    // Written only once all that it holds is committed.
    this.#line.whenCommitted(() => {
      this.#deps.saveSnapshot(snapshot).then(done, (error: unknown) => {
        this.#deps.log.warn({ err: error, documentId: snapshot.documentId }, "a snapshot was not written");
        done();
      });
    }, done);
  }

  #giveUp(culprit: Peer | null, lost: boolean): void {
    this.#broken = true;
    culprit?.close(collabClose.malformed);
    this.closeAll(collabClose.comeAgain);
    this.#line.giveUp(lost);
    this.#deps.onBroken();
  }
}
