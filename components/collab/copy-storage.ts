/** One update of the document as it is kept on the device. */
export type StoredChange = {
  readonly id: number;
  readonly update: Uint8Array;
  /** What the person changed by it, while the server has not acknowledged it; null once it has, and for others' updates. */
  readonly places: readonly string[] | null;
};

export type CopyWrite = {
  readonly append: readonly Omit<StoredChange, "id">[];
  /** Changes that the server has acknowledged since they were written. */
  readonly settle: readonly number[];
  /** Set once the whole document has been received: from then on the copy can be opened alone. */
  readonly whole: boolean;
};

/** Makes one update of several. */
export type Merge = (updates: Uint8Array[]) => Uint8Array;

export type StoredCopy = { readonly whole: boolean; readonly changes: readonly StoredChange[] };

/**
 * Where one person's copy of one room lies. Each call happens wholly or not at all. Once the copy was erased, by this
 * page or another, writing throws `CopyErased`.
 */
export interface CopyStorage {
  /** Whether what is written outlives this page. */
  readonly lasting: boolean;
  /** Begins the copy when there is none. */
  read(): Promise<StoredCopy>;
  /** Gives the ids of what was appended, in order. */
  write(write: CopyWrite): Promise<number[]>;
  /** Puts one update in the place of those of `ids` that wait for nothing; null when none of them does. */
  compact(ids: readonly number[], merge: Merge): Promise<{ id: number; bytes: number } | null>;
  erase(): Promise<void>;
}

export class CopyErased extends Error {
  constructor() {
    super("this copy was erased");
  }
}

/** What a page has when the device keeps nothing: private mode, a full disk. It ends with the page. */
export class MemoryStorage implements CopyStorage {
  readonly lasting = false;
  #changes: StoredChange[] = [];
  #whole = false;
  #erased = false;
  #lastId = 0;

  async read(): Promise<StoredCopy> {
    return { whole: this.#whole, changes: [...this.#changes] };
  }

  async write({ append, settle, whole }: CopyWrite): Promise<number[]> {
    if (this.#erased) throw new CopyErased();
    const added = append.map((change) => ({ ...change, id: ++this.#lastId }));
    const settled = new Set(settle);
    this.#changes = [
      ...this.#changes.map((change) => (settled.has(change.id) ? { ...change, places: null } : change)),
      ...added,
    ];
    this.#whole ||= whole;
    return added.map(({ id }) => id);
  }

  async compact(ids: readonly number[], merge: Merge): Promise<{ id: number; bytes: number } | null> {
    if (this.#erased) throw new CopyErased();
    const known = this.#changes.filter((change) => change.places === null && ids.includes(change.id));
    if (known.length === 0) return null;
    const merged = { id: ++this.#lastId, update: merge(known.map(({ update }) => update)), places: null };
    this.#changes = [...this.#changes.filter((change) => !known.includes(change)), merged];
    return { id: merged.id, bytes: merged.update.length };
  }

  async erase(): Promise<void> {
    this.#erased = true;
    this.#changes = [];
  }
}
