import { createDecoder, readVarUint, readVarUint8Array } from "lib0/decoding";
import * as Y from "yjs";
import { collabMessage } from "@/domain/kernel/collab";
import { step1Frame, step2Frame, updateFrame } from "../wire";

/** The client's end of a connection: in memory, or over a network. */
export type ClientEnd = {
  readonly toServer: { push(frame: Uint8Array): unknown; readonly length: number };
  readonly toClient: Uint8Array[];
  onClose: () => void;
  close(code: number): void;
};

/** What a browser does with a document, over any connection; it counts like our own provider. */
export class TestClient {
  readonly doc: Y.Doc;
  pair: ClientEnd | null = null;
  isSynced = false;
  /** Step 2 and update frames sent on this connection, and how many the server says are committed. */
  sent = 0;
  acknowledged = 0;
  readonly awareness: Uint8Array[] = [];
  /** What was noted as written: by which frame of this connection it went, null while by none. */
  readonly #unsaved = new Map<string, number | null>();
  readonly saved = new Set<string>();

  constructor(clientId: number, doc = new Y.Doc()) {
    this.doc = doc;
    this.doc.clientID = clientId;
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.#sendCounted(updateFrame(update));
    });
  }

  connect(pair: ClientEnd): void {
    this.pair = pair;
    this.isSynced = false;
    this.sent = 0;
    this.acknowledged = 0;
    for (const what of this.#unsaved.keys()) this.#unsaved.set(what, null);
    pair.onClose = () => {
      if (this.pair === pair) this.pair = null;
    };
    pair.toServer.push(step1Frame(this.doc));
  }

  /** Call right after an edit: it is saved once the frame that carried it is acknowledged. */
  note(what: string): void {
    this.#unsaved.set(what, this.pair ? this.sent : null);
  }

  /** What was noted and is not saved. */
  get open(): Iterable<string> {
    return this.#unsaved.keys();
  }

  /** Whether the server has committed all that this client ever wrote. */
  get isSaved(): boolean {
    return this.pair !== null && this.isSynced && this.acknowledged === this.sent && this.sent > 0;
  }

  /** Takes the oldest frame that the server sent. */
  receive(): void {
    const frame = this.pair?.toClient.shift();
    if (!frame) return;
    const decoder = createDecoder(frame);
    const type = readVarUint(decoder);
    if (type === collabMessage.ack) this.#acknowledge(readVarUint(decoder));
    if (type === collabMessage.awareness) this.awareness.push(readVarUint8Array(decoder));
    if (type !== collabMessage.sync) return;
    const kind = readVarUint(decoder);
    const body = readVarUint8Array(decoder);
    if (kind === 0) {
      this.#sendCounted(step2Frame(Y.encodeStateAsUpdate(this.doc, body)));
      for (const [what, frame] of this.#unsaved) this.#unsaved.set(what, frame ?? this.sent);
    } else Y.applyUpdate(this.doc, body, this);
    if (kind === 1) this.isSynced = true;
  }

  #acknowledge(count: number): void {
    this.acknowledged = count;
    for (const [what, frame] of this.#unsaved) {
      if (frame === null || frame > count) continue;
      this.#unsaved.delete(what);
      this.saved.add(what);
    }
  }

  #sendCounted(frame: Uint8Array): void {
    if (!this.pair) return;
    this.sent++;
    this.pair.toServer.push(frame);
  }
}
