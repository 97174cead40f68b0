import { describe, expect, test } from "vitest";
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from "y-protocols/awareness";
import { MemoryRooms } from "./testing/memory-rooms";
import { TestClient } from "./testing/test-client";
import { awarenessOf, come } from "./testing/visitors";
import { awarenessFrame } from "./wire";

describe("presence", () => {
  test("R26 · every awareness frame is answered, also one that was dropped", async () => {
    const world = new MemoryRooms();
    const documentId = world.addDocument();
    const one = await come(world, documentId, { clientId: 7 });
    for (const entry of [
      { clientId: 7, clock: 1, json: "{}" },
      { clientId: 7, clock: 1, json: "{}" },
      { clientId: 8, clock: 1, json: "{}" },
      { clientId: 7, clock: 2, json: '{"user":{"id":"someone else"}}' },
      { clientId: 7, clock: 3, json: JSON.stringify({ a: "x".repeat(5000) }) },
    ]) {
      one.pair.toClient.length = 0;
      await one.sendRaw(awarenessFrame([entry]));
      expect(awarenessOf(one.pair)).toHaveLength(1);
    }
    expect(one.pair.closedWith).toBeNull();
  });

  test("R27 · only one's own entry counts, under one's own name", async () => {
    const world = new MemoryRooms();
    const documentId = world.addDocument();
    const [watcher, one] = [
      await come(world, documentId, { accountId: "w", clientId: 1 }),
      await come(world, documentId, { accountId: "a", clientId: 7 }),
    ];
    const watched = new Awareness(watcher.client.doc);
    const look = async () => {
      await watcher.exchange();
      for (const update of watcher.client.awareness.splice(0)) applyAwarenessUpdate(watched, update, "server");
    };
    await one.sendRaw(
      awarenessFrame([
        { clientId: 1, clock: 99, json: '{"fake":true}' },
        { clientId: 7, clock: 1, json: '{"userId":"a","rowId":"r"}' },
        { clientId: 9, clock: 1, json: "{}" },
      ]),
    );
    await one.sendRaw(awarenessFrame([{ clientId: 7, clock: 2, json: '{"userId":"w"}' }]));
    await look();
    expect(watched.getStates().get(7)).toEqual({ userId: "a", rowId: "r" });
    expect([watched.getStates().has(9), watched.getStates().has(1)]).toEqual([false, false]);
    watched.destroy();
  });

  test("R28 · a goodbye carries the last clock, so that whoever returns is seen with the next one", async () => {
    const world = new MemoryRooms();
    const documentId = world.addDocument();
    const watcher = await come(world, documentId, { accountId: "w" });
    const watched = new Awareness(watcher.client.doc);
    const look = async () => {
      await watcher.exchange();
      for (const update of watcher.client.awareness.splice(0)) applyAwarenessUpdate(watched, update, "server");
    };
    const client = new TestClient(7);
    const own = new Awareness(client.doc);
    const one = await come(world, documentId, { accountId: "a" }, client);
    own.setLocalState({ rowId: "r" });
    await one.sendRaw(awarenessFrame([{ clientId: 7, clock: 1, json: '{"rowId":"r"}' }]));
    await look();
    expect(watched.getStates().has(7)).toBe(true);
    one.connection.closed();
    await look();
    expect(watched.getStates().has(7)).toBe(false);
    const back = await come(world, documentId, { accountId: "a" }, client);
    own.setLocalState({ rowId: "r2" });
    expect(encodeAwarenessUpdate(own, [7]).length).toBeGreaterThan(0);
    await back.sendRaw(awarenessFrame([{ clientId: 7, clock: 2, json: '{"rowId":"r2"}' }]));
    await look();
    expect(watched.getStates().get(7)).toEqual({ rowId: "r2" });
    watched.destroy();
    own.destroy();
  });

  test("R28 · who gives no sign of life is cut, and their presence vanishes within 30 seconds", async () => {
    const world = new MemoryRooms();
    const documentId = world.addDocument();
    const [watcher, dead] = [
      await come(world, documentId, { accountId: "w" }),
      await come(world, documentId, { clientId: 7 }),
    ];
    await dead.sendRaw(awarenessFrame([{ clientId: 7, clock: 1, json: "{}" }]));
    for (; dead.pair.closedWith === null && world.time < 60_000; world.time += 5000) {
      watcher.connection.alive();
      watcher.connection.checkLife();
      dead.connection.checkLife();
    }
    expect(dead.pair.pings).toBeGreaterThan(0);
    expect(dead.pair.closedWith).toBe(1006);
    expect(world.time).toBeLessThanOrEqual(30_000);
    expect(watcher.pair.closedWith).toBeNull();
    expect(awarenessOf(watcher.pair).at(-1)).toEqual(awarenessFrame([{ clientId: 7, clock: 1, json: "null" }]));
  });

  test("R28 · a state that is no longer renewed vanishes after 30 seconds, though the connection lives", async () => {
    const world = new MemoryRooms();
    const documentId = world.addDocument();
    const one = await come(world, documentId, { clientId: 7 });
    await one.sendRaw(awarenessFrame([{ clientId: 7, clock: 1, json: "{}" }]));
    world.time = 29_000;
    world.rooms.expirePresence();
    const other = await come(world, documentId);
    expect(other.client.awareness).toHaveLength(1);
    world.time = 30_000;
    world.rooms.expirePresence();
    await other.exchange();
    expect(other.client.awareness).toHaveLength(2);
    const late = await come(world, documentId);
    expect(late.client.awareness).toHaveLength(0);
  });
});
