import type { Node } from "@tiptap/pm/model";
import type { NodeView } from "@tiptap/pm/view";
import { Entry } from "./editor-schema";

/** An element of the text in which React shows an entry. */
export type EntryPlace = { readonly key: number; readonly entryId: string; readonly element: HTMLElement };

/** Where the text has blocks of the agenda, as the editor makes and takes their elements. */
export class EntryPlaces {
  #places: readonly EntryPlace[] = [];
  #last = 0;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly snapshot = (): readonly EntryPlace[] => this.#places;

  add(entryId: string, element: HTMLElement): number {
    const key = ++this.#last;
    this.#set([...this.#places, { key, entryId, element }]);
    return key;
  }

  change(key: number, entryId: string): void {
    this.#set(this.#places.map((place) => (place.key === key ? { ...place, entryId } : place)));
  }

  remove(key: number): void {
    this.#set(this.#places.filter((place) => place.key !== key));
  }

  #set(places: readonly EntryPlace[]): void {
    this.#places = places;
    // The editor may be in the middle of drawing, and React too.
    queueMicrotask(() => {
      for (const listener of this.#listeners) listener();
    });
  }
}

/**
 * The entry's block in the editor. `describe` says what goes on the clipboard besides the id, for a plan of another
 * coalition.
 */
export function entryBlock(places: EntryPlaces, describe: (entryId: string) => Record<string, string>) {
  return Entry.extend({
    renderHTML: ({ node }) => {
      const entryId = String(node.attrs.entryId);
      return ["div", { "data-entry": entryId, ...describe(entryId) }];
    },
    addNodeView:
      () =>
      ({ node }) =>
        new EntryView(places, node),
  });
}

class EntryView implements NodeView {
  readonly dom = document.createElement("div");
  readonly #places: EntryPlaces;
  readonly #key: number;
  #entryId: string;

  constructor(places: EntryPlaces, node: Node) {
    this.dom.className = "entry-place";
    this.dom.contentEditable = "false";
    this.#places = places;
    this.#entryId = String(node.attrs.entryId);
    this.#key = places.add(this.#entryId, this.dom);
  }

  update(node: Node): boolean {
    if (node.type.name !== "entry") return false;
    const entryId = String(node.attrs.entryId);
    if (entryId !== this.#entryId) this.#places.change(this.#key, entryId);
    this.#entryId = entryId;
    return true;
  }

  /** What is typed and pressed inside is the block's own. */
  stopEvent(event: Event): boolean {
    return event.target instanceof Element && event.target.closest("input, textarea, select, button, label") !== null;
  }

  ignoreMutation(): boolean {
    return true;
  }

  destroy(): void {
    this.#places.remove(this.#key);
  }
}
