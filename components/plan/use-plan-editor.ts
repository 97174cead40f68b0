"use client";

import { Editor } from "@tiptap/core";
import { Collaboration } from "@tiptap/extension-collaboration";
import type { Plugin } from "@tiptap/pm/state";
import { useEffect, useRef, useState } from "react";
import type { Room } from "@/components/collab/use-room";
import { bodyFragment } from "@/domain/plan/plan";
import { carets } from "./carets";
import { commentMarks } from "./comment-marks";
import { planSchema } from "./editor-schema";
import { type EntryPlaces, entryBlock } from "./entry-places";
import { gapCaret } from "./gap-caret";
import type { InsertAt } from "./insert-menu";

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
  readonly places: EntryPlaces;
  /** What goes on the clipboard with an entry's id. */
  readonly describe: (entryId: string) => Record<string, string>;
  /** Makes pasted text into what the editor reads. */
  readonly clean: (html: string) => string;
  /** Takes what is pasted or dropped, if it has to do something for it first. */
  readonly onPaste: (editor: Editor, data: DataTransfer) => boolean;
  /** Words that a thread speaks of were clicked. */
  readonly onThread: (id: string) => void;
  /** « / » was typed in an empty paragraph. */
  readonly onSlash: (at: InsertAt) => void;
  /** Puts carets beside blocks without text. */
  readonly gaps: Plugin | undefined;
  readonly onEditor: (editor: Editor | null) => void;
};

/** Makes the editor of an open room in the element that gets what this returns; what it was given it asks for when it needs it. */
export function usePlanEditor(options: Options): (element: HTMLElement | null) => void {
  const { room, opened, canWrite, places, onEditor } = options;
  const [element, setElement] = useState<HTMLElement | null>(null);
  const editor = useRef<Editor | null>(null);
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
          entry: entryBlock(places, (id) => now().describe(id)),
        }),
        Collaboration.configure({ fragment: bodyFragment(room.doc) }),
        carets(room.awareness, (id) => now().nameOf(id)),
        commentMarks((id) => now().onThread(id)),
        gapCaret(() => now().gaps),
      ],
      editorProps: {
        attributes: {
          class: "plan-text plan-editable",
          role: "textbox",
          "aria-multiline": "true",
          "aria-label": words.label,
        },
        transformPastedHTML: (html) => now().clean(html),
        handleTextInput: (view, from, _to, text) => {
          const { $from, empty } = view.state.selection;
          if (text !== "/" || !empty || $from.parent.type.name !== "paragraph" || $from.parent.content.size > 0)
            return false;
          const { left, bottom } = view.coordsAtPos(from);
          now().onSlash({ left, top: bottom + 6, slash: true });
          return true;
        },
        handlePaste: (_view, event) => (event.clipboardData ? now().onPaste(made, event.clipboardData) : false),
        handleDrop: (_view, event, _slice, moved) =>
          !moved && event.dataTransfer ? now().onPaste(made, event.dataTransfer) : false,
      },
    });
    editor.current = made;
    onEditor(made);
    return () => {
      editor.current = null;
      onEditor(null);
      made.destroy();
    };
  }, [room, opened, element, places, onEditor]);
  useEffect(() => {
    editor.current?.setEditable(canWrite, false);
  }, [canWrite]);
  return setElement;
}
