import { createDecoder, readVarUint } from "lib0/decoding";
import * as Y from "yjs";
import { orderReader } from "./check-order";

/** Deepest nesting of types: lists in lists of a plan stay far below, and gc recurses over each level. */
export const maxTypeDepth = 64;
/** Deepest nesting of a plain value. */
export const maxValueDepth = 16;
const maxStructs = 200_000;
const maxClients = 2000;
const maxClientId = 0xffffffff;
const maxClock = 2 ** 40;
const maxKeyLength = 1000;

/** New structs of one client id: clocks from (inclusive) to (exclusive). */
export type ClockRange = { clientId: number; from: number; to: number };
export type UpdateCheck =
  /** No honest client makes it. */
  | { kind: "malformed" }
  /** It builds on something that the document does not hold yet. */
  | { kind: "unready" }
  /** All of it is there already. */
  | { kind: "nothing" }
  /** `update` integrates wholly and at once. */
  | { kind: "news"; update: Uint8Array; ranges: ClockRange[] };

type Struct = Y.Item | Y.GC;
type Run = { structs: Struct[]; depths: number[]; reached: number; next: number };

const malformed: UpdateCheck = { kind: "malformed" };
const unready: UpdateCheck = { kind: "unready" };

/**
 * Says what an update would do to `doc`, before anything is applied. Yjs trusts what it applies: wrong clocks, unknown
 * parents or deep nesting corrupt the document, leave it waiting for ever, or overflow later where nothing catches it.
 */
export function checkUpdate(doc: Y.Doc, update: Uint8Array): UpdateCheck {
  const decoded = decode(update);
  if (decoded === null) return malformed;
  const { runs, overlaps, gap } = trimKnown(doc, decoded.runs);
  if (gap || decoded.skips) return unready;
  if (overlaps) {
    // Cut to what is new: Yjs would believe what the sender says of the part that is here already.
    const rest = Y.diffUpdate(update, Y.encodeStateVector(doc));
    return overlapsWith(doc, rest) ? malformed : checkUpdate(doc, rest);
  }
  const order = integrate(doc, runs);
  if (order !== "ready") return order === "malformed" ? malformed : unready;
  const deletes = checkDeletes(doc, runs, decoded.deletes);
  if (deletes === "malformed") return malformed;
  if (deletes === "unready") return unready;
  if (runs.size === 0 && deletes === "known") return { kind: "nothing" };
  const ranges = [...runs].map(([clientId, run]) => ({ clientId, from: first(run).id.clock, to: end(run) }));
  return { kind: "news", update, ranges };
}

type Decoded = { runs: Map<number, Struct[]>; skips: boolean; deletes: Map<number, { clock: number; len: number }[]> };

function decode(update: Uint8Array): Decoded | null {
  try {
    const { structs, ds } = Y.decodeUpdate(update);
    if (structs.length > maxStructs || ds.clients.size > maxClients * 10) return null;
    const runs = new Map<number, Struct[]>();
    let skips = false;
    let sections = 0;
    let last = -1;
    for (const struct of structs) {
      const { client, clock } = struct.id;
      if (client > maxClientId || struct.length < 1 || clock + struct.length > maxClock) return null;
      if (client !== last) {
        // Yjs would forget the first of two sections of one client.
        if (runs.has(client) || ++sections > maxClients) return null;
        runs.set(client, []);
        last = client;
      }
      if (struct instanceof Y.Skip) {
        skips = true;
        continue;
      }
      if (struct instanceof Y.Item && !isSound(struct)) return null;
      runs.get(client)?.push(struct);
    }
    if (sections !== readVarUint(createDecoder(update))) return null;
    return { runs, skips, deletes: ds.clients };
  } catch {
    return null;
  }
}

function isSound(item: Y.Item): boolean {
  if (item.parentSub !== null && item.parentSub.length > maxKeyLength) return false;
  const { content } = item;
  if (content instanceof Y.ContentAny) return content.arr.every((value) => isShallow(value, maxValueDepth));
  if (content instanceof Y.ContentJSON) return content.arr.every((value) => isShallow(value, maxValueDepth));
  if (content instanceof Y.ContentEmbed) return isShallow(content.embed, maxValueDepth);
  if (content instanceof Y.ContentFormat) {
    return content.key.length <= maxKeyLength && isShallow(content.value, maxValueDepth);
  }
  // Documents inside documents are no part of ours.
  return !(content instanceof Y.ContentDoc);
}

function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return true;
  if (depth === 0) return false;
  if (Array.isArray(value)) return value.every((inner) => isShallow(inner, depth - 1));
  // A key called __proto__ has replaced the prototype.
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  return Object.values(value).every((inner) => isShallow(inner, depth - 1));
}

/** Leaves out what the document holds already. `overlaps`: there was something. `gap`: something before is missing. */
function trimKnown(doc: Y.Doc, all: Map<number, Struct[]>) {
  const runs = new Map<number, Run>();
  let overlaps = false;
  let gap = false;
  for (const [client, structs] of all) {
    const state = Y.getState(doc.store, client);
    const fresh = structs.filter((struct) => struct.id.clock + struct.length > state);
    if ((structs[0]?.id.clock ?? state) < state) overlaps = true;
    const head = fresh[0];
    if (!head) continue;
    if (head.id.clock > state) gap = true;
    runs.set(client, { structs: fresh, depths: [], reached: state, next: 0 });
  }
  return { runs, overlaps, gap };
}

function overlapsWith(doc: Y.Doc, update: Uint8Array): boolean {
  const decoded = decode(update);
  return decoded === null || trimKnown(doc, decoded.runs).overlaps;
}

function first(run: Run): Struct {
  const struct = run.structs[0];
  if (!struct) throw new Error("a run is never empty");
  return struct;
}

function end(run: Run): number {
  const struct = run.structs[run.structs.length - 1];
  return struct ? struct.id.clock + struct.length : 0;
}

/**
 * Walks the structs in an order in which each finds what it builds on, as Yjs will, and notes how deep each lies.
 * Linear: a struct is looked at once, and again at most once for each of its three references.
 */
function integrate(doc: Y.Doc, runs: Map<number, Run>): "ready" | "unready" | "malformed" {
  const depthOf = depthReader(doc, runs);
  const isInOrder = orderReader(doc, (id) => findStruct(doc, runs, id));
  for (const client of runs.keys()) {
    const stack = [{ client, until: Number.POSITIVE_INFINITY }];
    const waiting = new Set([client]);
    for (let top = stack[stack.length - 1]; top; top = stack[stack.length - 1]) {
      const run = runs.get(top.client);
      const struct = run?.structs[run.next];
      if (!run || !struct || run.reached > top.until) {
        waiting.delete(top.client);
        stack.pop();
        continue;
      }
      const missing = missingOf(doc, runs, struct);
      if (missing === "malformed") return missing;
      if (missing) {
        const source = runs.get(missing.client);
        if (!source || end(source) <= missing.clock) return "unready";
        // It waits for one that waits for it.
        if (waiting.has(missing.client)) return "malformed";
        waiting.add(missing.client);
        stack.push({ client: missing.client, until: missing.clock });
        continue;
      }
      const depth = depthOf(struct);
      if (depth === "malformed" || depth > maxTypeDepth) return "malformed";
      if (!isInOrder(struct)) return "malformed";
      run.depths.push(depth);
      run.next++;
      run.reached = struct.id.clock + struct.length;
    }
  }
  return "ready";
}

function missingOf(doc: Y.Doc, runs: Map<number, Run>, struct: Struct): Y.ID | "malformed" | null {
  if (!(struct instanceof Y.Item)) return null;
  for (const id of [struct.origin, struct.rightOrigin, struct.parent]) {
    if (!(id instanceof Y.ID)) continue;
    if (id.clock < (runs.get(id.client)?.reached ?? Y.getState(doc.store, id.client))) continue;
    return id.client === struct.id.client ? "malformed" : id;
  }
  return null;
}

/** The struct that holds `id`, stored or new; it must have been reached. */
function findStruct(doc: Y.Doc, runs: Map<number, Run>, id: Y.ID): Struct {
  if (id.clock < Y.getState(doc.store, id.client)) return Y.getItem(doc.store, id);
  const run = runs.get(id.client);
  const struct = run?.structs[Y.findIndexSS(run.structs, id.clock)];
  if (!struct) throw new Error("looked for before it was reached");
  return struct;
}

/** How many types lie around a struct; 0: its parent is deleted for good, so that Yjs keeps no content of it. */
function depthReader(doc: Y.Doc, runs: Map<number, Run>): (struct: Struct) => number | "malformed" {
  const ofType = new Map<unknown, number>();

  const ofStored = (struct: Struct): number => {
    if (!(struct instanceof Y.Item)) return 0;
    const known = ofType.get(struct.parent);
    if (known !== undefined) return known;
    let depth = 1;
    for (let type = struct.parent; type instanceof Y.AbstractType && type._item !== null; type = type._item.parent) {
      depth++;
    }
    ofType.set(struct.parent, depth);
    return depth;
  };

  const find = (id: Y.ID): { struct: Struct; depth: number } => {
    const struct = findStruct(doc, runs, id);
    if (id.clock < Y.getState(doc.store, id.client)) return { struct, depth: ofStored(struct) };
    const run = runs.get(id.client);
    return { struct, depth: run?.depths[Y.findIndexSS(run.structs, id.clock)] ?? 0 };
  };

  return (struct) => {
    if (!(struct instanceof Y.Item)) return 0;
    const { origin, rightOrigin, parent } = struct;
    const left = origin ? find(origin).depth : null;
    const right = rightOrigin ? find(rightOrigin).depth : null;
    if (left === 0 || right === 0) return 0;
    if (left !== null) return left;
    if (right !== null) return right;
    if (!(parent instanceof Y.ID)) return 1;
    const above = find(parent);
    if (!(above.struct instanceof Y.Item) || above.struct.content instanceof Y.ContentDeleted) return 0;
    if (!(above.struct.content instanceof Y.ContentType)) return "malformed";
    return above.depth === 0 ? 0 : above.depth + 1;
  };
}

/** Ranges must be sorted and apart, as every encoder writes them: each costs a walk over what it covers. */
function checkDeletes(doc: Y.Doc, runs: Map<number, Run>, deletes: Decoded["deletes"]) {
  let answer: "known" | "new" | "unready" = "known";
  for (const [client, ranges] of deletes) {
    const structs = doc.store.clients.get(client) ?? [];
    const state = Y.getState(doc.store, client);
    const reached = runs.get(client)?.reached ?? state;
    let before = -1;
    for (const { clock, len } of ranges) {
      if (len < 1 || clock <= before || client > maxClientId) return "malformed";
      before = clock + len;
      if (before > maxClock) return "malformed";
      if (before > reached) answer = "unready";
      if (answer !== "known" || clock >= state) continue;
      for (let i = Y.findIndexSS(structs, clock); i < structs.length; i++) {
        const struct = structs[i];
        if (!struct || struct.id.clock >= before) break;
        if (!struct.deleted) answer = "new";
      }
    }
  }
  return answer;
}
