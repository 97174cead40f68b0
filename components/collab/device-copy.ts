import { applyUpdate, Doc, encodeStateAsUpdate, mergeUpdates } from "yjs";
import { CopyErased, type CopyStorage, type Merge, type StoredChange } from "./copy-storage";

/** So many small updates are applied one by one in no time; beyond, they are put together. */
const smallAtMost = 200;
/** In bytes. A larger one stays as it is: with a whole sheet in it, each putting together would hold up the page. */
const smallUpTo = 64 * 1024;
/** So many of those; beyond, seldom, everything becomes one, without what was deleted meanwhile. */
const largeAtMost = 8;
const retryMs = 5_000;

/** A change made on this device that the server has not acknowledged. */
export class UnsentChange {
  /** Its number on the device, once it is written there. */
  id: number | null = null;
  constructor(readonly places: readonly string[]) {}
}

type Waiting = { readonly update: Uint8Array; readonly change: UnsentChange | null };

/**
 * One person's copy of one room on this device. Writes go one at a time, each taking whatever came meanwhile, so that an
 * update and its mark « not yet acknowledged » are written together or not at all.
 */
export class DeviceCopy {
  readonly #storage: CopyStorage;
  readonly #onChange: () => void;
  #append: Waiting[] = [];
  #settle: number[] = [];
  readonly #settledEarly = new WeakSet<UnsentChange>();
  #whole = false;
  #writesWhole = false;
  #writing: Promise<void> | null = null;
  #failed = false;
  #erased = false;
  /** What waits for nothing, by its number on the device. */
  #small: number[] = [];
  #large: number[] = [];
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(storage: CopyStorage, onChange: () => void = () => undefined) {
    this.#storage = storage;
    this.#onChange = onChange;
  }

  /** Fills `doc` from the device; gives what still waits for the server. `origin` marks what is applied. */
  async openInto(doc: Doc, origin: unknown): Promise<UnsentChange[]> {
    const { whole, changes } = await this.#storage.read();
    this.#whole = whole;
    for (const { id, update, places } of changes) if (places === null) this.#note(id, update.length);
    doc.transact(() => {
      for (const { update } of changes) applyUpdate(doc, update, origin);
    }, origin);
    return changes.flatMap(({ id, places }) => {
      if (places === null) return [];
      const change = new UnsentChange(places);
      change.id = id;
      return [change];
    });
  }

  /** Whether the device holds the document as the server once gave it. */
  get whole(): boolean {
    return this.#whole;
  }

  /** Whether all that was remembered is on the device and outlives this page. */
  get kept(): boolean {
    return this.#storage.lasting && !this.#failed && !this.#erased && this.#append.length === 0;
  }

  /** Keeps an update. `places` says what the person changed by it; null for what came from the server. */
  remember(update: Uint8Array, places: readonly string[]): UnsentChange;
  remember(update: Uint8Array, places: null): null;
  remember(update: Uint8Array, places: readonly string[] | null): UnsentChange | null {
    const change = places === null ? null : new UnsentChange(places);
    this.#append.push({ update, change });
    this.#write();
    return change;
  }

  /** The server has committed these. */
  settle(changes: readonly UnsentChange[]): void {
    for (const change of changes) {
      if (change.id === null) this.#settledEarly.add(change);
      else this.#settle.push(change.id);
    }
    if (changes.length > 0) this.#write();
  }

  /** The document has been received from the server. */
  received(): void {
    if (this.#whole) return;
    this.#whole = true;
    this.#writesWhole = true;
    this.#write();
  }

  /** Resolves when nothing waits to be written, or writing fails. */
  async idle(): Promise<void> {
    while (this.#writing !== null) await this.#writing;
  }

  /** Two documents: what the server had acknowledged, and that with what waits for it. Their owner destroys them. */
  async documents(): Promise<{ acknowledged: Doc; present: Doc }> {
    await this.idle();
    const { changes } = await this.#storage.read();
    const unwritten = this.#append.map(({ update, change }) => ({ update, places: change?.places ?? null }));
    const all: Omit<StoredChange, "id">[] = [...changes, ...unwritten];
    return {
      acknowledged: documentOf(all.filter(({ places }) => places === null)),
      present: documentOf(all),
    };
  }

  /** Nothing is kept from here on. */
  async erase(): Promise<void> {
    this.#end();
    await this.#writing;
    await this.#storage.erase();
  }

  /** The page is done with it. What waits to be written still is. */
  close(): void {
    clearTimeout(this.#retry);
  }

  #end(): void {
    this.#erased = true;
    this.#append = [];
    this.#settle = [];
    clearTimeout(this.#retry);
  }

  #write(): void {
    if (this.#erased || this.#writing !== null) return;
    this.#writing = this.#writeOnce().then((again) => {
      this.#writing = null;
      if (again && this.#hasWork) this.#write();
      this.#onChange();
    });
  }

  get #hasWork(): boolean {
    return this.#append.length > 0 || this.#settle.length > 0 || this.#writesWhole;
  }

  /** Whether it went well. What could not be written waits for the next try. */
  async #writeOnce(): Promise<boolean> {
    const append = [...this.#append];
    const settle = [...this.#settle];
    const whole = this.#writesWhole;
    try {
      const ids = await this.#storage.write({
        append: append.map(({ update, change }) => ({
          update,
          places: change === null || this.#settledEarly.has(change) ? null : change.places,
        })),
        settle,
        whole,
      });
      this.#failed = false;
      this.#append = this.#append.slice(append.length);
      this.#settle = this.#settle.slice(settle.length);
      if (whole) this.#writesWhole = false;
      this.#small.push(...settle);
      this.#took(append, ids);
      await this.#tidy();
      return true;
    } catch (error) {
      if (error instanceof CopyErased) this.#end();
      else this.#tryLater();
      return false;
    }
  }

  #took(append: readonly Waiting[], ids: readonly number[]): void {
    for (const [index, { update, change }] of append.entries()) {
      const id = ids[index];
      if (id === undefined) continue;
      if (change === null) {
        this.#note(id, update.length);
        continue;
      }
      change.id = id;
      // Acknowledged while it was being written: its mark goes with the next write, and does no harm meanwhile.
      if (this.#settledEarly.has(change)) this.#settle.push(id);
    }
  }

  #note(id: number, bytes: number): void {
    (bytes < smallUpTo ? this.#small : this.#large).push(id);
  }

  /** Many updates are slow to open: they become one. Should it fail, nothing has changed. */
  async #tidy(): Promise<void> {
    if (this.#large.length > largeAtMost)
      await this.#putTogether([...this.#large.splice(0), ...this.#small.splice(0)], wholeOf);
    else if (this.#small.length > smallAtMost) await this.#putTogether(this.#small.splice(0), mergeUpdates);
  }

  async #putTogether(ids: readonly number[], merge: Merge): Promise<void> {
    const merged = await this.#storage.compact(ids, merge);
    if (merged !== null) this.#note(merged.id, merged.bytes);
  }

  #tryLater(): void {
    this.#failed = true;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#write(), retryMs);
  }
}

function wholeOf(updates: Uint8Array[]): Uint8Array {
  const doc = documentOf(updates.map((update) => ({ update })));
  const whole = encodeStateAsUpdate(doc);
  doc.destroy();
  return whole;
}

function documentOf(changes: readonly { readonly update: Uint8Array }[]): Doc {
  const doc = new Doc();
  doc.transact(() => {
    for (const { update } of changes) applyUpdate(doc, update);
  });
  return doc;
}
