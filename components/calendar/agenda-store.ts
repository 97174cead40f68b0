import type { Doc } from "yjs";
import { observeEntries, readAllEntries, readEntry } from "@/domain/calendar/agenda";
import type { AgendaEntry } from "@/domain/calendar/schema";

/** The agenda as plain entries for React; one keeps its identity until it changes. Others' keys at most thirty times a second. */
export class AgendaStore {
  readonly #doc: Doc;
  readonly #entries = new Map<string, AgendaEntry>();
  readonly #listeners = new Set<() => void>();
  readonly #changed = new Set<string>();
  readonly #stop: () => void;
  #shown: readonly AgendaEntry[];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(doc: Doc) {
    this.#doc = doc;
    for (const entry of readAllEntries(doc)) this.#entries.set(entry.id, entry);
    this.#shown = [...this.#entries.values()];
    this.#stop = observeEntries(doc, (ids, own) => {
      for (const id of ids) this.#changed.add(id);
      if (own) this.#show();
      else this.#timer ??= setTimeout(() => this.#show(), othersEveryMs);
    });
  }

  /** All entries, the removed ones too. */
  readonly snapshot = (): readonly AgendaEntry[] => this.#shown;

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
    for (const id of this.#changed) {
      const entry = readEntry(this.#doc, id);
      if (entry === null) this.#entries.delete(id);
      else this.#entries.set(id, entry);
    }
    this.#changed.clear();
    this.#shown = [...this.#entries.values()];
    for (const listener of this.#listeners) listener();
  }
}

const othersEveryMs = 33;
