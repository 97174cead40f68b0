import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { type EditorState, Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { relativePositionToAbsolutePosition, ySyncPluginKey } from "@tiptap/y-tiptap";
import { decodeRelativePosition } from "yjs";
import type { ShownThread } from "./comments";

type Range = readonly [from: number, to: number];
type Marks = { readonly threads: readonly ShownThread[]; readonly drawn: DecorationSet };
const key = new PluginKey<Marks>("comments");

/** Where the words of a thread stand, by the two positions that move with them. */
function anchored({ anchor }: ShownThread, state: EditorState): Range | null {
  const sync = ySyncPluginKey.getState(state);
  if (anchor === null || !sync?.binding) return null;
  const place = (text: string): number | null => {
    try {
      const position = decodeRelativePosition(Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)));
      return relativePositionToAbsolutePosition(sync.doc, sync.type, position, sync.binding.mapping);
    } catch {
      // What somebody sent instead of a position stands nowhere.
      return null;
    }
  };
  const [from, to] = [place(anchor.from), place(anchor.to)];
  return from === null || to === null || from >= to || to > state.doc.content.size ? null : [from, to];
}

/** The first place where the words stand in one block: for who commented what they read. */
function quoted({ quote }: ShownThread, doc: Node): Range | null {
  let found: Range | null = null;
  doc.descendants((node, at) => {
    if (found !== null || quote === "") return false;
    if (!node.isTextblock) return true;
    // A sign for each place, so that places in the words are places in the block.
    const from = node.textBetween(0, node.content.size, " ", " ").replace(/\s/gu, " ").indexOf(quote);
    if (from !== -1) found = [at + 1 + from, at + 1 + from + quote.length];
    return false;
  });
  return found;
}

function draw(state: EditorState, threads: readonly ShownThread[]): DecorationSet {
  const open = threads.filter((thread) => thread.anchored && !thread.resolved);
  return DecorationSet.create(
    state.doc,
    open.flatMap((thread) => {
      const range = anchored(thread, state) ?? quoted(thread, state.doc);
      return range ? [Decoration.inline(range[0], range[1], { class: "commented", "data-thread": thread.id })] : [];
    }),
  );
}

/** Marks the words that open threads speak of, which `markThreads` gives; a click on them opens the thread. */
export function commentMarks(onThread: (id: string) => void): Extension {
  return Extension.create({
    name: "commentMarks",
    addProseMirrorPlugins: () => [
      new Plugin<Marks>({
        key,
        state: {
          init: () => ({ threads: [], drawn: DecorationSet.empty }),
          apply: (change, marks, _before, state) => {
            const given: readonly ShownThread[] | undefined = change.getMeta(key);
            const threads = given ?? marks.threads;
            // What others write replaces the text as a whole: the places are looked up anew.
            const isOthers = change.getMeta(ySyncPluginKey)?.isChangeOrigin === true;
            const drawn = given || isOthers ? draw(state, threads) : marks.drawn.map(change.mapping, change.doc);
            return { threads, drawn };
          },
        },
        props: {
          decorations: (state) => key.getState(state)?.drawn,
          handleClick: (_view, _at, { target }) => {
            const thread = target instanceof Element ? target.closest<HTMLElement>("[data-thread]") : null;
            if (thread?.dataset.thread) onThread(thread.dataset.thread);
            return false;
          },
        },
      }),
    ],
  });
}

/** The threads to mark from now on. */
export const markThreads = (state: EditorState, threads: readonly ShownThread[]) => state.tr.setMeta(key, threads);
