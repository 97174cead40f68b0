import { describe, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { collabClose } from "@/domain/kernel/collab";
import { maxBufferedBytes } from "./connection";
import { MemoryRooms, settle } from "./testing/memory-rooms";
import { TestClient } from "./testing/test-client";
import { come, stateOf } from "./testing/visitors";
import { awarenessFrame, maxFrameBytes, step2Frame, updateFrame } from "./wire";

describe("hostile frames", () => {
  test.each<[string, Uint8Array, number]>([
    ["an empty frame", new Uint8Array(), collabClose.malformed],
    ["an unknown type", new Uint8Array([42, 1, 2]), collabClose.malformed],
    ["an unknown sync message", new Uint8Array([0, 9, 0]), collabClose.malformed],
    ["a length beyond the frame", new Uint8Array([0, 2, 250, 1, 1]), collabClose.malformed],
    ["something after the end", new Uint8Array([0, 2, 2, 0, 0, 7]), collabClose.malformed],
    ["an update that is none", updateFrame(new Uint8Array([9, 9, 9])), collabClose.malformed],
    ["a state vector that is none", new Uint8Array([0, 0, 2, 250, 1]), collabClose.malformed],
    ["presence that is no JSON", awarenessFrame([{ clientId: 5, clock: 1, json: "{" }]), collabClose.malformed],
    ["presence that is no state", awarenessFrame([{ clientId: 5, clock: 1, json: "[]" }]), collabClose.malformed],
    ["a frame too large", new Uint8Array(maxFrameBytes + 1), collabClose.tooMuch],
  ])("R13 · %s closes its connection and changes nothing for others", async (_what, frame, code) => {
    const world = new MemoryRooms();
    const documentId = world.addDocument();
    const [victim, attacker] = [
      await come(world, documentId, { accountId: "v" }),
      await come(world, documentId, { clientId: 5 }),
    ];
    victim.text.insert(0, "safe");
    await victim.exchange();
    victim.pair.toClient.length = 0;
    await attacker.sendRaw(frame);
    expect(attacker.pair.closedWith).toBe(code);
    expect(victim.pair.closedWith).toBeNull();
    expect(victim.pair.toClient).toEqual([]);
    expect(stateOf(world, documentId)).toBe("safe");
    victim.text.insert(4, "!");
    await victim.exchange();
    expect(victim.client.isSaved).toBe(true);
  });

  test("R13 · a frame is cut from its buffer: nobody reads what lies beside it", async () => {
    const world = new MemoryRooms();
    const documentId = world.addDocument();
    const attacker = await come(world, documentId);
    const pool = new Uint8Array(1000).fill(65);
    pool.set([0, 2, 100, 1, 1]);
    await attacker.sendRaw(pool.subarray(0, 5));
    expect(attacker.pair.closedWith).toBe(collabClose.malformed);
    expect(world.logs.get(documentId)?.updates).toEqual([]);
  });

  test("R15 · what builds on something missing is asked for, and counts once it came", async () => {
    const world = new MemoryRooms();
    const documentId = world.addDocument();
    const source = new Y.Doc();
    source.clientID = 50;
    source.getText("t").insert(0, "a");
    const client = new TestClient(51);
    const one = await come(world, documentId, {}, client);
    Y.applyUpdate(client.doc, Y.encodeStateAsUpdate(source), client);
    // As with a second tab: the edit goes out before what it builds on.
    client.doc.getText("t").insert(1, "b");
    expect(client.sent).toBe(2);
    await one.exchange();
    expect(stateOf(world, documentId)).toBe("ab");
    expect(world.stored(documentId).store.pendingStructs).toBeNull();
    expect([client.sent, client.acknowledged]).toEqual([3, 3]);
    expect(one.pair.closedWith).toBeNull();
  });

  test("R15 · after three useless answers it is closed", async () => {
    const world = new MemoryRooms();
    const documentId = world.addDocument();
    const one = await come(world, documentId);
    const gap = new Uint8Array([1, 1, 60, 5, 0, 1, 0]);
    await one.sendRaw(updateFrame(gap));
    expect(one.client.doc.share.size).toBeGreaterThan(0);
    for (const open of [true, true, false]) {
      await one.sendRaw(step2Frame(gap));
      expect(one.pair.closedWith === null).toBe(open);
    }
    expect(one.pair.closedWith).toBe(collabClose.malformed);
    expect(world.logs.get(documentId)?.updates).toEqual([]);
  });

  test("R16 · an update that breaks the document sends everyone away; it is loaded again and each sends what was open", async () => {
    const world = new MemoryRooms();
    const documentId = world.addDocument();
    const [culprit, witness] = [await come(world, documentId), await come(world, documentId, { accountId: "w" })];
    witness.text.insert(0, "good");
    await witness.exchange();
    world.manual = true;
    witness.text.insert(4, " open");
    await witness.exchange();
    const bad = new Y.Doc();
    bad.getArray("x").insert(0, [new Y.Array()]);
    const integrate = vi.spyOn(Y.Array.prototype, "_integrate").mockImplementation(() => {
      throw new Error("unforeseen");
    });
    await culprit.sendRaw(updateFrame(Y.encodeStateAsUpdate(bad)));
    integrate.mockRestore();
    expect(culprit.pair.closedWith).toBe(collabClose.malformed);
    expect(witness.pair.closedWith).toBe(collabClose.comeAgain);
    // Loaded again only when what was under way is written.
    let back: Awaited<ReturnType<typeof come>> | undefined;
    const coming = come(world, documentId, { accountId: "w" }, witness.client).then((one) => {
      back = one;
    });
    await settle();
    expect(back).toBeUndefined();
    world.manual = false;
    world.writes.shift()?.succeed();
    await coming;
    expect(back?.client.isSaved).toBe(true);
    expect(world.loads).toBe(2);
    expect(stateOf(world, documentId)).toBe("good open");
  });

  test("R17 · who costs too much is first not read, then sent away; over all connections of that person", async () => {
    const world = new MemoryRooms({ rates: { capacity: 300, perSecond: 10 } });
    const documentId = world.addDocument();
    const [one, two] = [
      await come(world, documentId, { accountId: "p" }),
      await come(world, documentId, { accountId: "p" }),
    ];
    const calm = await come(world, documentId, { accountId: "calm" });
    const ask = new Uint8Array([3]);
    for (let i = 0; i < 300 && !one.pair.isPaused; i++) one.connection.message(ask);
    expect(one.pair.isPaused).toBe(true);
    expect(two.pair.closedWith ?? one.pair.closedWith).toBeNull();
    for (let i = 0; i < 310; i++) two.connection.message(ask);
    expect(two.pair.closedWith).toBe(collabClose.tooMuch);
    const { pair } = await world.connect(documentId, { accountId: "p" });
    expect(pair.closedWith).toBe(collabClose.tooMuch);
    expect([calm.pair.closedWith, calm.pair.isPaused]).toEqual([null, false]);
    one.connection.closed();
  });

  test("R17 · who does not read what is sent is cut", async () => {
    const world = new MemoryRooms();
    const documentId = world.addDocument();
    const [one, deaf] = [await come(world, documentId), await come(world, documentId)];
    deaf.pair.bufferedAmount = maxBufferedBytes;
    one.text.insert(0, "a");
    await one.exchange();
    expect(deaf.pair.closedWith).toBe(1006);
    expect(one.client.isSaved).toBe(true);
  });
});
