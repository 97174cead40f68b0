import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { io, type Socket } from "socket.io-client";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { reconnectOnWake } from "@/components/collab/wake-socket";
import type { Database } from "@/db/client";
import { notify } from "@/db/notify";
import { testDatabase } from "@/db/testing/database";
import { liveSignups } from "@/domain/calendar/live-signups";
import { liveCounts, type SeatNumbers } from "@/domain/signup/seat-numbers";
import { type CountsByTrip, createHub, type Hub } from "./hub";

const everyMs = 200;
const trip = randomUUID();
let database: Database;
let server: Server;
let hub: Hub;
let origin: URL;
let reads = 0;
let free = 14;
const sockets: Socket[] = [];

const numbers = (): SeatNumbers => ({
  total: 51,
  free,
  outbound: free,
  return: free,
  partly: 0,
  waiting: 0,
  status: "open",
});

beforeAll(async () => {
  database = await testDatabase();
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  hub = await createHub({
    listen: database.listen,
    async counts() {
      reads += 1;
      // A real read takes a moment: changes that come meanwhile must not be lost.
      await database.db.selectFrom("marker").select("name").limit(1).execute();
      return { [trip]: numbers() };
    },
    origin,
    log: { error: (...what: unknown[]) => expect(what).toEqual([]) },
    everyMs,
    patienceMs: 3_000,
  });
  server.on("upgrade", hub.upgrade);
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.disconnect();
});
afterAll(async () => {
  await hub.stop();
  await new Promise((resolve) => server.close(resolve));
  await database.close();
});

function connect(headers: Record<string, string> = { origin: origin.origin }): Socket {
  const socket = io(origin.origin, {
    transports: ["websocket"],
    extraHeaders: headers,
    reconnection: false,
    forceNew: true,
  });
  sockets.push(socket);
  return socket;
}

function heard(socket: Socket): CountsByTrip[] {
  const all: CountsByTrip[] = [];
  socket.on(liveCounts.changed, (counts: CountsByTrip) => all.push(counts));
  return all;
}

const tell = (coalitionId: string) => notify(database.db, { kind: "trip", coalitionId, tripId: trip });

async function until(holds: () => boolean): Promise<void> {
  await expect.poll(holds, { interval: 10 }).toBe(true);
}

test("R40 · every browser that watches hears a change; it is read once however many watch", async () => {
  const coalitionId = randomUUID();
  free = 14;
  const watchers = Array.from({ length: 60 }, () => connect());
  const answers = watchers.map(heard);
  for (const socket of watchers) socket.emit(liveCounts.watch, { coalitionId });
  await until(() => answers.every((all) => all.length === 1));
  expect(reads).toBe(1);

  free = 13;
  await tell(coalitionId);
  await until(() => answers.every((all) => all.length === 2));
  expect(answers.every((all) => all[1]?.[trip]?.free === 13)).toBe(true);
  expect(reads).toBe(2);
});

test("R41 · a burst of changes is told at most once in the time, and the last number always arrives", async () => {
  const coalitionId = randomUUID();
  free = 40;
  const socket = connect();
  const all = heard(socket);
  socket.emit(liveCounts.watch, { coalitionId });
  await until(() => all.length === 1);
  const before = reads;
  const started = Date.now();
  for (free = 39; free > 10; free -= 1) await tell(coalitionId);
  free = 10;
  await tell(coalitionId);
  await until(() => all.at(-1)?.[trip]?.free === 10);
  const spent = Date.now() - started;
  expect(reads - before).toBeLessThanOrEqual(Math.ceil(spent / everyMs) + 1);
});

test("R40 · what did not change is not told, and another coalition's change is not heard", async () => {
  const [coalitionId, other] = [randomUUID(), randomUUID()];
  const socket = connect();
  const all = heard(socket);
  socket.emit(liveCounts.watch, { coalitionId });
  await until(() => all.length === 1);
  const before = reads;
  await tell(other);
  await tell(coalitionId);
  await until(() => reads === before + 1);
  free += 1;
  await tell(coalitionId);
  await until(() => all.length === 2);
  expect(all[1]?.[trip]?.free).toBe(free);
});

test("R42 · a page of another origin is refused before any websocket exists", async () => {
  for (const headers of [{ origin: "https://elsewhere.example.org" }, { origin: "null" }]) {
    const socket = connect(headers);
    const error = await new Promise((resolve) => socket.on("connect_error", resolve));
    expect(error).toBeInstanceOf(Error);
    expect(socket.connected).toBe(false);
  }
});

test.each([
  ["no id", {}],
  ["a malformed id", { coalitionId: "1" }],
  ["nothing", null],
  ["an oversized message", { coalitionId: "x".repeat(5000) }],
])("R42 · %s ends that connection and changes nothing for others", async (_what, message) => {
  const coalitionId = randomUUID();
  const good = connect();
  const all = heard(good);
  good.emit(liveCounts.watch, { coalitionId });
  const bad = connect();
  const ended = new Promise((resolve) => bad.on("disconnect", resolve));
  bad.on("connect", () => bad.emit(liveCounts.watch, message));
  await ended;
  await until(() => all.length === 1);
  expect(good.connected).toBe(true);
});

test("R42 · a browser that says nothing, or talks without end, is sent away", async () => {
  const silent = connect();
  await new Promise((resolve) => silent.on("disconnect", resolve));
  const talker = connect();
  const ended = new Promise((resolve) => talker.on("disconnect", resolve));
  for (let n = 0; n < 30; n += 1) talker.emit(liveCounts.watch, { coalitionId: randomUUID() });
  await ended;
});

test("R42 · one browser watches at most three coalitions", async () => {
  const socket = connect();
  const all = heard(socket);
  for (let n = 0; n < 5; n += 1) socket.emit(liveCounts.watch, { coalitionId: randomUUID() });
  await until(() => all.length === 3);
  const coalitionId = randomUUID();
  socket.emit(liveCounts.watch, { coalitionId });
  await tell(coalitionId);
  expect(all.length).toBe(3);
});

test("R49 · a page that slept connects anew at once and hears the counts again; a glance away changes nothing", async () => {
  const shown = Object.assign(new EventTarget(), { visibilityState: "visible" });
  const around = new EventTarget();
  vi.stubGlobal("document", shown);
  vi.stubGlobal("window", around);
  const coalitionId = randomUUID();
  const socket = connect();
  const all = heard(socket);
  socket.on("connect", () => socket.emit(liveCounts.watch, { coalitionId }));
  const stop = reconnectOnWake(socket);
  await until(() => all.length === 1);
  const first = socket.id;
  around.dispatchEvent(new Event("focus"));
  expect(socket.id).toBe(first);
  around.dispatchEvent(new Event("online"));
  await until(() => all.length === 2);
  expect(socket.id).not.toBe(first);
  stop();
  around.dispatchEvent(new Event("online"));
  expect(socket.connected).toBe(true);
  vi.unstubAllGlobals();
});

test("R63 · open agendas hear that something was promised in their coalition, once for many, and never what", async () => {
  const [coalitionId, elsewhere] = [randomUUID(), randomUUID()];
  const [watching, counting] = [connect(), connect()];
  const said: unknown[][] = [];
  watching.onAny((...what: unknown[]) => said.push(what));
  const others: unknown[][] = [];
  counting.on(liveSignups.changed, (...what: unknown[]) => others.push(what));
  watching.emit(liveSignups.watch, { coalitionId });
  counting.emit(liveCounts.watch, { coalitionId });
  await vi.waitFor(() => expect(watching.connected && counting.connected).toBe(true));
  const tell = (id: string) => notify(database.db, { kind: "entry_signups", coalitionId: id, entryId: randomUUID() });
  await vi.waitFor(async () => {
    await tell(coalitionId);
    expect(said).toContainEqual([liveSignups.changed]);
  });
  said.length = 0;
  for (let n = 0; n < 20; n += 1) await tell(coalitionId);
  await tell(elsewhere);
  await vi.waitFor(() => expect(said).toEqual([[liveSignups.changed]]));
  expect(others).toEqual([]);
  watching.emit(liveSignups.watch, { coalitionId: "../" });
  await vi.waitFor(() => expect(watching.connected).toBe(false));
});
