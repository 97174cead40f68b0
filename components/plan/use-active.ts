import type { Editor } from "@tiptap/core";
import { yUndoPluginKey } from "@tiptap/y-tiptap";
import { useCallback, useSyncExternalStore } from "react";

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
