import { expect, test } from "vitest";
import * as Y from "yjs";
import { collabClose } from "@/domain/kernel/collab";
import { MemoryRooms, settle } from "./testing/memory-rooms";
import { randomOf } from "./testing/random";
import { TestClient } from "./testing/test-client";
import { come } from "./testing/visitors";
import { awarenessFrame, step2Frame, updateFrame } from "./wire";

type Random = ReturnType<typeof randomOf>;

/** An honest edit of one of many kinds. */
function edit(doc: Y.Doc, random: Random): Uint8Array {
  const before = Y.encodeStateVector(doc);
  const text = doc.getText("t");
  const rows = doc.getMap<Y.Map<unknown>>("rows");
  const list = doc.getArray<unknown>("list");
  const fragment = doc.getXmlFragment("plan");
  const at = (length: number) => random(length + 1);
  doc.transact(() => {
    for (let i = 0; i <= random(3); i++) {
      const row = rows.get(`r${random(4)}`);
      const kind = random(9);
      if (kind === 0) rows.set(`r${random(4)}`, new Y.Map([["stops", new Y.Map([["a", new Y.Text("deep")]])]]));
      else if (kind === 1 && row instanceof Y.Map) row.set("seats", random(60));
      else if (kind === 2) list.insert(at(list.length), [{ a: [random(9), null, "x"] }, new Uint8Array([1, 2])]);
      else if (kind === 3 && list.length > 1) list.delete(random(list.length - 1), 1);
      else if (kind === 4 && text.length > 3) text.delete(random(text.length - 2), 2);
      else if (kind === 5 && text.length > 3)
        text.format(random(text.length - 2), 2, { bold: random(2) ? true : null });
      else if (kind === 6) text.insertEmbed(at(text.length), { image: "x" });
      else if (kind === 7) fragment.insert(at(fragment.length), [new Y.XmlElement("p"), new Y.XmlText("words")]);
      else text.insert(at(text.length), "abc");
    }
  });
  return Y.encodeStateAsUpdate(doc, before);
}

/** The same bytes with some wrong: flipped, cut, doubled, or filled with numbers that mean much. */
function spoil(bytes: Uint8Array, random: Random): Uint8Array {
  const spoilt = [...bytes];
  for (let i = 0; i <= random(3); i++) {
    const at = random(spoilt.length || 1);
    const kind = random(6);
    if (kind === 0) spoilt[at] = random(256);
    else if (kind === 1) spoilt.splice(at, random(4));
    else if (kind === 2) spoilt.splice(at, 0, ...spoilt.slice(at, at + random(20)));
    else if (kind === 3) spoilt.splice(at, 1, 255, 255, 255, 255, 15);
    else if (kind === 4) spoilt[at] = (spoilt[at] ?? 0) + (random(2) ? 1 : -1);
    else spoilt[at] = [0, 1, 4, 7, 8, 9, 10, 128, 255][random(9)] ?? 0;
  }
  return new Uint8Array(spoilt);
}

/** Spoilt frames of a member, among the honest work of another. */
async function play(seed: number, frames: number): Promise<Map<number | null, number>> {
  const random = randomOf(seed);
  const world = new MemoryRooms({ limits: { snapshotUpdates: 50 } });
  const documentId = world.addDocument();
  const person = new TestClient(1);
  let honest = await come(world, documentId, { accountId: "honest" }, person);
  let sentAway = 0;
  const ends = new Map<number | null, number>();
  for (let i = 0; i < frames; i++) {
    edit(honest.client.doc, random);
    await honest.exchange();
    const attacker = await come(world, documentId, { accountId: "attacker" }, new TestClient(1000 + i));
    const copy = new Y.Doc();
    // Nothing may depend on Yjs's own dice: a seed that fails must fail again.
    copy.clientID = 100_000 + i;
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(random(3) ? honest.client.doc : new Y.Doc()));
    const update = edit(copy, random);
    const whole = random(3) === 0 ? Y.encodeStateAsUpdate(copy) : update;
    const frame = [
      () => updateFrame(spoil(whole, random)),
      () => step2Frame(spoil(whole, random)),
      () => spoil(updateFrame(whole), random),
      () =>
        spoil(awarenessFrame([{ clientId: attacker.client.doc.clientID, clock: 1, json: '{"rowId":"r"}' }]), random),
    ][random(4)]?.();
    if (frame) await attacker.sendRaw(frame);
    await attacker.exchange();
    ends.set(attacker.pair.closedWith, (ends.get(attacker.pair.closedWith) ?? 0) + 1);
    attacker.connection.closed();
    await honest.exchange();
    if (honest.pair.closedWith !== null) {
      // What only shows once it is applied is taken back with the room: the others come again, and lose nothing (R16).
      expect(honest.pair.closedWith, `seed ${seed}, frame ${i}`).toBe(collabClose.comeAgain);
      expect(attacker.pair.closedWith, `seed ${seed}, frame ${i}`).toBe(collabClose.malformed);
      sentAway++;
      honest = await come(world, documentId, { accountId: "honest" }, person);
    }
    const stored = world.stored(documentId);
    expect(stored.store.pendingStructs ?? stored.store.pendingDs, `seed ${seed}, frame ${i}`).toBeNull();
  }
  await settle();
  const stored = world.stored(documentId);
  expect(honest.client.isSaved).toBe(true);
  for (const read of [
    // A spoilt embed may be a type: compared by what it says.
    (doc: Y.Doc) => JSON.stringify(doc.getText("t").toDelta()),
    (doc: Y.Doc) => doc.getMap("rows").toJSON(),
    (doc: Y.Doc) => doc.getArray("list").toJSON(),
    (doc: Y.Doc) => doc.getXmlFragment("plan").toString(),
  ]) {
    expect(read(honest.client.doc), `seed ${seed}`).toEqual(read(stored));
  }
  expect(
    world.logged.filter((line) => "err" in line),
    `seed ${seed}: nothing broke in memory unseen`,
  ).toHaveLength(sentAway);
  expect(sentAway, `seed ${seed}: almost all is foreseen`).toBeLessThanOrEqual(1);
  return ends;
}

/** Found wrong once: origins in two types, or in the wrong order, stored, new, or seen only once applied. */
const regressions = [2, 5, 21, 62, 94, 233, 240, 283];
const { FUZZ_FROM = "1", FUZZ_SEEDS = "8" } = process.env;
const seeds = new Set([...regressions, ...Array.from({ length: Number(FUZZ_SEEDS) }, (_, i) => Number(FUZZ_FROM) + i)]);

test.each([...seeds])(
  "R14 · seed %i: spoilt frames leave one document, and hardly anybody else notices",
  async (seed) => {
    const ends = await play(seed, 150);
    expect(ends.get(collabClose.malformed)).toBeGreaterThan(0);
    expect(ends.get(null)).toBeGreaterThan(0);
  },
);
