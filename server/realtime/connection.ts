import { type CollabClose, collabClose } from "@/domain/kernel/collab";
import type { Rates } from "./rates";
import type { Peer, Room } from "./room";
import { asksForDocument, maxFrameBytes } from "./wire";

/** What a connection needs of a websocket. */
export type Socket = {
  readonly bufferedAmount: number;
  send(frame: Uint8Array): void;
  close(code: number): void;
  /** Cuts without a farewell. */
  terminate(): void;
  pause(): void;
  resume(): void;
  ping(): void;
};

export type Standing = {
  accountId: string;
  ids: ReadonlySet<string>;
  mayWrite: boolean;
};

/** A connection of which nothing was heard for so long is dead; its presence must vanish within 30 s. */
const deadAfterMs = 20_000;
/** Who does not read what is sent to them is cut. */
export const maxBufferedBytes = 16 * 1024 * 1024;
const handshakeCost = 50;

/** What answering a step 1 costs: it walks over the whole document. */
function documentCost(room: Room): number {
  return handshakeCost + Math.ceil(room.weight / 100);
}

/** Stands between a socket and a room: sizes, rates, signs of life, and a close that happens once. */
export class Connection implements Peer {
  readonly accountId: string;
  readonly ids: ReadonlySet<string>;
  readonly mayWrite: boolean;
  readonly wantsAcks: boolean;
  readonly readsState: boolean;
  readonly #socket: Socket;
  readonly #room: Room;
  readonly #rates: Rates;
  readonly #now: () => number;
  readonly #onEnd: () => void;
  #heardAt: number;
  #ended = false;
  #holds = 0;
  #backlog: Uint8Array[] = [];
  #payTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: {
    socket: Socket;
    room: Room;
    standing: Standing;
    wantsAcks: boolean;
    readsState: boolean;
    rates: Rates;
    now(): number;
    onEnd(): void;
  }) {
    this.accountId = options.standing.accountId;
    this.ids = options.standing.ids;
    this.mayWrite = options.standing.mayWrite;
    this.wantsAcks = options.wantsAcks;
    this.readsState = options.readsState;
    this.#socket = options.socket;
    this.#room = options.room;
    this.#rates = options.rates;
    this.#now = options.now;
    this.#onEnd = options.onEnd;
    this.#heardAt = options.now();
  }

  /** Who cannot afford the handshake is not admitted. */
  start(clientId: number | null): void {
    const cost = documentCost(this.#room);
    if (!this.#rates.canAfford(this.accountId, cost)) {
      this.close(collabClose.tooMuch);
      return;
    }
    this.#rates.spend(this.accountId, cost);
    this.#room.join(this, clientId);
  }

  get hasEnded(): boolean {
    return this.#ended;
  }

  /** A binary message. Those that come while reading is paused were under way already, and wait. */
  message(bytes: Uint8Array): void {
    if (this.#ended) return;
    this.#heardAt = this.#now();
    const wait = bytes.length > maxFrameBytes ? null : this.#rates.spend(this.accountId, this.#costOf(bytes));
    if (wait === null) {
      this.close(collabClose.tooMuch);
      return;
    }
    if (wait > 0) this.#pauseFor(wait);
    if (this.#holds > 0) this.#backlog.push(bytes);
    else this.#deliver(bytes);
  }

  /** Holds what arrives until `check` has decided; whom it does not keep is closed with 4503 and decided upon anew. */
  async holdWhile(check: Promise<boolean>): Promise<void> {
    this.#holds++;
    this.#socket.pause();
    const keep = await check.catch(() => false);
    if (!keep) this.close(collabClose.comeAgain);
    if (--this.#holds === 0) this.#readOn();
  }

  alive(): void {
    this.#heardAt = this.#now();
  }

  /** Called regularly: asks for a sign of life, and cuts who gave none. */
  checkLife(): void {
    if (this.#ended) return;
    if (this.#now() - this.#heardAt >= deadAfterMs) this.#cut();
    else this.#socket.ping();
  }

  send(frame: Uint8Array): void {
    if (this.#ended) return;
    if (this.#socket.bufferedAmount + frame.length > maxBufferedBytes) this.#cut();
    else this.#socket.send(frame);
  }

  close(code: CollabClose): void {
    if (!this.#end()) return;
    this.#socket.close(code);
    // The other side's farewell must be read, else both wait for it.
    this.#socket.resume();
  }

  /** The socket is gone. */
  closed(): void {
    this.#end();
  }

  #deliver(bytes: Uint8Array): void {
    // A message may be a view on a buffer that holds other people's.
    this.#room.receive(this, new Uint8Array(bytes));
  }

  #costOf(bytes: Uint8Array): number {
    return 1 + bytes.length / 256 + (asksForDocument(bytes) ? documentCost(this.#room) : 0);
  }

  #pauseFor(ms: number): void {
    if (this.#payTimer) return;
    this.#holds++;
    this.#socket.pause();
    this.#payTimer = setTimeout(() => {
      this.#payTimer = undefined;
      if (--this.#holds === 0) this.#readOn();
    }, ms);
  }

  #readOn(): void {
    const backlog = this.#backlog.splice(0);
    for (const bytes of backlog) if (!this.#ended) this.#deliver(bytes);
    if (!this.#ended) this.#socket.resume();
  }

  #cut(): void {
    if (this.#end()) this.#socket.terminate();
  }

  #end(): boolean {
    if (this.#ended) return false;
    this.#ended = true;
    clearTimeout(this.#payTimer);
    this.#backlog = [];
    this.#room.leave(this);
    this.#onEnd();
    return true;
  }
}
