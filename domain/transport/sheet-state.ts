import * as Y from "yjs";
import type { SheetRow } from "./schema";
import { observeRows, readAllRows, readRow } from "./sheet";

/** A sheet that is followed update by update, by somebody who does not write in it. */
export class SheetState {
  readonly #doc = new Y.Doc();
  readonly #rows = new Map<string, SheetRow>();
  #touched = new Set<string>();

  /** `state` as `encode` gave it. Without a place among the others, a row was not shown yet. */
  constructor(state?: Uint8Array) {
    if (state) Y.applyUpdate(this.#doc, state);
    for (const row of readAllRows(this.#doc)) if (!row.removed || row.order !== "") this.#rows.set(row.id, row);
    observeRows(this.#doc, (rowIds) => {
      for (const id of rowIds) this.#touched.add(id);
    });
  }

  get isEmpty(): boolean {
    return this.#rows.size === 0;
  }

  /**
   * The rows that an update changed. A row is born hidden: until it is first shown it has no `before`, and until then
   * nothing is said of it.
   */
  apply(update: Uint8Array): { before: SheetRow | null; after: SheetRow }[] {
    this.#touched = new Set();
    Y.applyUpdate(this.#doc, update);
    return [...this.#touched].flatMap((id) => {
      const before = this.#rows.get(id) ?? null;
      const after = readRow(this.#doc, id) ?? (before && { ...before, removed: true });
      if (!after || (before === null && after.removed)) return [];
      this.#rows.set(id, after);
      return [{ before, after }];
    });
  }

  /** All rows, the removed ones too. */
  rows(): SheetRow[] {
    return readAllRows(this.#doc);
  }

  encode(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#doc);
  }
}
