// Started with --expose-gc: what it costs to hold a document again, bare and as a room does. Prints one line of JSON.
import { readFileSync } from "node:fs";
import * as Y from "yjs";
import { LiveDocument } from "@/server/realtime/live-document";

const [file = "", how = "bare"] = process.argv.slice(2);
const state = new Uint8Array(readFileSync(file));
const collect = () => {
  if (globalThis.gc) globalThis.gc();
};
const open = (): object => {
  if (how === "bare") {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, state);
    return doc;
  }
  const snapshot = { seq: 1, state };
  const live = new LiveDocument({ documentId: "", generation: 1, snapshot, updates: [], owners: new Map() });
  return live;
};
open();
const times: number[] = [];
const held: object[] = [];
collect();
const before = process.memoryUsage().heapUsed;
for (let turn = 0; turn < 3; turn++) {
  const from = performance.now();
  held.push(open());
  times.push(performance.now() - from);
}
collect();
const memory = (process.memoryUsage().heapUsed - before) / held.length;
console.log(JSON.stringify({ ms: Math.min(...times), memory }));
