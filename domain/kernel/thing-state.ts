import * as Y from "yjs";
import type { Change, Thing } from "./change";

/** A document as its log tells it, followed by somebody who does not write in it. */
export type DocumentState = {
  /** Whether there is nothing in it to keep. */
  readonly isEmpty: boolean;
  /** What an update changed. */
  apply(update: Uint8Array): Change[];
  encode(): Uint8Array;
};

/** How one kind of document is read, thing by thing. */
export type Reading<T extends Thing> = {
  /** All of them, the removed ones too. */
  all(doc: Y.Doc): T[];
  one(doc: Y.Doc, id: string): T | null;
  observe(doc: Y.Doc, onChange: (ids: ReadonlySet<string>) => void): () => void;
  /** Things are born hidden, and nothing is said of one before it was first shown. */
  wasShown(thing: T): boolean;
  changes(before: T | null, after: T): Change[];
};

/** Of one thing in one update; nobody's hand changes more, and a flood must not keep the process busy. */
const changesOfThing = 500;

/** A document of many things. */
export class ThingState<T extends Thing> implements DocumentState {
  readonly #doc = new Y.Doc();
  readonly #reading: Reading<T>;
  readonly #things = new Map<string, T>();
  #touched = new Set<string>();

  /** `state` as `encode` gave it. */
  constructor(reading: Reading<T>, state?: Uint8Array) {
    this.#reading = reading;
    if (state) Y.applyUpdate(this.#doc, state);
    for (const thing of this.things()) if (reading.wasShown(thing)) this.#things.set(thing.id, thing);
    reading.observe(this.#doc, (ids) => {
      for (const id of ids) this.#touched.add(id);
    });
  }

  get isEmpty(): boolean {
    return this.#things.size === 0;
  }

  apply(update: Uint8Array): Change[] {
    this.#touched = new Set();
    Y.applyUpdate(this.#doc, update);
    return [...this.#touched].flatMap((id) => {
      const before = this.#things.get(id) ?? null;
      const after = this.#reading.one(this.#doc, id) ?? (before && { ...before, removed: true });
      if (!after || (before === null && (after.removed || !this.#reading.wasShown(after)))) return [];
      this.#things.set(id, after);
      return this.#reading.changes(before, after).slice(0, changesOfThing);
    });
  }

  /** All things, the removed ones too. */
  things(): T[] {
    return this.#reading.all(this.#doc);
  }

  /** What was taken out, and can be brought back. */
  removed(): T[] {
    return this.things().filter((thing) => thing.removed && this.#reading.wasShown(thing));
  }

  encode(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#doc);
  }
}
