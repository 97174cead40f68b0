import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { collabClose } from "@/domain/kernel/collab";
import { MemoryRooms, settle } from "./testing/memory-rooms";
import { TestClient } from "./testing/test-client";
import { come, stateOf, updateBy } from "./testing/visitors";
import { step2Frame, updateFrame } from "./wire";

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
