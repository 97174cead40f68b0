import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Disk, DiskStorage, exchange, marks, TestPage } from "./testing/device-page";
import { MemoryRooms, settle } from "./testing/memory-rooms";
import { randomOf } from "./testing/random";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Plays random events between a page, its disk and the server, then lets everything arrive. */
async function play(seed: number, steps: number, marksApart = false) {
  const random = randomOf(seed);
  const world = new MemoryRooms();
  world.manual = true;
  const documentId = world.addDocument();
  const disk = new Disk();
  disk.manual = true;
  disk.marksApart = marksApart;
  const seen = { edits: 0, crashes: 0, kept: 0 };
  const isStored = (key: string) => marks(world.stored(documentId)).has(key);
  let mark = 0;

  const openPage = async () => {
    disk.gates.length = 0;
    return TestPage.open("anna", new DiskStorage(disk));
  };
  let page = await openPage();

  /** What the disk marks as not acknowledged. */
  const unsentOnDisk = () =>
    new Set(disk.changes.flatMap(({ places }) => places ?? []).map((place) => place.slice("marks/".length)));
  const crash = async () => {
    seen.crashes++;
    // Some writes reach the disk though the page never hears of it.
    if (random(2) === 0) disk.gates.shift()?.pass();
    await settle();
    page.crash();
    const unsent = unsentOnDisk();
    page = await openPage();
    for (const key of unsent) {
      seen.kept++;
      if (!marks(page.doc).has(key)) throw new Error(`seed ${seed}: ${key} was kept and lost`);
    }
    for (const key of marks(page.doc).keys())
      if (!unsent.has(key) && !isStored(key)) throw new Error(`seed ${seed}: ${key} is unsent and not marked so`);
  };

  for (let step = 0; step < steps; step++) {
    const dice = random(100);
    const socket = page.socket;
    if (dice < 25) {
      seen.edits++;
      const key = `m${mark++}`;
      marks(page.doc).set(key, 1);
    } else if (dice < 45) socket?.toServer();
    else if (dice < 65) socket?.toPage();
    else if (dice < 80) disk.gates.shift()?.pass();
    else if (dice < 82) disk.gates.shift()?.refuse(new DOMException("full", "QuotaExceededError"));
    else if (dice < 90) world.writes.shift()?.succeed();
    else if (dice < 93) socket?.link?.pair.close(1006);
    else if (dice < 95) await crash();
    else if (dice < 97) page.sync.wake();
    else vi.advanceTimersByTime(random(3_000));
    if (page.socket !== null && page.socket.link === null && random(3) === 0) {
      await page.socket.open(world, documentId, "anna");
    }
    await settle();
  }

  // Quiet: the network is back, the disk writes, the server too.
  disk.manual = false;
  world.manual = false;
  for (let quiet = 0; quiet < 4; quiet++) {
    vi.advanceTimersByTime(6_000);
    for (const gate of disk.gates.splice(0)) gate.pass();
    for (const write of world.writes.splice(0)) write.succeed();
    page.sync.wake();
    if (page.socket?.link === null) await page.socket.open(world, documentId, "anna");
    await exchange(page);
  }
  expect(page.sync.state, `seed ${seed}`).toMatchObject({ unsaved: 0, closedBy: null });
  expect(unsentOnDisk().size, `seed ${seed}: no mark is left`).toBe(0);
  const onServer = marks(world.stored(documentId)).toJSON();
  expect(marks(page.doc).toJSON(), `seed ${seed}`).toEqual(onServer);
  page.crash();
  const reloaded = await TestPage.open("anna", new DiskStorage(disk));
  expect(marks(reloaded.doc).toJSON(), `seed ${seed}: the copy is current`).toEqual(onServer);
  reloaded.crash();
  return seen;
}

describe("a page crashes between any two writes", () => {
  test.each(Array.from({ length: 20 }, (_, i) => i + 1))(
    "R43 · seed %i: nothing kept is lost or unmarked",
    async (seed) => {
      const { edits } = await play(seed, 400);
      expect(edits).toBeGreaterThan(50);
    },
  );

  test("R43 · the game is not idle: there are crashes with edits to keep", async () => {
    let crashes = 0;
    let kept = 0;
    for (const seed of [101, 102, 103]) {
      const seen = await play(seed, 600);
      crashes += seen.crashes;
      kept += seen.kept;
    }
    expect(crashes).toBeGreaterThan(10);
    expect(kept).toBeGreaterThan(10);
  });

  test("R43 · negative control: with the mark in a write of its own, an edit is kept without it", async () => {
    const games: unknown[] = [];
    for (const seed of [1, 2, 3, 4]) games.push(await play(seed, 600, true).catch(String));
    expect(games.filter((game) => /not marked so/.test(String(game))).length).toBeGreaterThan(0);
  });
});
