import type { Doc } from "yjs";
import { compareOrder } from "@/domain/kernel/fractional-order";
import type { SheetRow } from "@/domain/transport/schema";
import { observeRows, readAllRows, readRow } from "@/domain/transport/sheet";

/** What others do is shown at most this often: forty people who type would leave this one's keys no time. */
const othersEveryMs = 33;

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
  readonly #changed = new Set<string>();
  #shownAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(doc: Doc) {
    this.#doc = doc;
    for (const row of readAllRows(doc)) this.#rows.set(row.id, row);
    this.#sorted = [...this.#rows.values()].sort(compareOrder);
    this.#stop = observeRows(doc, (rowIds, own) => {
      for (const id of rowIds) this.#changed.add(id);
      const wait = own ? 0 : this.#shownAt + othersEveryMs - performance.now();
      if (wait <= 0) this.#show();
      else this.#timer ??= setTimeout(() => this.#show(), wait);
    });
  }

  /** All rows in order, the removed ones too. */
  readonly snapshot = (): readonly SheetRow[] => this.#sorted;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  destroy(): void {
    clearTimeout(this.#timer);
    this.#stop();
    this.#listeners.clear();
  }

  #show(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#shownAt = performance.now();
    for (const id of this.#changed) {
      const row = readRow(this.#doc, id);
      if (row === null) this.#rows.delete(id);
      else this.#rows.set(id, row);
    }
    this.#changed.clear();
    this.#sorted = [...this.#rows.values()].sort(compareOrder);
    for (const listener of this.#listeners) listener();
  }
}
