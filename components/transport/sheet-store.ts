import type { Doc } from "yjs";
import { compareOrder } from "@/domain/transport/fractional-order";
import type { SheetRow } from "@/domain/transport/schema";
import { observeRows, readAllRows, readRow } from "@/domain/transport/sheet";

/**
 * The sheet as plain rows for React. A row keeps its identity until it changes, so that one keystroke draws one row
 * again and not three hundred.
 */
export class SheetStore {
  readonly #doc: Doc;
  readonly #rows = new Map<string, SheetRow>();
  readonly #listeners = new Set<() => void>();
  readonly #stop: () => void;
  #sorted: readonly SheetRow[];

  constructor(doc: Doc) {
    this.#doc = doc;
    for (const row of readAllRows(doc)) this.#rows.set(row.id, row);
    this.#sorted = [...this.#rows.values()].sort(compareOrder);
    this.#stop = observeRows(doc, (changed) => this.#update(changed));
  }

  /** All rows in order, the removed ones too. */
  readonly snapshot = (): readonly SheetRow[] => this.#sorted;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  destroy(): void {
    this.#stop();
    this.#listeners.clear();
  }

  #update(changed: ReadonlySet<string>): void {
    for (const id of changed) {
      const row = readRow(this.#doc, id);
      if (row === null) this.#rows.delete(id);
      else this.#rows.set(id, row);
    }
    this.#sorted = [...this.#rows.values()].sort(compareOrder);
    for (const listener of this.#listeners) listener();
  }
}
