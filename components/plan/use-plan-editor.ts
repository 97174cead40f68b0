"use client";

import { Editor } from "@tiptap/core";
import { Collaboration } from "@tiptap/extension-collaboration";
import { Gapcursor } from "@tiptap/extensions/gap-cursor";
import { yUndoPluginKey } from "@tiptap/y-tiptap";
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { Room } from "@/components/collab/use-room";
import { bodyFragment } from "@/domain/plan/plan";
import { carets } from "./carets";
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
  /** « / » was typed in an empty paragraph. */
  readonly onSlash: (at: InsertAt) => void;
};

/** The editor of an open room, in the element that gets `box`. All functions and `words` must be stable. */
export function usePlanEditor(options: Options): { editor: Editor | null; box: (element: HTMLElement | null) => void } {
  const { room, opened, canWrite, me, nameOf, sourceOf, words, onImages, onSlash } = options;
  const { places, describe, adopt } = options.entries;
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [editor, setEditor] = useState<Editor | null>(null);
  const mayWrite = useRef(canWrite);
  mayWrite.current = canWrite;
  useEffect(() => {
    if (room === null || !opened || element === null) return;
    room.awareness.setLocalState({ userId: me, rowId: null, field: null });
    const made: Editor = new Editor({
      element,
      editable: mayWrite.current,
      injectCSS: false,
      extensions: [
        ...planSchema({ sourceOf, words, entry: entryBlock(places, describe) }),
        Collaboration.configure({ fragment: bodyFragment(room.doc) }),
        carets(room.awareness, nameOf),
        Gapcursor,
      ],
      editorProps: {
        attributes: {
          class: "plan-text plan-editable",
          role: "textbox",
          "aria-multiline": "true",
          "aria-label": words.label,
        },
        transformPastedHTML: (html) => adopt(cleanPastedHtml(html)),
        handleTextInput: (view, from, _to, text) => {
          const { $from, empty } = view.state.selection;
          if (text !== "/" || !empty || $from.parent.type.name !== "paragraph" || $from.parent.content.size > 0)
            return false;
          const { left, bottom } = view.coordsAtPos(from);
          onSlash({ left, top: bottom + 6, slash: true });
          return true;
        },
        handlePaste: (_view, event) => (event.clipboardData ? onImages(made, event.clipboardData) : false),
        handleDrop: (_view, event, _slice, moved) =>
          !moved && event.dataTransfer ? onImages(made, event.dataTransfer) : false,
      },
    });
    setEditor(made);
    return () => {
      setEditor(null);
      made.destroy();
    };
  }, [room, opened, element, me, nameOf, sourceOf, words, onImages, onSlash, places, describe, adopt]);
  useEffect(() => {
    editor?.setEditable(canWrite, false);
  }, [editor, canWrite]);
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
