import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { CoalitionWorld } from "./testing/coalition-world";
import { type CollabServer, openProvider, openSocket, startCollabServer, whenSynced } from "./testing/collab-server";
import { awarenessFrame } from "./wire";

// Both wait for real time to pass, beside each other.
describe.concurrent("what only shows after a while", () => {
  let database: Database;
  let server: CollabServer;
  beforeAll(async () => {
    database = await testDatabase();
    server = await startCollabServer(database);
  });
  afterAll(async () => {
    await server.close();
    await database.close();
  });

  test("R26 · a lone idle client stays connected for 70 seconds", { timeout: 90_000 }, async () => {
    const world = await CoalitionWorld.create(database);
    const { cookie } = await world.person("member");
    const provider = openProvider(server.port, world.room, { cookie });
    await whenSynced(provider);
    const closes: unknown[] = [];
    provider.on("connection-close", (event) => closes.push(event));
    const socket = provider.ws;
    await new Promise((resolve) => setTimeout(resolve, 70_000));
    expect(closes).toEqual([]);
    expect(provider.ws).toBe(socket);
    expect(provider.wsconnected).toBe(true);
    provider.destroy();
  });

  test("R28 · whose connection died vanishes from presence within 30 seconds", { timeout: 60_000 }, async () => {
    const world = await CoalitionWorld.create(database);
    const watcher = openProvider(server.port, world.room, { cookie: (await world.person("member")).cookie });
    await whenSynced(watcher);
    // Its network is gone: it answers nothing, and nobody tells the server.
    const dead = openSocket(server.port, world.room, {
      cookie: (await world.person("participant")).cookie,
      autoPong: false,
    });
    await dead.opened;
    const clientId = 123_456;
    const present = () => watcher.awareness.getStates().has(clientId);
    dead.socket.send(awarenessFrame([{ clientId, clock: 1, json: "{}" }]));
    await expect.poll(present, { timeout: 5000 }).toBe(true);
    const start = performance.now();
    await expect.poll(present, { timeout: 40_000, interval: 100 }).toBe(false);
    expect(performance.now() - start).toBeLessThan(30_000);
    watcher.destroy();
  });
});
