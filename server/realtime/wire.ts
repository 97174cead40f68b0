/**
 * Frames of `/collab/<room>`: y-websocket's, and two of ours.
 *
 * What a browser client needs to know:
 * - Address: `/collab/<kind>.<document id>.<generation>?ack=1&state=2&client=<doc.clientID>`. All parameters are optional: any
 *   unmodified `WebsocketProvider` works without. `client` declares the client id as the signed-in person's own; without
 *   it the first awareness entry does. Give `params` as a getter or set `provider.params` anew when `doc.clientID` changes.
 * - With `ack=1` the server sends message type 100 followed by one varuint: how many of **this connection's** sync frames
 *   of type step 2 and update are committed so far (frames of step 1 do not count). The client counts those that it sent
 *   since the socket opened; « Enregistré » is shown when both numbers are equal, and nothing local is unsent.
 *   A frame with nothing new counts too. The numbers start at 0 with each socket. A frame that could not be integrated
 *   yet counts once the step 2 that brings its content is committed.
 * - With `state=2` a step 1 is answered by message type 101 followed by one array, an update in Yjs's second encoding,
 *   instead of a step 2: a sheet of 300 trips comes in less than half as many bytes. Everything else stays in the first.
 * - Close codes: `collabClose` in domain/kernel/collab.ts. After 4503 the client comes back by itself; after 4409 it takes
 *   a new client id; after 4403, 4404, 4410 it keeps the unsent edits aside.
 * - What others wrote arrives only once it is committed.
 * - The server answers each awareness frame, so that a lone client hears something within 30 s. In a state, `user.id` is
 *   either absent or the account's own id, else the state is dropped; names come from the roster.
 */
import { createDecoder, type Decoder, hasContent, readVarString, readVarUint, readVarUint8Array } from "lib0/decoding";
import {
  createEncoder,
  type Encoder,
  toUint8Array,
  writeVarString,
  writeVarUint,
  writeVarUint8Array,
} from "lib0/encoding";
import * as Y from "yjs";
import { collabMessage } from "@/domain/kernel/collab";

/** Larger ones are closed with 4413. A step 2 may bring a whole document after a restored backup. */
export const maxFrameBytes = 4 * 1024 * 1024;
/** For a whole sheet, or all its counts, on their way to somebody who opens it; a keystroke or a seat is sent as it is. */
export const shrinkLongMessages = {
  threshold: 16_384,
  serverNoContextTakeover: true,
  clientNoContextTakeover: true,
} as const;
const maxAwarenessBytes = 512 * 1024;
const maxAwarenessEntries = 1000;
const maxStateVectorEntries = 100_000;

const step1 = 0;
const step2 = 1;
const update = 2;

export type AwarenessEntry = { clientId: number; clock: number; json: string };
export type Frame =
  | { type: "step1"; stateVector: Uint8Array }
  | { type: "step2" | "update"; update: Uint8Array }
  | { type: "awareness"; entries: AwarenessEntry[] }
  | { type: "queryAwareness" }
  | { type: "ignored" };

/**
 * Reads one frame; null when no honest client sends it. Updates are only cut out here: `checkUpdate` looks inside.
 * The bytes must be alone in their buffer: lib0 checks lengths against the buffer, and a view on a shared one would read
 * its neighbours' memory.
 */
export function parseFrame(bytes: Uint8Array<ArrayBuffer>): Frame | null {
  if (bytes.byteLength !== bytes.buffer.byteLength) throw new Error("a frame must own its buffer");
  try {
    const decoder = createDecoder(bytes);
    const frame = readFrame(decoder);
    return frame === null || hasContent(decoder) ? null : frame;
  } catch {
    // lib0 throws where the frame ends too early.
    return null;
  }
}

function readFrame(decoder: Decoder): Frame | null {
  switch (readVarUint(decoder)) {
    case collabMessage.sync:
      return readSync(decoder);
    case collabMessage.awareness:
      return readAwareness(readVarUint8Array(decoder));
    case collabMessage.queryAwareness:
      return { type: "queryAwareness" };
    case collabMessage.auth:
      decoder.pos = decoder.arr.length;
      return { type: "ignored" };
    default:
      return null;
  }
}

function readSync(decoder: Decoder): Frame | null {
  switch (readVarUint(decoder)) {
    case step1:
      return readStateVector(readVarUint8Array(decoder));
    case step2:
      return { type: "step2", update: readVarUint8Array(decoder) };
    case update:
      return { type: "update", update: readVarUint8Array(decoder) };
    default:
      return null;
  }
}

function readStateVector(stateVector: Uint8Array): Frame | null {
  const decoder = createDecoder(stateVector);
  const size = readVarUint(decoder);
  if (size > maxStateVectorEntries) return null;
  for (let i = 0; i < size; i++) {
    readVarUint(decoder);
    readVarUint(decoder);
  }
  return hasContent(decoder) ? null : { type: "step1", stateVector };
}

function readAwareness(payload: Uint8Array): Frame | null {
  if (payload.length > maxAwarenessBytes) return null;
  const decoder = createDecoder(payload);
  const size = readVarUint(decoder);
  if (size > maxAwarenessEntries) return null;
  const entries: AwarenessEntry[] = [];
  for (let i = 0; i < size; i++) {
    entries.push({ clientId: readVarUint(decoder), clock: readVarUint(decoder), json: readVarString(decoder) });
  }
  return hasContent(decoder) ? null : { type: "awareness", entries };
}

/** Whether a frame asks for the document: it costs by the document's size, not by its own. Looks at two bytes only. */
export function asksForDocument(bytes: Uint8Array): boolean {
  return bytes[0] === collabMessage.sync && bytes[1] === step1;
}

export function step1Frame(doc: Y.Doc): Uint8Array {
  return syncFrame(step1, Y.encodeStateVector(doc));
}

export function step2Frame(state: Uint8Array): Uint8Array {
  return syncFrame(step2, state);
}

/** The same answer, from an update in Yjs's second encoding. */
export function stateFrame(state: Uint8Array): Uint8Array {
  return frame(collabMessage.state, (encoder) => writeVarUint8Array(encoder, state));
}

export function updateFrame(bytes: Uint8Array): Uint8Array {
  return syncFrame(update, bytes);
}

export function awarenessFrame(entries: readonly AwarenessEntry[]): Uint8Array {
  const inner = createEncoder();
  writeVarUint(inner, entries.length);
  for (const { clientId, clock, json } of entries) {
    writeVarUint(inner, clientId);
    writeVarUint(inner, clock);
    writeVarString(inner, json);
  }
  return frame(collabMessage.awareness, (encoder) => writeVarUint8Array(encoder, toUint8Array(inner)));
}

/** `committed`: how many step 2 and update frames of this connection are committed so far. */
export function ackFrame(committed: number): Uint8Array {
  return frame(collabMessage.ack, (encoder) => writeVarUint(encoder, committed));
}

function syncFrame(kind: number, body: Uint8Array): Uint8Array {
  return frame(collabMessage.sync, (encoder) => {
    writeVarUint(encoder, kind);
    writeVarUint8Array(encoder, body);
  });
}

function frame(type: number, write: (encoder: Encoder) => void): Uint8Array {
  const encoder = createEncoder();
  writeVarUint(encoder, type);
  write(encoder);
  return toUint8Array(encoder);
}
