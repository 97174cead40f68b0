import * as decoding from "lib0/decoding";
import { messageYjsSyncStep2, messageYjsUpdate } from "y-protocols/sync";
import { messageSync, WebsocketProvider } from "y-websocket";
import type { Doc } from "yjs";
import { AckLedger } from "./ack-ledger";

/** Ours, beside y-websocket's four: one varuint, the number of this connection's sync frames committed so far. */
const messageAcknowledged = 100;
const patienceMs = 5_000;
const backMs = 4_000;

/** Codes with which the server closes for good; each has a text of its own under `collab.closed`. */
const closeCodes = ["4400", "4401", "4403", "4404", "4409", "4410", "4413"] as const;
export type CloseCode = (typeof closeCodes)[number];

export type SyncState = {
  /** False until the document has been received once. */
  readonly opened: boolean;
  readonly phase: "opening" | "saving" | "saved" | "back" | "offline" | "closed";
  readonly unsaved: number;
  readonly closedBy: CloseCode | null;
};

export type SyncOptions = {
  readonly url: string;
  readonly room: string;
  readonly doc: Doc;
  readonly webSocket?: typeof WebSocket;
};

function closeCode(code: number): CloseCode {
  return closeCodes.find((known) => known === String(code)) ?? "4400";
}

/**
 * y-websocket's provider, which also knows what the server has committed. Other tabs are reached through the server
 * only: a change that a second tab got by BroadcastChannel would look saved there without being so.
 */
export class SyncProvider {
  readonly provider: WebsocketProvider;
  readonly #ledger = new AckLedger();
  readonly #listeners = new Set<() => void>();
  readonly #doc: Doc;
  #state: SyncState = { opened: false, phase: "opening", unsaved: 0, closedBy: null };
  #closedBy: CloseCode | null = null;
  #opened = false;
  #away = false;
  #back = false;
  #awayTimer: ReturnType<typeof setTimeout> | undefined;
  #backTimer: ReturnType<typeof setTimeout> | undefined;

  constructor({ url, room, doc, webSocket = WebSocket }: SyncOptions) {
    this.#doc = doc;
    const ledger = this.#ledger;
    const changed = () => this.#publish();
    // Counting where the bytes leave is the only count that no code path of the provider can escape.
    class CountingSocket extends webSocket {
      override send(data: string | ArrayBufferLike | Blob | ArrayBufferView<ArrayBufferLike>): void {
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
      params: { ack: "1", client: String(doc.clientID) },
      WebSocketPolyfill: CountingSocket,
    });
    this.provider.messageHandlers[messageAcknowledged] = (_encoder, decoder) => {
      ledger.acknowledged(decoding.readVarUint(decoder));
      changed();
    };
    this.provider.on("status", ({ status }) => this.#connection(status));
    this.provider.on("sync", (synced) => {
      if (synced) this.#opened = true;
      changed();
    });
    this.provider.on("closed", ({ code }) => {
      this.#closedBy = closeCode(code);
      changed();
    });
    doc.on("update", this.#onUpdate);
    if (typeof window !== "undefined") window.addEventListener("beforeunload", this.#onBeforeUnload);
    this.#startPatience();
    this.provider.connect();
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

  /** The person gives up what could not be sent, so that leaving the page asks nothing any more. */
  discard(): void {
    this.#ledger.discard();
    this.#publish();
  }

  destroy(): void {
    clearTimeout(this.#awayTimer);
    clearTimeout(this.#backTimer);
    this.#doc.off("update", this.#onUpdate);
    if (typeof window !== "undefined") window.removeEventListener("beforeunload", this.#onBeforeUnload);
    this.provider.destroy();
    this.#listeners.clear();
  }

  readonly #onUpdate = (_update: Uint8Array, origin: unknown): void => {
    if (origin === this.provider) return;
    // The provider's own listener came first and has sent the frame, if it could.
    this.#ledger.changedHere(this.provider.wsconnected && this.provider.ws?.readyState === 1);
    this.#publish();
  };

  readonly #onBeforeUnload = (event: BeforeUnloadEvent): void => {
    if (this.#ledger.unsaved > 0) event.preventDefault();
  };

  #connection(status: "connected" | "connecting" | "disconnected"): void {
    if (status === "connected") {
      clearTimeout(this.#awayTimer);
      this.#awayTimer = undefined;
      this.#ledger.connectionOpened();
      if (this.#away) this.#showBack();
      this.#away = false;
    } else if (status === "disconnected") {
      this.#ledger.connectionLost();
      this.#startPatience();
    }
    this.#publish();
  }

  /** A short cut of the network is nobody's business; after five seconds it is said. */
  #startPatience(): void {
    if (this.#awayTimer !== undefined) return;
    this.#awayTimer = setTimeout(() => {
      this.#away = true;
      this.#publish();
    }, patienceMs);
  }

  #showBack(): void {
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
    if (!this.#opened) return "opening";
    if (!this.#ledger.settled) return "saving";
    return this.#back ? "back" : "saved";
  }

  #publish(): void {
    const next: SyncState = {
      opened: this.#opened,
      phase: this.#phase(),
      unsaved: this.#ledger.unsaved,
      closedBy: this.#closedBy,
    };
    const last = this.#state;
    if (
      last.opened === next.opened &&
      last.phase === next.phase &&
      last.unsaved === next.unsaved &&
      last.closedBy === next.closedBy
    )
      return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }
}
