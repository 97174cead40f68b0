import { expect, test } from "vitest";
import { Doc } from "yjs";
import { MemoryStorage, type Merge } from "./copy-storage";
import { DeviceCopy } from "./device-copy";

/** A device that tells how many bytes each putting together had to read. */
class WeighedStorage extends MemoryStorage {
  readonly weights: number[] = [];
  override compact(ids: readonly number[], merge: Merge) {
    return super.compact(ids, (updates) => {
      this.weights.push(updates.reduce((sum, update) => sum + update.length, 0));
      return merge(updates);
    });
  }
}

/** A document of the server's whose updates come to a device: `write` brings one. */
async function follow(storage: MemoryStorage) {
  const [theirs, here] = [new Doc(), new Doc()];
  const copy = new DeviceCopy(storage);
  await copy.openInto(here, "device");
  theirs.on("update", (update: Uint8Array) => copy.remember(update, null));
  const write = async (key: string, text: string) => {
    theirs.getMap("m").set(key, text);
    await copy.idle();
  };
  return { theirs, copy, write };
}

test("R60 · small changes are put together without reading the large one that they stand on", async () => {
  const storage = new WeighedStorage();
  const { theirs, write } = await follow(storage);
  await write("whole", "x".repeat(300_000));
  for (let n = 0; n < 1000; n += 1) await write(`key ${n % 7}`, `value ${n}`);
  expect(storage.weights.length).toBeGreaterThan(2);
  expect(Math.max(...storage.weights)).toBeLessThan(100_000);
  expect((await storage.read()).changes.length).toBeLessThan(250);

  const again = new Doc();
  await new DeviceCopy(storage).openInto(again, "device");
  expect(again.getMap("m").toJSON()).toEqual(theirs.getMap("m").toJSON());
});

test("R60 · many large ones become one, and what was deleted meanwhile is gone from the device", async () => {
  const storage = new WeighedStorage();
  const { theirs, write } = await follow(storage);
  for (let n = 0; n < 12; n += 1) await write("whole", `${n} `.repeat(50_000));
  const { changes } = await storage.read();
  expect(changes.length).toBeLessThan(9);
  expect(changes.reduce((sum, { update }) => sum + update.length, 0)).toBeLessThan(700_000);

  const again = new Doc();
  await new DeviceCopy(storage).openInto(again, "device");
  expect(again.getMap("m").toJSON()).toEqual(theirs.getMap("m").toJSON());
});

test("R60 · a change that waits for the server is not put together with others before it is acknowledged", async () => {
  const storage = new WeighedStorage();
  const { theirs, copy, write } = await follow(storage);
  const mine = new Doc();
  mine.getMap("m").set("mine", 1);
  let update: Uint8Array = new Uint8Array();
  mine.on("update", (bytes: Uint8Array) => {
    update = bytes;
  });
  mine.getMap("m").set("mine", 2);
  const change = copy.remember(update, ["row"]);
  for (let n = 0; n < 250; n += 1) await write("key", `value ${n}`);
  expect((await storage.read()).changes.filter(({ places }) => places !== null)).toHaveLength(1);
  copy.settle([change]);
  for (let n = 0; n < 250; n += 1) await write("key", `later ${n}`);
  expect((await storage.read()).changes.every(({ places }) => places === null)).toBe(true);
  expect(theirs.getMap("m").get("key")).toBe("later 249");
});
