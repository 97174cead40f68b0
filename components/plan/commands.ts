import type { Editor } from "@tiptap/core";
import { insertRule } from "./editor-blocks";
import { editTable, insertTable } from "./editor-tables";
import type { TableEdit } from "./table-editing";

/** At once, so that what is typed next arrives; and again once a sheet that was open has given the focus back. */
function on(editor: Editor) {
  editor.view.focus();
  return editor.chain().focus();
}

/** What the toolbar and the menus do; each brings the focus back into the text. */
export const commands = {
  undo: (editor: Editor) => on(editor).undo().run(),
  redo: (editor: Editor) => on(editor).redo().run(),
  heading: (editor: Editor, level: 1 | 2 | 3) => on(editor).toggleNode("heading", "paragraph", { level }).run(),
  paragraph: (editor: Editor) => on(editor).setNode("paragraph").run(),
  bold: (editor: Editor) => on(editor).toggleMark("bold").run(),
  italic: (editor: Editor) => on(editor).toggleMark("italic").run(),
  underline: (editor: Editor) => on(editor).toggleMark("underline").run(),
  strike: (editor: Editor) => on(editor).toggleMark("strike").run(),
  bullets: (editor: Editor) => on(editor).toggleList("bulletList", "listItem").run(),
  numbers: (editor: Editor) => on(editor).toggleList("orderedList", "listItem").run(),
  checks: (editor: Editor) => on(editor).toggleList("taskList", "taskItem").run(),
  quote: (editor: Editor) => on(editor).toggleWrap("blockquote").run(),
  callout: (editor: Editor) => on(editor).toggleWrap("callout").run(),
  rule: (editor: Editor) => {
    on(editor).run();
    insertRule(editor);
  },
  table: (editor: Editor) => {
    on(editor).run();
    insertTable(editor);
  },
  editTable: (editor: Editor, name: TableEdit) => {
    on(editor).run();
    editTable(editor, name);
  },
  image: (editor: Editor, imageId: string, alt: string) =>
    on(editor).insertContent({ type: "image", attrs: { imageId, alt } }).run(),
  text: (editor: Editor, words: string) => on(editor).insertContent({ type: "text", text: words }).run(),
  focus: (editor: Editor) => on(editor).run(),
  entry: (editor: Editor, entryId: string) => editor.chain().insertContent({ type: "entry", attrs: { entryId } }).run(),
  /** On the words that are chosen, or on the address itself where none are. Null takes the link away. */
  link: (editor: Editor, href: string | null) => {
    const chain = on(editor);
    if (href === null) return chain.extendMarkRange("link").unsetMark("link").run();
    if (!editor.state.selection.empty || editor.isActive("link"))
      return chain.extendMarkRange("link").setMark("link", { href }).run();
    return chain
      .insertContent({
        type: "text",
        text: href.replace(/^(https?:\/\/|mailto:|tel:)/, ""),
        marks: [{ type: "link", attrs: { href } }],
      })
      .run();
  },
};
