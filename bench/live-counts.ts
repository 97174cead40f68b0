// npm run bench:live-counts: thousands of open pages hear of one seat. How long until the last of them, and how often it is read.
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import WebSocket from "ws";
import { liveCounts, type SeatNumbers } from "@/domain/signup/seat-numbers";
import { createHub } from "@/server/realtime/hub";

const pages = Number(process.argv[2] ?? 3000);
const limitMs = 2000;
const coalitionId = randomUUID();
const tripId = randomUUID();
let free = 40;
let reads = 0;
let tell: (payload: string) => void = () => undefined;

const server = createServer();
server.listen(0, "127.0.0.1");
await once(server, "listening");
const { port } = server.address() as AddressInfo;
const origin = new URL(`http://127.0.0.1:${port}`);
const hub = await createHub({
  origin,
  log: console,
  async listen(_channel, onMessage) {
    tell = onMessage;
    return async () => undefined;
  },
  async counts() {
    reads += 1;
    const numbers: SeatNumbers = {
      total: 51,
      free,
      outbound: free,
      return: free,
      partly: 0,
      waiting: 0,
      status: "open",
    };
    return { [tripId]: numbers };
  },
});
server.on("upgrade", hub.upgrade);

const heard = new Map<WebSocket, string>();
const sockets: WebSocket[] = [];
for (let opened = 0; opened < pages; opened += 100) {
  const batch = Array.from({ length: Math.min(100, pages - opened) }, () => openPage());
  sockets.push(...(await Promise.all(batch)));
}
const memory = Math.round(process.memoryUsage().rss / 1e6);
console.log(
  `${sockets.length} pages are open and have read ${reads} time(s); ${memory} MB, both ends in this process.`,
);

free -= 1;
const started = performance.now();
tell(JSON.stringify({ kind: "trip", coalitionId, tripId }));
while (![...heard.values()].every((frame) => frame.includes(`"free":${free}`))) {
  await new Promise((resolve) => setTimeout(resolve, 5));
  if (performance.now() - started > 30_000) throw new Error("some pages heard nothing");
}
const spent = Math.round(performance.now() - started);
console.log(`The last of them heard of the seat after ${spent} ms; it was read ${reads - 1} time(s).`);
if (spent > limitMs || reads !== 2) process.exitCode = 1;
for (const socket of sockets) socket.terminate();
await hub.stop();
server.close();

/** One browser, in socket.io's own words. */
async function openPage(): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`, {
    origin: origin.origin,
  });
  await new Promise<void>((resolve, reject) => {
    socket.on("error", reject);
    socket.on("message", (data) => {
      const frame = String(data);
      if (frame.startsWith("0")) socket.send("40");
      else if (frame.startsWith("40")) socket.send(`42${JSON.stringify([liveCounts.watch, { coalitionId }])}`);
      else if (frame === "2") socket.send("3");
      else if (frame.startsWith("42")) {
        heard.set(socket, frame);
        resolve();
      }
    });
  });
  return socket;
}
