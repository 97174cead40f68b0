import {
  CopyErased,
  type CopyStorage,
  type CopyWrite,
  type Merge,
  type StoredChange,
  type StoredCopy,
} from "./copy-storage";

const databaseName = "cortege";
const version = 1;
/** A device that does not answer by then has no copy to give. */
const patienceMs = 2_000;

/** Whose copy of which room; the room's name holds the document's generation. */
export type CopyKey = { readonly account: string; readonly room: string };
type Born = CopyKey & {
  readonly born: string;
  readonly whole: boolean;
  readonly openedAt: number;
  /** What could not be sent, in words, of a document that must not come back. */
  readonly left: readonly string[];
};
type Row = CopyKey & { readonly id: number; readonly update: Uint8Array; readonly places: readonly string[] | null };

let opened: Promise<IDBDatabase> | null = null;

/**
 * One database for all copies, so that a person's copies are erased in one transaction: deleting databases would wait for
 * every other page that has them open, frozen ones included (docs/decisions/0008).
 */
function database(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(databaseName, version);
    setTimeout(() => reject(new Error("the device's database does not open")), patienceMs);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("copy", { keyPath: ["account", "room"] });
      const changes = request.result.createObjectStore("change", { keyPath: "id", autoIncrement: true });
      changes.createIndex("copy", ["account", "room"]);
    };
    request.onerror = () => reject(request.error ?? new Error("the device's database was refused"));
    request.onsuccess = () => {
      // Some phones cut it off while they sleep: the next call opens it again.
      request.result.onclose = () => forget();
      request.result.onversionchange = () => {
        request.result.close();
        forget();
      };
      resolve(request.result);
    };
  });
  opened.catch(() => forget());
  return opened;
}

function forget(): void {
  opened = null;
}

/** Runs `work` in one transaction and waits until it is on the device. */
async function transact<T>(
  mode: IDBTransactionMode,
  work: (copies: IDBObjectStore, changes: IDBObjectStore) => Promise<T>,
): Promise<T> {
  const db = await database();
  const transaction = db.transaction(["copy", "change"], mode);
  const ended = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("the device gave up a write"));
  });
  // Told below, once; without this a failure before that would be nobody's.
  ended.catch(() => undefined);
  try {
    const value = await work(transaction.objectStore("copy"), transaction.objectStore("change"));
    await ended;
    return value;
  } catch (error) {
    if (isOpen(transaction)) transaction.abort();
    throw error;
  }
}

function isOpen(transaction: IDBTransaction): boolean {
  try {
    transaction.objectStore("copy");
    return true;
  } catch {
    return false;
  }
}

function asked<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the device refused"));
  });
}

/** One copy in the device's database. */
export class DatabaseStorage implements CopyStorage {
  readonly lasting = true;
  readonly #key: CopyKey;
  readonly #at: [string, string];
  /** Tells this copy from one that was begun anew after it was erased. */
  #born: string | null = null;

  constructor(key: CopyKey) {
    this.#key = key;
    this.#at = [key.account, key.room];
  }

  read(): Promise<StoredCopy> {
    return transact("readwrite", async (copies, changes) => {
      const found: Born | undefined = await asked(copies.get(this.#at));
      if (found && this.#born === null) this.#born = found.born;
      const born = this.#born ?? crypto.randomUUID();
      if (found && found.born !== born) throw new CopyErased();
      if (!found && this.#born !== null) throw new CopyErased();
      this.#born = born;
      const { whole, left } = found ?? { whole: false, left: [] };
      copies.put({ ...this.#key, born, whole, left, openedAt: Date.now() } satisfies Born);
      const rows: Row[] = await asked(changes.index("copy").getAll(this.#at));
      return {
        whole,
        changes: rows.map(({ id, update, places }): StoredChange => ({ id, update, places })),
      };
    });
  }

  write({ append, settle, whole }: CopyWrite): Promise<number[]> {
    return this.#onThisCopy(async (found, copies, changes) => {
      if (whole && !found.whole) copies.put({ ...found, whole });
      for (const id of settle) {
        const row: Row | undefined = await asked(changes.get(id));
        if (row) changes.put({ ...row, places: null } satisfies Row);
      }
      const ids = await Promise.all(append.map((change) => asked(changes.add({ ...this.#key, ...change }))));
      return ids.map(Number);
    });
  }

  compact(ids: readonly number[], merge: Merge): Promise<{ id: number; bytes: number } | null> {
    return this.#onThisCopy(async (_found, _copies, changes) => {
      const rows: (Row | undefined)[] = await Promise.all(ids.map((id) => asked(changes.get(id))));
      // Another page of this person may have put some together already.
      const known = rows.filter((row) => row !== undefined && row.places === null) as Row[];
      if (known.length === 0) return null;
      for (const { id } of known) changes.delete(id);
      const update = merge(known.map((row) => row.update));
      const id = await asked(changes.add({ ...this.#key, update, places: null }));
      return { id: Number(id), bytes: update.length };
    });
  }

  erase(): Promise<void> {
    return eraseCopies(({ account, room }) => account === this.#key.account && room === this.#key.room);
  }

  #onThisCopy<T>(work: (found: Born, copies: IDBObjectStore, changes: IDBObjectStore) => Promise<T>): Promise<T> {
    return transact("readwrite", async (copies, changes) => {
      const found: Born | undefined = await asked(copies.get(this.#at));
      if (found?.born !== this.#born || !found) throw new CopyErased();
      return work(found, copies, changes);
    });
  }
}

export type ListedCopy = CopyKey & {
  readonly openedAt: number;
  readonly unsent: readonly (readonly string[])[];
  readonly left: readonly string[];
};

/** All copies on this device, whoever's, and what waits in each. */
export function listCopies(): Promise<ListedCopy[]> {
  return transact("readonly", async (copies, changes) => {
    const found: Born[] = await asked(copies.getAll());
    const rows: Row[] = await asked(changes.getAll());
    return found.map(({ account, room, openedAt, left }) => ({
      account,
      room,
      openedAt,
      left,
      unsent: rows.flatMap((row) => (row.account === account && row.room === room && row.places ? [row.places] : [])),
    }));
  });
}

/** Erases the copies that `which` picks, wholly or not at all. A page that has one open writes no more into it. */
export function eraseCopies(which: (key: CopyKey) => boolean): Promise<void> {
  return transact("readwrite", async (copies, changes) => {
    const found: Born[] = await asked(copies.getAll());
    for (const copy of found.filter(which)) {
      copies.delete([copy.account, copy.room]);
      await eraseChanges(changes, copy);
    }
  });
}

/** Erases a copy but for these words; no page writes into it any more. */
export function leaveWords({ account, room }: CopyKey, words: readonly string[]): Promise<void> {
  return transact("readwrite", async (copies, changes) => {
    const found: Born | undefined = await asked(copies.get([account, room]));
    const left = [...(found?.left ?? []), ...words];
    if (left.length === 0) copies.delete([account, room]);
    else
      copies.put({
        account,
        room,
        born: crypto.randomUUID(),
        whole: false,
        openedAt: Date.now(),
        left,
      } satisfies Born);
    await eraseChanges(changes, { account, room });
  });
}

async function eraseChanges(changes: IDBObjectStore, { account, room }: CopyKey): Promise<void> {
  const ids = await asked(changes.index("copy").getAllKeys([account, room]));
  for (const id of ids) changes.delete(id);
}
