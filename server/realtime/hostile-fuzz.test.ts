import { expect, test } from "vitest";
import * as Y from "yjs";
import { collabClose } from "@/domain/kernel/collab";
import { MemoryRooms, settle } from "./testing/memory-rooms";
import { randomOf } from "./testing/random";
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
      else if (kind === 1 && row) row.set("seats", random(60));
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
  const honest = await come(world, documentId, { accountId: "honest" });
  const ends = new Map<number | null, number>();
  for (let i = 0; i < frames; i++) {
    edit(honest.client.doc, random);
    await honest.exchange();
    const attacker = await come(world, documentId, { accountId: "attacker" });
    const copy = new Y.Doc();
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
    expect(honest.pair.closedWith, `seed ${seed}, frame ${i}: the others stay`).toBeNull();
    const stored = world.stored(documentId);
    expect(stored.store.pendingStructs ?? stored.store.pendingDs, `seed ${seed}, frame ${i}`).toBeNull();
  }
  await settle();
  const stored = world.stored(documentId);
  expect(honest.client.isSaved).toBe(true);
  for (const read of [
    (doc: Y.Doc) => doc.getText("t").toDelta(),
    (doc: Y.Doc) => doc.getMap("rows").toJSON(),
    (doc: Y.Doc) => doc.getArray("list").toJSON(),
    (doc: Y.Doc) => doc.getXmlFragment("plan").toString(),
  ]) {
    expect(read(honest.client.doc), `seed ${seed}`).toEqual(read(stored));
  }
  expect(
    world.logged.filter((line) => "err" in line),
    `seed ${seed}: nothing broke in memory`,
  ).toEqual([]);
  return ends;
}

test.each(
  Array.from({ length: Number(process.env.FUZZ_SEEDS ?? 8) }, (_, i) => Number(process.env.FUZZ_FROM ?? 1) + i),
)("R14 · seed %i: spoilt frames break neither the document nor anyone else's connection", async (seed) => {
  const ends = await play(seed, 150);
  expect(ends.get(collabClose.malformed)).toBeGreaterThan(10);
  expect(ends.get(null)).toBeGreaterThan(10);
});
