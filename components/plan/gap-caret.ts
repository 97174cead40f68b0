import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";

/**
 * The caret beside blocks that hold no text, as soon as what draws it is here. It takes its part through a plugin that stands
 * from the beginning: one that is registered later has the whole text drawn anew.
 */
export function gapCaret(comes: () => Plugin | undefined): Extension {
  return Extension.create({
    name: "gapCaret",
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          decorations(state) {
            return comes()?.props.decorations?.call(this, state);
          },
          createSelectionBetween(view, anchor, head) {
            return comes()?.props.createSelectionBetween?.call(this, view, anchor, head) ?? null;
          },
          handleClick(view, at, event) {
            return comes()?.props.handleClick?.call(this, view, at, event);
          },
          handleKeyDown(view, event) {
            return comes()?.props.handleKeyDown?.call(this, view, event);
          },
          handleDOMEvents: {
            beforeinput(view, event) {
              return comes()?.props.handleDOMEvents?.beforeinput?.call(this, view, event);
            },
          },
        },
      }),
    ],
  });
}
