import { describe, expect, test, vi } from "vitest";
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from "y-protocols/awareness";
import * as Y from "yjs";
import { collabClose } from "@/domain/kernel/collab";
import { maxBufferedBytes } from "./connection";
import { Away, MemoryRooms, settle } from "./testing/memory-rooms";
import type { SocketPair } from "./testing/socket-pair";
import { TestClient } from "./testing/test-client";
import { awarenessFrame, maxFrameBytes, step1Frame, step2Frame, updateFrame } from "./wire";

type Who = { accountId?: string; mayWrite?: boolean; wantsAcks?: boolean; clientId?: number };
let lastId = 1000;

/** Someone at a document: `exchange` lets everything under way arrive, in both directions. */
async function come(world: MemoryRooms, documentId: string, who: Who = {}, client = new TestClient(++lastId)) {
  const { pair, connection } = await world.connect(documentId, { clientId: client.doc.clientID, ...who });
  client.connect(pair);
  const exchange = async () => {
    do {
      for (let frame = pair.toServer.shift(); frame; frame = pair.toServer.shift()) connection.message(frame);
      await settle();
      while (pair.toClient.length > 0 && client.pair) client.receive();
    } while (pair.toServer.length > 0 && client.pair);
  };
  const sendRaw = async (frame: Uint8Array) => {
    connection.message(frame);
    await settle();
  };
  await exchange();
  return { client, pair, connection, exchange, sendRaw, text: client.doc.getText("t") };
}

/** The update of one insertion by a client that nobody knows yet. */
function updateBy(clientId: number, text: string): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  doc.getText("t").insert(0, text);
  return Y.encodeStateAsUpdate(doc);
}

function stateOf(world: MemoryRooms, documentId: string): string {
  return world.stored(documentId).getText("t").toString();
}

function awarenessOf(pair: SocketPair): Uint8Array[] {
  return pair.toClient.filter((frame) => frame[0] === 1);
}

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

describe("who may do what", () => {
  test("R21 · a participant's new frame is refused; the same frame from a member is accepted", async () => {
    const world = new MemoryRooms();
    const documentId = world.addDocument();
    const member = await come(world, documentId, { accountId: "m" });
    member.text.insert(0, "base");
    member.text.delete(0, 1);
    await member.exchange();
    const participant = await come(world, documentId, { accountId: "p", mayWrite: false });
    expect(participant.text.toString()).toBe("ase");
    // A reader's step 2 holds at least the delete set: ignored, and counted.
    expect(participant.pair.closedWith).toBeNull();
    expect(participant.client.isSaved).toBe(true);
    const frame = updateFrame(updateBy(4242, "mine "));
    await participant.sendRaw(frame);
    expect(participant.pair.closedWith).toBe(collabClose.readOnly);
    expect(stateOf(world, documentId)).toBe("ase");
    const deletion = new Y.Doc();
    Y.applyUpdate(deletion, Y.encodeStateAsUpdate(world.stored(documentId)));
    const before = Y.encodeStateVector(deletion);
    deletion.getText("t").delete(0, 1);
    const again = await come(world, documentId, { accountId: "p", mayWrite: false });
    await again.sendRaw(updateFrame(Y.encodeStateAsUpdate(deletion, before)));
    expect(again.pair.closedWith).toBe(collabClose.readOnly);
    await member.sendRaw(frame);
    expect(stateOf(world, documentId)).toContain("mine ");
  });

  test("R22 · what arrives while a standing is looked at again is read only if it still holds", async () => {
    const world = new MemoryRooms();
    const documentId = world.addDocument();
    const [removed, kept] = [
      await come(world, documentId, { accountId: "a" }),
      await come(world, documentId, { accountId: "b" }),
    ];
    const answers: ((keep: boolean) => void)[] = [];
    const checks = [removed, kept].map(({ connection }) =>
      connection.holdWhile(
        new Promise((resolve) => {
          answers.push(resolve);
        }),
      ),
    );
    expect([removed.pair.isPaused, kept.pair.isPaused]).toEqual([true, true]);
    await removed.sendRaw(updateFrame(updateBy(801, "too late")));
    await kept.sendRaw(updateFrame(updateBy(802, "in time")));
    expect(stateOf(world, documentId)).toBe("");
    answers[0]?.(false);
    answers[1]?.(true);
    await Promise.all(checks);
    await settle();
    expect([removed.pair.closedWith, kept.pair.closedWith]).toEqual([collabClose.comeAgain, null]);
    expect(kept.pair.isPaused).toBe(false);
    expect(stateOf(world, documentId)).toBe("in time");
    // A socket that is not read would never hear the other side's farewell.
    expect(removed.pair.isPaused).toBe(false);
  });

  test("R23 · new structs under an id that someone else declared are refused, also while they are away", async () => {
    const world = new MemoryRooms();
    const documentId = world.addDocument();
    const victim = await come(world, documentId, { accountId: "v", clientId: 300 }, new TestClient(300));
    victim.connection.closed();
    expect(world.rooms.size).toBe(0);
    const thief = await come(world, documentId, { accountId: "t" });
    await thief.sendRaw(updateFrame(updateBy(300, "stolen")));
    expect(thief.pair.closedWith).toBe(collabClose.clientTaken);
    const second = await world.connect(documentId, { accountId: "t", clientId: 300 });
    expect(second.pair.closedWith).toBe(collabClose.clientTaken);
    expect(stateOf(world, documentId)).toBe("");
    const back = await come(world, documentId, { accountId: "v", clientId: 300 }, victim.client);
    back.text.insert(0, "mine");
    await back.exchange();
    expect(stateOf(world, documentId)).toBe("mine");
  });

  test("R23 · a reader's claim keeps no writer from their id", async () => {
    const world = new MemoryRooms();
    const documentId = world.addDocument();
    await come(world, documentId, { accountId: "r", mayWrite: false, clientId: 400 });
    const writer = await come(world, documentId, { accountId: "w", clientId: 400 }, new TestClient(400));
    writer.text.insert(0, "ok");
    await writer.exchange();
    expect(stateOf(world, documentId)).toBe("ok");
  });

  test("R24 · edits under an id that nobody declared are accepted from whoever may write", async () => {
    const world = new MemoryRooms();
    const documentId = world.addDocument();
    const one = await come(world, documentId);
    await one.sendRaw(step2Frame(updateBy(987, "offline")));
    expect(one.pair.closedWith).toBeNull();
    expect(stateOf(world, documentId)).toBe("offline");
  });
});

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
});
