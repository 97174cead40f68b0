import * as decoding from "lib0/decoding";
import { messageYjsSyncStep2, messageYjsUpdate } from "y-protocols/sync";
import { messageQueryAwareness, messageSync, WebsocketProvider } from "y-websocket";
import { applyUpdateV2, type Doc, type Transaction } from "yjs";
import { AckLedger } from "./ack-ledger";
import { changedPlaces, countPlaces } from "./changed-places";
import type { DeviceCopy, UnsentChange } from "./device-copy";

// Ours, beside y-websocket's four; server/realtime/wire.ts says what they hold.
const messageAcknowledged = 100;
const messageState = 101;
const patienceMs = 5_000;
const backMs = 4_000;
/** A connection that has not answered by then is dead, whatever it says of itself. */
const probeMs = 800;
/** A change that was not acknowledged for so long makes one doubt. */
const doubtMs = 3_000;
/** Nobody signs in faster. */
const signInMs = 3_000;

/** Codes with which the server closes for good; each has a text of its own under `collab.closed`. */
const closeCodes = ["4400", "4401", "4403", "4404", "4409", "4410", "4413"] as const;
export type CloseCode = (typeof closeCodes)[number];

export type SyncState = {
  /** Whether the document is here: received, or opened from this device. */
  readonly opened: boolean;
  readonly phase: "opening" | "saving" | "saved" | "back" | "offline" | "closed";
  /** How many things were changed here and are not committed. */
  readonly unsaved: number;
  /** Where those are, as paths of keys (`rows/<id>/seats`); said only when they wait for the network. */
  readonly waiting: readonly string[];
  /** Whether those are on this device and would outlive the page. */
  readonly kept: boolean;
  readonly closedBy: CloseCode | null;
};

export type SyncOptions = {
  readonly url: string;
  readonly room: string;
  readonly doc: Doc;
  readonly copy: DeviceCopy;
  /** What the copy holds and the server has not acknowledged. */
  readonly unsent: readonly UnsentChange[];
  /** Whose copy it is: another person's session must not send it. */
  readonly account: string;
  readonly webSocket?: typeof WebSocket;
};

export const nothingYet: SyncState = {
  opened: false,
  phase: "opening",
  unsaved: 0,
  waiting: [],
  kept: false,
  closedBy: null,
};

/** Origin of what is filled in from the device: it was counted when it was typed. */
export const fromDevice = { origin: "device copy" } as const;

function closeCode(code: number): CloseCode {
  return closeCodes.find((known) => known === String(code)) ?? "4400";
}

/**
 * y-websocket's provider, which also knows what the server has committed and keeps the rest on the device. Other tabs
 * are reached through the server only: a change that a second tab got by BroadcastChannel would look saved there without
 * being so.
 */
export class SyncProvider {
  readonly provider: WebsocketProvider;
  readonly copy: DeviceCopy;
  readonly #ledger = new AckLedger<UnsentChange>();
  readonly #listeners = new Set<() => void>();
  readonly #doc: Doc;
  #state: SyncState = nothingYet;
  #closedBy: CloseCode | null = null;
  #synced = false;
  #away = false;
  #back = false;
  /** Something waited, and it is not said yet that all is sent. */
  #owesNews = false;
  #awayTimer: ReturnType<typeof setTimeout> | undefined;
  #backTimer: ReturnType<typeof setTimeout> | undefined;
  #probe: ReturnType<typeof setTimeout> | undefined;
  #doubt: ReturnType<typeof setTimeout> | undefined;

  constructor({ url, room, doc, copy, unsent, account, webSocket = WebSocket }: SyncOptions) {
    this.#doc = doc;
    this.copy = copy;
    const ledger = this.#ledger;
    for (const change of unsent) ledger.changedHere(change, false);
    this.#owesNews = unsent.length > 0;
    const changed = () => this.#publish();
    // Counting where the bytes leave is the only count that no code path of the provider can escape.
    class CountingSocket extends webSocket {
      override send(data: string | ArrayBufferLike | Blob | ArrayBufferView<ArrayBufferLike>): void {
        // What is closing carries nothing more: the next connection asks for what this one did not bring.
        if (this.readyState !== this.OPEN) return;
        super.send(data as ArrayBuffer);
        if (!(data instanceof Uint8Array) || data[0] !== messageSync) return;
        if (data[1] === messageYjsSyncStep2) ledger.wholeDocumentSent();
        else if (data[1] === messageYjsUpdate) ledger.updateSent();
        else return;
        changed();
      }
    }
    this.provider = new WebsocketProvider(url, room, doc, {
      connect: false,
      disableBc: true,
      params: { ack: "1", state: "2", client: String(doc.clientID), as: account },
      WebSocketPolyfill: CountingSocket,
    });
    this.provider.messageHandlers[messageAcknowledged] = (_encoder, decoder) => {
      copy.settle(ledger.acknowledged(decoding.readVarUint(decoder)));
      changed();
    };
    this.provider.messageHandlers[messageState] = (_encoder, decoder, provider, emitSynced) => {
      applyUpdateV2(doc, decoding.readVarUint8Array(decoder), provider);
      if (emitSynced) provider.synced = true;
    };
    this.provider.on("status", ({ status }) => this.#connection(status));
    this.provider.on("sync", (synced) => {
      if (synced) {
        this.#synced = true;
        copy.received();
      }
      changed();
    });
    this.provider.on("closed", ({ code }) => this.#closed(closeCode(code)));
    doc.on("update", this.#onUpdate);
    if (typeof window !== "undefined") window.addEventListener("beforeunload", this.#onBeforeUnload);
    this.#startPatience();
    this.provider.connect();
    this.#publish();
  }

  get state(): SyncState {
    return this.#state;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): SyncState => this.#state;

  /** After a definitive close: tries once more, for instance when the person has signed in again. */
  retry(): void {
    this.#closedBy = null;
    this.provider.connect();
    this.#startPatience();
    this.#publish();
  }

  /**
   * The page may have slept. A connection that claims to be open is asked for a sign of life, and replaced at once when it
   * gives none; one that waits to try again does so now.
   */
  wake(sleptMs = 0): void {
    const { provider } = this;
    // Whoever comes back may have signed in again elsewhere.
    if (this.#closedBy === "4401" && sleptMs > signInMs) this.retry();
    if (this.#closedBy !== null || this.#probe !== undefined) return;
    // What the timer counted while the page slept was no time that anybody waited.
    if (this.#awayTimer !== undefined && sleptMs > patienceMs) this.#startPatience(true);
    const { ws } = provider;
    if (ws === null) {
      provider.connect();
      return;
    }
    const askedAt = Date.now();
    // Whatever arrives is a sign; a question about who is here is always answered.
    if (provider.wsconnected && ws.readyState === ws.OPEN) ws.send(new Uint8Array([messageQueryAwareness]));
    this.#probe = setTimeout(() => {
      this.#probe = undefined;
      if (provider.ws !== ws || (provider.wsconnected && provider.wsLastMessageReceived >= askedAt)) return;
      provider.disconnect();
      provider.connect();
    }, probeMs);
  }

  /** The copy's writes have got somewhere. */
  copyChanged(): void {
    this.#publish();
  }

  /** The person gives up what could not be sent: it is erased here, and leaving the page asks nothing any more. */
  async discard(): Promise<void> {
    this.#ledger.discard();
    this.#publish();
    await this.copy.erase();
  }

  destroy(): void {
    clearTimeout(this.#awayTimer);
    clearTimeout(this.#backTimer);
    clearTimeout(this.#probe);
    clearTimeout(this.#doubt);
    this.#doc.off("update", this.#onUpdate);
    if (typeof window !== "undefined") window.removeEventListener("beforeunload", this.#onBeforeUnload);
    this.provider.destroy();
    this.copy.close();
    this.#listeners.clear();
  }

  readonly #onUpdate = (update: Uint8Array, origin: unknown, _doc: Doc, transaction: Transaction): void => {
    if (origin === fromDevice) return;
    if (origin === this.provider) {
      this.copy.remember(update, null);
      return;
    }
    const change = this.copy.remember(update, changedPlaces(transaction));
    // The provider's own listener came first and has sent the frame, if it could.
    this.#ledger.changedHere(change, this.provider.wsconnected && this.provider.ws?.readyState === 1);
    this.#doubt ??= setTimeout(() => {
      this.#doubt = undefined;
      if (!this.#ledger.settled && this.provider.wsconnected) this.wake();
    }, doubtMs);
    this.#publish();
  };

  readonly #onBeforeUnload = (event: BeforeUnloadEvent): void => {
    if (this.#ledger.waiting.length > 0 && !this.copy.kept) event.preventDefault();
  };

  #closed(code: CloseCode): void {
    this.#closedBy = code;
    // No longer theirs to see, and nothing to be given back.
    if (code === "4404" && this.#ledger.waiting.length === 0) void this.copy.erase();
    this.#publish();
  }

  #connection(status: "connected" | "connecting" | "disconnected"): void {
    if (status === "connected") {
      clearTimeout(this.#awayTimer);
      this.#awayTimer = undefined;
      this.#ledger.connectionOpened();
      this.#owesNews ||= this.#away;
      this.#away = false;
    } else if (status === "disconnected") {
      this.#ledger.connectionLost();
      this.#startPatience();
    }
    this.#publish();
  }

  /** A short cut of the network is nobody's business; after five seconds it is said. */
  #startPatience(anew = false): void {
    if (anew) clearTimeout(this.#awayTimer);
    else if (this.#awayTimer !== undefined) return;
    this.#awayTimer = setTimeout(() => {
      this.#away = true;
      this.#publish();
    }, patienceMs);
  }

  #showBack(): void {
    this.#owesNews = false;
    this.#back = true;
    clearTimeout(this.#backTimer);
    this.#backTimer = setTimeout(() => {
      this.#back = false;
      this.#publish();
    }, backMs);
  }

  #phase(): SyncState["phase"] {
    if (this.#closedBy !== null) return "closed";
    if (this.#away) return "offline";
    if (!this.#synced) return "opening";
    if (!this.#ledger.settled) return "saving";
    return this.#back ? "back" : "saved";
  }

  #publish(): void {
    if (this.#owesNews && this.provider.synced && this.#ledger.settled) this.#showBack();
    const phase = this.#phase();
    const unsaved = this.#ledger.waiting.map(({ places }) => places);
    const next: SyncState = {
      opened: this.#synced || this.copy.whole,
      phase,
      unsaved: countPlaces(unsaved),
      waiting: phase === "offline" ? [...new Set(unsaved.flat())] : nothingYet.waiting,
      kept: this.copy.kept,
      closedBy: this.#closedBy,
    };
    const last = this.#state;
    if (
      last.opened === next.opened &&
      last.phase === next.phase &&
      last.unsaved === next.unsaved &&
      last.waiting.length === next.waiting.length &&
      last.waiting.every((place, index) => place === next.waiting[index]) &&
      last.kept === next.kept &&
      last.closedBy === next.closedBy
    )
      return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }
}
