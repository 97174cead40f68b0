import { createDecoder, hasContent, readVarUint, readVarUint8Array } from "lib0/decoding";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { collabClose } from "@/domain/kernel/collab";
import { Away, MemoryRooms, settle } from "./testing/memory-rooms";
import { TestClient } from "./testing/test-client";
import { awarenessOf, come, stateOf, updateBy } from "./testing/visitors";
import { awarenessFrame, step1Frame, updateFrame } from "./wire";

describe("the life of a room", () => {
  test("R1 · a room is loaded once for everyone who comes meanwhile", async () => {
    const world = new MemoryRooms();
    const documentId = world.addDocument();
    const holds = await Promise.all([1, 2, 3].map(() => world.rooms.hold(documentId, 1)));
    expect(new Set(holds.map((hold) => hold?.room)).size).toBe(1);
    expect(world.loads).toBe(1);
    expect(await world.rooms.hold("unknown", 1)).toBeNull();
    expect(world.rooms.size).toBe(1);
  });

  test("R2 · a room stays until its last write is committed, though nobody is there", async () => {
    const world = new MemoryRooms();
    const documentId = world.addDocument();
    const one = await come(world, documentId);
    world.manual = true;
    one.text.insert(0, "kept");
    await one.exchange();
    one.connection.closed();
    expect(world.rooms.size).toBe(1);
    const later = await come(world, documentId);
    expect(world.loads).toBe(1);
    later.connection.closed();
    for (const write of world.writes.splice(0)) write.succeed();
    await settle();
    for (const write of world.writes.splice(0)) write.succeed();
    await settle();
    expect(world.rooms.size).toBe(0);
    expect(stateOf(world, documentId)).toBe("kept");
  });

  test("R2 · a room stays until its last write is projected", async () => {
    const world = new MemoryRooms({ hasProjector: true });
    const documentId = world.addDocument();
    const one = await come(world, documentId);
    one.text.insert(0, "abc");
    await one.exchange();
    one.connection.closed();
    expect(world.committed).toEqual([documentId]);
    expect(world.rooms.size).toBe(1);
    world.rooms.projected(documentId, 1);
    expect(world.rooms.size).toBe(0);
  });

  test("R3 · the late close of a replaced socket leaves the new one's presence alone", async () => {
    const world = new MemoryRooms();
    const documentId = world.addDocument();
    const watcher = await come(world, documentId, { accountId: "w" });
    const client = new TestClient(77);
    const old = await come(world, documentId, { accountId: "a" }, client);
    await old.sendRaw(awarenessFrame([{ clientId: 77, clock: 1, json: "{}" }]));
    const fresh = await come(world, documentId, { accountId: "a" }, client);
    await fresh.sendRaw(awarenessFrame([{ clientId: 77, clock: 1, json: "{}" }]));
    watcher.pair.toClient.length = 0;
    old.connection.closed();
    expect(awarenessOf(watcher.pair)).toEqual([]);
    expect(world.rooms.size).toBe(1);
    fresh.text.insert(0, "still here");
    await fresh.exchange();
    expect(fresh.client.isSaved).toBe(true);
  });

  test("R4 · a newcomer is not shown what is not committed yet", async () => {
    const world = new MemoryRooms();
    const documentId = world.addDocument();
    const one = await come(world, documentId);
    world.manual = true;
    one.text.insert(0, "doubtful");
    await one.exchange();
    const reader = await come(world, documentId, { mayWrite: false, accountId: "r" });
    expect(reader.client.isSynced).toBe(false);
    expect(reader.text.toString()).toBe("");
    world.writes.shift()?.succeed();
    await reader.exchange();
    expect(reader.client.isSynced).toBe(true);
    expect(reader.text.toString()).toBe("doubtful");
  });

  test("R5 · commit, then broadcast, then acknowledge", async () => {
    const world = new MemoryRooms();
    const documentId = world.addDocument();
    const [one, two] = [await come(world, documentId), await come(world, documentId)];
    world.manual = true;
    one.text.insert(0, "a");
    await one.exchange();
    await two.exchange();
    expect([two.text.toString(), one.client.isSaved]).toEqual(["", false]);
    world.writes.shift()?.succeed();
    await one.exchange();
    await two.exchange();
    expect([two.text.toString(), one.client.isSaved]).toEqual(["a", true]);
  });

  test("R5 · one write is in flight; the next takes what arrived meanwhile, of all rooms", async () => {
    const world = new MemoryRooms();
    const documents = [world.addDocument(), world.addDocument()];
    const people = await Promise.all(documents.map((id) => come(world, id)));
    world.manual = true;
    for (const round of [0, 1, 2]) {
      for (const person of people) {
        person.text.insert(0, String(round));
        await person.exchange();
      }
    }
    expect(world.writes.map(({ entries }) => entries.length)).toEqual([1]);
    world.writes.shift()?.succeed();
    await settle();
    expect(world.writes.map(({ entries }) => entries.length)).toEqual([5]);
    expect(new Set(world.writes[0]?.entries.map(({ documentId }) => documentId)).size).toBe(2);
  });

  test("R6 · while the database is away edits wait, in bounded memory, and then go on", async () => {
    const world = new MemoryRooms({ maxPendingBytes: 16_000 });
    const documentId = world.addDocument();
    const [one, two] = [await come(world, documentId), await come(world, documentId)];
    world.manual = true;
    one.text.insert(0, "patience");
    await one.exchange();
    for (const written of [false, true, false]) {
      world.writes.shift()?.fail(new Away(), written);
      await settle();
      world.retry();
      await settle();
    }
    expect(one.client.isSaved).toBe(false);
    expect(world.writes.length).toBe(1);
    two.text.insert(0, "x".repeat(15_700));
    await two.exchange();
    expect(two.pair.closedWith).toBe(collabClose.comeAgain);
    expect(one.pair.closedWith).toBeNull();
    world.writes.shift()?.succeed();
    await one.exchange();
    expect(one.client.isSaved).toBe(true);
    expect(stateOf(world, documentId)).toBe("patience");
    world.manual = false;
    const again = await come(world, documentId, {}, two.client);
    expect(again.client.isSaved).toBe(true);
    expect(stateOf(world, documentId)).toContain("xxx");
  });

  test("R7 · a document whose edits the database refuses is given up alone, and loaded again", async () => {
    const world = new MemoryRooms();
    const [bad, good] = [world.addDocument(), world.addDocument()];
    const [one, witness, other] = [await come(world, bad), await come(world, bad), await come(world, good)];
    world.manual = true;
    other.text.insert(0, "first");
    await other.exchange();
    one.text.insert(0, "refused");
    await one.exchange();
    other.text.insert(0, "second ");
    await other.exchange();
    world.writes.shift()?.succeed();
    await settle();
    // Both documents are in the batch: each is written again by itself.
    world.writes.shift()?.fail(new Error("constraint"));
    await settle();
    for (let write = world.writes.shift(); write; write = world.writes.shift()) {
      if (write.entries[0]?.documentId === bad) write.fail(new Error("constraint"));
      else write.succeed();
      await settle();
    }
    await other.exchange();
    expect([one.pair.closedWith, witness.pair.closedWith]).toEqual([collabClose.comeAgain, collabClose.comeAgain]);
    expect(other.client.isSaved).toBe(true);
    expect(stateOf(world, good)).toBe("second first");
    expect(witness.text.toString()).toBe("");
    world.manual = false;
    const again = await come(world, bad, {}, one.client);
    expect(again.client.isSaved).toBe(true);
    expect(stateOf(world, bad)).toBe("refused");
  });

  test("R10 · a snapshot replaces a long log while people write, and holds only what is committed", async () => {
    const world = new MemoryRooms({ limits: { snapshotUpdates: 10 } });
    const documentId = world.addDocument();
    const one = await come(world, documentId);
    world.manual = true;
    for (let i = 0; i < 25; i++) {
      one.text.insert(0, "a");
      await one.exchange();
      if (i % 4 === 0) world.writes.shift()?.succeed();
      await settle();
    }
    const log = world.logs.get(documentId);
    expect(log?.snapshot).not.toBeNull();
    expect(one.pair.closedWith).toBeNull();
    for (let write = world.writes.shift(); write; write = world.writes.shift()) {
      write.succeed();
      await settle();
    }
    expect(stateOf(world, documentId)).toBe("a".repeat(25));
    const inTail = log?.updates.filter(({ seq }) => seq > (log.snapshot?.seq ?? 0)).length;
    expect(inTail).toBeLessThan(15);
    await one.exchange();
    one.connection.closed();
    expect(world.rooms.size).toBe(0);
    world.manual = false;
    const fresh = await come(world, documentId);
    expect(fresh.text.toString()).toBe("a".repeat(25));
  });

  test("R12 · the projector sees only what is committed", async () => {
    const world = new MemoryRooms();
    const documentId = world.addDocument();
    const one = await come(world, documentId);
    world.manual = true;
    one.text.insert(0, "abc");
    await one.exchange();
    let read: unknown;
    const reading = world.rooms
      .read(documentId, 1, (doc) => doc.getText("t").toString())
      .then((answer) => {
        read = answer;
      });
    await settle();
    expect(read).toBeUndefined();
    one.text.insert(0, "later ");
    await one.exchange();
    world.writes.shift()?.succeed();
    await reading;
    expect(read).toEqual({ value: "abc", seq: 1 });
    expect(await world.rooms.read("unknown", 1, () => 1)).toBeNull();
  });
});

describe("acknowledgement", () => {
  test("R29 · a frame with nothing new waits for what the document holds uncommitted", async () => {
    const world = new MemoryRooms();
    const documentId = world.addDocument();
    const [one, two] = [await come(world, documentId), await come(world, documentId)];
    world.manual = true;
    const update = updateBy(555, "a");
    await one.sendRaw(updateFrame(update));
    two.client.sent++;
    await two.sendRaw(updateFrame(update));
    await two.exchange();
    expect(two.client.acknowledged).toBe(1);
    world.writes.shift()?.succeed();
    await settle();
    await two.exchange();
    expect(two.client.acknowledged).toBe(2);
    two.client.sent++;
    await two.sendRaw(updateFrame(update));
    await two.exchange();
    expect(two.client.acknowledged).toBe(3);
  });

  test("R29 · nobody else hears of acknowledgements", async () => {
    const world = new MemoryRooms();
    const documentId = world.addDocument();
    const plain = await come(world, documentId, { wantsAcks: false });
    await plain.sendRaw(step1Frame(new Y.Doc()));
    plain.text.insert(0, "a");
    for (let frame = plain.pair.toServer.shift(); frame; frame = plain.pair.toServer.shift())
      await plain.sendRaw(frame);
    expect(plain.pair.toClient.length).toBeGreaterThan(0);
    expect(plain.pair.toClient.filter((frame) => frame[0] === 100)).toEqual([]);
    expect(stateOf(world, documentId)).toBe("a");
  });

  test("R59 · with `state=2` the answer to a step 1 comes in the second encoding, and holds the same", async () => {
    const world = new MemoryRooms();
    const documentId = world.addDocument();
    const writer = await come(world, documentId);
    writer.text.insert(0, "Départ à 8 h 30");
    await writer.exchange();

    const visit = async (readsState: boolean) => {
      const { pair, connection } = await world.connect(documentId, { readsState });
      const have = new Y.Doc();
      connection.message(step1Frame(have));
      await settle();
      return { have, frames: pair.toClient.filter((frame) => frame[0] === 101 || (frame[0] === 0 && frame[1] === 1)) };
    };
    const plain = await visit(false);
    expect(plain.frames.map((frame) => frame[0])).toEqual([0]);

    const { have, frames } = await visit(true);
    expect(frames.map((frame) => frame[0])).toEqual([101]);
    const decoder = createDecoder(frames[0] ?? new Uint8Array());
    readVarUint(decoder);
    Y.applyUpdateV2(have, readVarUint8Array(decoder));
    expect(hasContent(decoder)).toBe(false);
    expect(have.getText("t").toString()).toBe("Départ à 8 h 30");
  });
});
