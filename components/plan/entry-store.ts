import type { Doc } from "yjs";
import { observeEntries, readEntry } from "@/domain/calendar/agenda";
import type { AgendaEntry } from "@/domain/calendar/schema";

/** The agenda's entries as this page reads them, one by one. */
export class EntryStore {
  readonly doc: Doc;
  readonly #read = new Map<string, AgendaEntry | null>();
  readonly #listeners = new Set<() => void>();
  readonly #byOthers = new Set<string>();
  readonly #stop: () => void;

  constructor(doc: Doc) {
    this.doc = doc;
    this.#stop = observeEntries(doc, (ids, own) => {
      for (const id of ids) {
        this.#read.delete(id);
        if (!own) this.#byOthers.add(id);
      }
      for (const listener of this.#listeners) listener();
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Null for an unknown one; the same object until it changes. */
  entry(id: string): AgendaEntry | null {
    const known = this.#read.get(id);
    if (known !== undefined) return known;
    const read = readEntry(this.doc, id);
    this.#read.set(id, read);
    return read;
  }

  /** Whether somebody else has written in it since this page is open. */
  touchedByOthers(id: string): boolean {
    return this.#byOthers.has(id);
  }

  destroy(): void {
    this.#stop();
    this.#listeners.clear();
  }
}
