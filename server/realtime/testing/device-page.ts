import { Doc } from "yjs";
import {
  CopyErased,
  type CopyStorage,
  type CopyWrite,
  type Merge,
  type StoredChange,
  type StoredCopy,
} from "@/components/collab/copy-storage";
import { DeviceCopy, type UnsentChange } from "@/components/collab/device-copy";
import { fromDevice, SyncProvider } from "@/components/collab/sync-provider";
import { type MemoryRooms, settle } from "./memory-rooms";
import type { SocketPair } from "./socket-pair";

type Link = { pair: SocketPair; connection: { message(frame: Uint8Array): void; closed(): void } };

/** A browser's socket whose other end is a room in memory. The test opens it, carries its frames, and lets it die. */
export class FakeSocket {
  static readonly OPEN = 1;
  readonly OPEN = 1;
  readyState = 0;
  binaryType = "blob";
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onerror: ((event: unknown) => void) | null = null;
  link: Link | null = null;
  /** It still claims to be open, and nothing passes any more. */
  isDead = false;

  constructor(readonly url: string) {}

  async open(world: MemoryRooms, documentId: string, accountId: string): Promise<void> {
    const clientId = Number(new URL(this.url).searchParams.get("client"));
    const link = await world.connect(documentId, { accountId, clientId });
    this.link = link;
    link.pair.onClose = () => {
      link.connection.closed();
      this.end(link.pair.closedWith ?? 1006);
    };
    this.readyState = 1;
    this.onopen?.();
  }

  send(data: Uint8Array): void {
    if (!this.isDead) this.link?.pair.toServer.push(new Uint8Array(data));
  }

  close(): void {
    if (this.isDead) this.readyState = 2;
    else this.link?.pair.close(1000);
    this.readyState = 3;
  }

  /** The page hears that the connection is gone. */
  end(code: number): void {
    this.readyState = 3;
    this.onclose?.({ code, reason: "" });
  }

  toServer(): boolean {
    const frame = this.isDead ? undefined : this.link?.pair.toServer.shift();
    if (frame) this.link?.connection.message(frame);
    return frame !== undefined;
  }

  toPage(): boolean {
    const frame = this.isDead ? undefined : this.link?.pair.toClient.shift();
    if (frame) this.onmessage?.({ data: new Uint8Array(frame).buffer });
    return frame !== undefined;
  }
}

type Gate = { pass(): void; refuse(error: Error): void };

/** What survives a page: the device's disk. A write waits until the test lets it through. */
export class Disk {
  changes: StoredChange[] = [];
  whole = false;
  erasedTimes = 0;
  lastId = 0;
  /** Writes under way. */
  readonly gates: Gate[] = [];
  manual = false;
  full = false;
  /** The negative control: what is not acknowledged is marked so by a second write, as y-indexeddb would. */
  marksApart = false;

  through(): Promise<void> {
    if (!this.manual) return Promise.resolve();
    return new Promise((resolve, reject) => this.gates.push({ pass: resolve, refuse: reject }));
  }
}

/** One page's way to the disk; a page that has crashed writes no more. */
export class DiskStorage implements CopyStorage {
  readonly lasting = true;
  hasCrashed = false;
  readonly #born: number;

  constructor(readonly disk: Disk) {
    this.#born = disk.erasedTimes;
  }

  async read(): Promise<StoredCopy> {
    return { whole: this.disk.whole, changes: [...this.disk.changes] };
  }

  async write({ append, settle, whole }: CopyWrite): Promise<number[]> {
    await this.#enter();
    const { disk } = this;
    const settled = new Set(settle);
    const added = append.map((change) => ({ ...change, id: ++disk.lastId }));
    disk.changes = [
      ...disk.changes.map((change) => (settled.has(change.id) ? { ...change, places: null } : change)),
      ...added.map((change) => (disk.marksApart ? { ...change, places: null } : change)),
    ];
    disk.whole ||= whole;
    if (disk.marksApart) {
      await this.#enter();
      const marked = new Map(added.map((change) => [change.id, change]));
      disk.changes = disk.changes.map((change) => marked.get(change.id) ?? change);
    }
    return added.map(({ id }) => id);
  }

  async compact(ids: readonly number[], merge: Merge): Promise<{ id: number; bytes: number } | null> {
    await this.#enter();
    const { disk } = this;
    const known = disk.changes.filter(({ id, places }) => places === null && ids.includes(id));
    if (known.length === 0) return null;
    const merged = { id: ++disk.lastId, update: merge(known.map(({ update }) => update)), places: null };
    disk.changes = [...disk.changes.filter((change) => !known.includes(change)), merged];
    return { id: merged.id, bytes: merged.update.length };
  }

  async erase(): Promise<void> {
    this.disk.erasedTimes++;
    this.disk.changes = [];
    this.disk.whole = false;
  }

  async #enter(): Promise<void> {
    await this.disk.through();
    // A crashed page's write that had not reached the disk never does, and nobody waits for it.
    if (this.hasCrashed) await new Promise<never>(() => undefined);
    if (this.disk.full) throw new DOMException("full", "QuotaExceededError");
    if (this.disk.erasedTimes !== this.#born) throw new CopyErased();
  }
}

/** A page with one document open: the real provider, a device below it, a room in memory at the other end. */
export class TestPage {
  readonly doc = new Doc();
  sync!: SyncProvider;
  storage!: CopyStorage;

  static async open(account: string, storage: CopyStorage): Promise<TestPage> {
    const page = new TestPage();
    const copy = new DeviceCopy(storage, () => page.sync?.copyChanged());
    const unsent: UnsentChange[] = await copy.openInto(page.doc, fromDevice);
    page.storage = storage;
    page.sync = new SyncProvider({
      url: "ws://cortege.test/collab",
      room: "sheet",
      doc: page.doc,
      copy,
      unsent,
      account,
      webSocket: FakeSocket as unknown as typeof WebSocket,
    });
    return page;
  }

  /** The socket that the provider uses now. */
  get socket(): FakeSocket | null {
    return (this.sync.provider.ws as unknown as FakeSocket | null) ?? null;
  }

  /** Gone without a farewell. */
  crash(): void {
    if (this.storage instanceof DiskStorage) this.storage.hasCrashed = true;
    this.socket?.link?.pair.close(1006);
    this.sync.destroy();
    this.doc.destroy();
  }
}

export const marks = (doc: Doc) => doc.getMap<number>("marks");

/** Lets everything arrive at both ends, and be written. */
export async function exchange(page: TestPage): Promise<void> {
  for (let moved = true; moved; ) {
    await settle();
    moved = false;
    while (page.socket?.toServer()) moved = true;
    await settle();
    while (page.socket?.toPage()) moved = true;
  }
  await page.sync.copy.idle();
}
