"use client";

import { Editor } from "@tiptap/core";
import { Collaboration } from "@tiptap/extension-collaboration";
import { Gapcursor } from "@tiptap/extensions/gap-cursor";
import { yUndoPluginKey } from "@tiptap/y-tiptap";
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { Room } from "@/components/collab/use-room";
import { bodyFragment } from "@/domain/plan/plan";
import { carets } from "./carets";
import { commentMarks, redrawMarks } from "./comment-marks";
import type { ShownThread } from "./comments";
import { planSchema } from "./editor-schema";
import { entryBlock } from "./entry-places";
import type { InsertAt } from "./insert-menu";
import { cleanPastedHtml } from "./paste";
import type { Entries } from "./use-entries";

export type EditorWords = { readonly label: string; readonly check: string };
type Options = {
  readonly room: Room | null;
  /** Whether the document is here; before that the editor would show an empty text. */
  readonly opened: boolean;
  readonly canWrite: boolean;
  readonly me: string;
  readonly nameOf: (userId: string) => string;
  readonly sourceOf: (id: string) => string;
  readonly words: EditorWords;
  readonly entries: Pick<Entries, "places" | "describe" | "adopt">;
  /** Takes what is pasted or dropped, if there are images in it. */
  readonly onImages: (editor: Editor, data: DataTransfer) => boolean;
  readonly threads: readonly ShownThread[];
  /** Words that a thread speaks of were clicked. */
  readonly onThread: (id: string) => void;
  /** « / » was typed in an empty paragraph. */
  readonly onSlash: (at: InsertAt) => void;
};

/** The editor of an open room, in the element that gets `box`; what it was given it asks for when it needs it. */
export function usePlanEditor(options: Options): { editor: Editor | null; box: (element: HTMLElement | null) => void } {
  const { room, opened, canWrite, threads } = options;
  const { places } = options.entries;
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [editor, setEditor] = useState<Editor | null>(null);
  const latest = useRef(options);
  latest.current = options;
  useEffect(() => {
    if (room === null || !opened || element === null) return;
    const now = () => latest.current;
    const { me, words } = now();
    room.awareness.setLocalState({ userId: me, rowId: null, field: null });
    const made: Editor = new Editor({
      element,
      editable: now().canWrite,
      injectCSS: false,
      extensions: [
        ...planSchema({
          sourceOf: (id) => now().sourceOf(id),
          words,
          entry: entryBlock(places, (id) => now().entries.describe(id)),
        }),
        Collaboration.configure({ fragment: bodyFragment(room.doc) }),
        carets(room.awareness, (id) => now().nameOf(id)),
        commentMarks(
          () => now().threads,
          (id) => now().onThread(id),
        ),
        Gapcursor,
      ],
      editorProps: {
        attributes: {
          class: "plan-text plan-editable",
          role: "textbox",
          "aria-multiline": "true",
          "aria-label": words.label,
        },
        transformPastedHTML: (html) => now().entries.adopt(cleanPastedHtml(html)),
        handleTextInput: (view, from, _to, text) => {
          const { $from, empty } = view.state.selection;
          if (text !== "/" || !empty || $from.parent.type.name !== "paragraph" || $from.parent.content.size > 0)
            return false;
          const { left, bottom } = view.coordsAtPos(from);
          now().onSlash({ left, top: bottom + 6, slash: true });
          return true;
        },
        handlePaste: (_view, event) => (event.clipboardData ? now().onImages(made, event.clipboardData) : false),
        handleDrop: (_view, event, _slice, moved) =>
          !moved && event.dataTransfer ? now().onImages(made, event.dataTransfer) : false,
      },
    });
    setEditor(made);
    return () => {
      setEditor(null);
      made.destroy();
    };
  }, [room, opened, element, places]);
  useEffect(() => {
    editor?.setEditable(canWrite, false);
  }, [editor, canWrite]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn again with each change of the threads
  useEffect(() => {
    editor?.view.dispatch(redrawMarks(editor.state));
  }, [editor, threads]);
  return { editor, box: setElement };
}

const flags = [
  "bold",
  "italic",
  "strike",
  "code",
  "underline",
  "link",
  "bulletList",
  "orderedList",
  "taskList",
  "blockquote",
  "callout",
  "table",
] as const;
export type Active = {
  readonly is: (name: (typeof flags)[number]) => boolean;
  readonly heading: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
};

const nothing = () => () => undefined;

/** What the toolbar shows as pressed; drawn again only when that changes. */
export function useActive(editor: Editor | null): Active {
  const subscribe = useCallback(
    (listener: () => void) => {
      if (editor === null) return nothing();
      editor.on("transaction", listener);
      return () => editor.off("transaction", listener);
    },
    [editor],
  );
  const key = useSyncExternalStore(
    subscribe,
    () => (editor === null || editor.isDestroyed ? "" : keyOf(editor)),
    () => "",
  );
  const [names = "", heading = "0", undo = "", redo = ""] = key.split("|");
  const on = new Set(names.split(","));
  return { is: (name) => on.has(name), heading: Number(heading), canUndo: undo === "1", canRedo: redo === "1" };
}

function keyOf(editor: Editor): string {
  const names = flags.filter((name) => editor.isActive(name));
  const heading = [1, 2, 3].find((level) => editor.isActive("heading", { level })) ?? 0;
  const manager = yUndoPluginKey.getState(editor.state)?.undoManager;
  const [undo, redo] = [manager?.undoStack.length > 0, manager?.redoStack.length > 0].map((can) => (can ? "1" : ""));
  return [names.join(","), heading, undo, redo].join("|");
}
