import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Map as YMap } from "yjs";
import { type CopyStorage, MemoryStorage } from "@/components/collab/copy-storage";
import { isForgotten } from "@/components/collab/open-copy";
import { Disk, DiskStorage, exchange, marks, TestPage } from "./testing/device-page";
import { MemoryRooms, settle } from "./testing/memory-rooms";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

async function online(page: TestPage, world: MemoryRooms, documentId: string, account = "anna"): Promise<void> {
  if (page.socket === null) page.sync.wake();
  await page.socket?.open(world, documentId, account);
  await exchange(page);
}

/** Anna's page, with the network there from the start. */
async function connected(storage: CopyStorage = new DiskStorage(new Disk())) {
  const world = new MemoryRooms();
  const documentId = world.addDocument();
  const page = await TestPage.open("anna", storage);
  await online(page, world, documentId);
  return { page, world, documentId };
}

describe("the copy on the device", () => {
  test("R43 · unsent edits are there after a reload, counted, sent, and then no longer marked", async () => {
    const disk = new Disk();
    const { page: first, world, documentId } = await connected(new DiskStorage(disk));
    marks(first.doc).set("sent", 1);
    await exchange(first);
    first.socket?.link?.pair.close(1006);
    marks(first.doc).set("one", 1);
    marks(first.doc).set("two", 1);
    marks(first.doc).set("two", 2);
    await first.sync.copy.idle();
    expect(first.sync.state).toMatchObject({ unsaved: 2, kept: true });
    first.crash();

    const second = await TestPage.open("anna", new DiskStorage(disk));
    expect(marks(second.doc).toJSON()).toEqual({ sent: 1, one: 1, two: 2 });
    expect(second.sync.state).toMatchObject({ opened: true, unsaved: 2, kept: true });
    vi.advanceTimersByTime(5_000);
    expect(second.sync.state.phase).toBe("offline");
    await online(second, world, documentId);
    expect(second.sync.state).toMatchObject({ phase: "back", unsaved: 0 });
    expect(marks(world.stored(documentId)).toJSON()).toEqual({ sent: 1, one: 1, two: 2 });
    expect(disk.changes.filter(({ places }) => places !== null)).toEqual([]);
    second.crash();
  });

  test("R43 · a copy that was never whole is not opened as if it were", async () => {
    const disk = new Disk();
    const page = await TestPage.open("anna", new DiskStorage(disk));
    expect(page.sync.state.opened).toBe(false);
    page.crash();
  });

  test("R45 · « kept on this device » is said only of what is written there", async () => {
    const disk = new Disk();
    const page = await TestPage.open("anna", new DiskStorage(disk));
    disk.manual = true;
    marks(page.doc).set("one", 1);
    expect(page.sync.state).toMatchObject({ unsaved: 1, kept: false });
    disk.gates.shift()?.pass();
    await settle();
    expect(page.sync.state).toMatchObject({ unsaved: 1, kept: true });
    page.crash();
  });

  test("R45 · a full device is said to keep nothing, and keeps it all once there is room", async () => {
    const disk = new Disk();
    const page = await TestPage.open("anna", new DiskStorage(disk));
    disk.full = true;
    marks(page.doc).set("one", 1);
    await settle();
    marks(page.doc).set("two", 1);
    await settle();
    expect(page.sync.state).toMatchObject({ unsaved: 2, kept: false });
    disk.full = false;
    vi.advanceTimersByTime(5_000);
    await settle();
    expect(page.sync.state.kept).toBe(true);
    expect(disk.changes).toHaveLength(2);
    page.crash();
  });

  test("R45 · where nothing can be kept, the page works and says so", async () => {
    const { page } = await connected(new MemoryStorage());
    marks(page.doc).set("one", 1);
    expect(page.sync.state).toMatchObject({ unsaved: 1, kept: false });
    await exchange(page);
    expect(page.sync.state).toMatchObject({ unsaved: 0, phase: "saved" });
    page.crash();
  });

  test("R46 · a thing changed twice counts once, and a thing just added counts with all that is in it", async () => {
    const disk = new Disk();
    const page = await TestPage.open("anna", new DiskStorage(disk));
    const rows = page.doc.getMap("rows");
    const row = new YMap<unknown>();
    rows.set("a", row);
    row.set("seats", 4);
    row.set("seats", 5);
    expect(page.sync.state.unsaved).toBe(1);
    rows.set("b", 1);
    expect(page.sync.state.unsaved).toBe(2);
    page.crash();
  });

  test("R51 · what was acknowledged and what was not are told apart, also when written in one go", async () => {
    const disk = new Disk();
    const { page } = await connected(new DiskStorage(disk));
    disk.manual = true;
    marks(page.doc).set("sent", 1);
    await Promise.resolve();
    while (page.socket?.toServer()) await settle();
    while (page.socket?.toPage()) await settle();
    // Acknowledged before the device had written it.
    expect(page.sync.state.unsaved).toBe(0);
    disk.manual = false;
    for (const gate of disk.gates.splice(0)) gate.pass();
    page.socket?.link?.pair.close(1006);
    marks(page.doc).set("unsent", 1);
    const { acknowledged, present } = await page.sync.copy.documents();
    expect(marks(acknowledged).toJSON()).toEqual({ sent: 1 });
    expect(marks(present).toJSON()).toEqual({ sent: 1, unsent: 1 });
    page.crash();
  });

  test("R51 · what is discarded is erased, and nothing is written after it", async () => {
    const disk = new Disk();
    const page = await TestPage.open("anna", new DiskStorage(disk));
    marks(page.doc).set("one", 1);
    await page.sync.discard();
    marks(page.doc).set("two", 1);
    await page.sync.copy.idle();
    expect(disk.changes).toEqual([]);
    page.crash();
  });

  test("R51 · a page whose copy another page erased writes no more into it", async () => {
    const disk = new Disk();
    const page = await TestPage.open("anna", new DiskStorage(disk));
    await new DiskStorage(disk).erase();
    marks(page.doc).set("one", 1);
    await page.sync.copy.idle();
    expect(disk.changes).toEqual([]);
    expect(page.sync.state).toMatchObject({ unsaved: 1, kept: false });
    page.crash();
  });

  test("R53 · the copy of whoever is sent away for good is erased unless something is unsent", async () => {
    const disk = new Disk();
    const { page } = await connected(new DiskStorage(disk));
    marks(page.doc).set("one", 1);
    await exchange(page);
    page.socket?.end(4404);
    await settle();
    expect(disk.changes).toEqual([]);
    page.crash();

    const typing = await TestPage.open("anna", new DiskStorage(disk));
    marks(typing.doc).set("two", 1);
    await typing.sync.copy.idle();
    typing.socket?.end(4404);
    await settle();
    expect(disk.changes).toHaveLength(1);
    typing.crash();
  });
});

test("R47 · another person's copy goes when somebody else comes, unless they have something unsent, for a week", () => {
  const day = 24 * 60 * 60_000;
  const copy = { account: "anna", room: "sheet", openedAt: 0, unsent: [], left: [] };
  expect(isForgotten(copy, "anna", 30 * day)).toBe(false);
  expect(isForgotten(copy, "ben", 1)).toBe(true);
  expect(isForgotten({ ...copy, unsent: [["rows/a/seats"]] }, "ben", 6 * day)).toBe(false);
  expect(isForgotten({ ...copy, left: ["words"] }, "ben", 6 * day)).toBe(false);
  expect(isForgotten({ ...copy, unsent: [["rows/a/seats"]] }, "ben", 8 * day)).toBe(true);
});

describe("a page that wakes", () => {
  test("R48 · a connection that claims to be open and is dead is replaced within 0.8 s", async () => {
    const { page, world, documentId } = await connected();
    const dead = page.socket;
    if (dead) dead.isDead = true;
    vi.advanceTimersByTime(25_000);
    expect(page.socket).toBe(dead);
    page.sync.wake(25_000);
    vi.advanceTimersByTime(800);
    expect(page.socket).not.toBe(dead);
    expect(page.sync.state.phase).toBe("saved");
    await online(page, world, documentId);
    expect(page.sync.state.phase).toBe("saved");
    page.crash();
  });

  test("R48 · one that answers stays", async () => {
    const { page } = await connected();
    const alive = page.socket;
    page.sync.wake(1_000);
    await exchange(page);
    vi.advanceTimersByTime(2_000);
    expect(page.socket).toBe(alive);
    page.crash();
  });

  test("R48 · one that waits to try again does so at once", async () => {
    const page = await TestPage.open("anna", new DiskStorage(new Disk()));
    for (let tries = 0; tries < 5; tries++) {
      page.socket?.end(1006);
      vi.advanceTimersByTime(2_500);
    }
    page.socket?.end(1006);
    expect(page.socket).toBeNull();
    page.sync.wake(60_000);
    expect(page.socket).not.toBeNull();
    page.crash();
  });

  test("R48 · whoever comes back signed in again is sent at once, with what had waited", async () => {
    const { page, world, documentId } = await connected();
    page.socket?.end(4401);
    marks(page.doc).set("one", 1);
    expect(page.sync.state).toMatchObject({ phase: "closed", closedBy: "4401", unsaved: 1 });
    page.sync.wake(500);
    expect(page.sync.state.phase).toBe("closed");
    page.sync.wake(20_000);
    await online(page, world, documentId);
    expect(page.sync.state).toMatchObject({ closedBy: null, unsaved: 0 });
    expect(marks(world.stored(documentId)).toJSON()).toEqual({ one: 1 });
    page.crash();
  });

  test("R50 · what was slept is not waited: nothing is said of the network before five waking seconds", async () => {
    const page = await TestPage.open("anna", new DiskStorage(new Disk()));
    vi.advanceTimersByTime(4_900);
    page.sync.wake(60_000);
    vi.advanceTimersByTime(4_900);
    expect(page.sync.state.phase).toBe("opening");
    vi.advanceTimersByTime(200);
    expect(page.sync.state.phase).toBe("offline");
    page.crash();
  });

  test("R48 · an edit that nobody acknowledges for three seconds makes one doubt the connection", async () => {
    const { page, world, documentId } = await connected();
    const dead = page.socket;
    if (dead) dead.isDead = true;
    marks(page.doc).set("one", 1);
    vi.advanceTimersByTime(3_900);
    await online(page, world, documentId);
    expect(page.socket).not.toBe(dead);
    expect(marks(world.stored(documentId)).toJSON()).toEqual({ one: 1 });
    page.crash();
  });
});
