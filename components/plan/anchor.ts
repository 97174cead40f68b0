import type { Editor } from "@tiptap/core";
import { absolutePositionToRelativePosition, ySyncPluginKey } from "@tiptap/y-tiptap";
import { encodeRelativePosition } from "yjs";

/** Where the chosen words stand, so that they are found again wherever others move them; null where none are. */
export function anchorOf(editor: Editor): { from: string; to: string } | null {
  const { from, to, empty } = editor.state.selection;
  const binding = ySyncPluginKey.getState(editor.state)?.binding;
  if (empty || !binding) return null;
  const place = (at: number): string => {
    const position = absolutePositionToRelativePosition(at, binding.type, binding.mapping);
    return btoa(String.fromCharCode(...encodeRelativePosition(position)));
  };
  return { from: place(from), to: place(to) };
}
