import {
  type Editor,
  mergeAttributes,
  Node,
  nodeInputRule,
  textblockTypeInputRule,
  wrappingInputRule,
} from "@tiptap/core";
import { Selection } from "@tiptap/pm/state";
import { headingLevels } from "@/domain/plan/body";

/* The plain blocks of a text, under the names that domain/plan/plan.ts reads. */

const Root = Node.create({ name: "doc", topNode: true, content: "block+" });
const Words = Node.create({ name: "text", group: "inline" });

const Paragraph = Node.create({
  name: "paragraph",
  // The block that others turn back into.
  priority: 1000,
  group: "block",
  content: "inline*",
  parseHTML: () => [{ tag: "p" }],
  renderHTML: () => ["p", 0],
  addKeyboardShortcuts() {
    return { "Mod-Alt-0": () => this.editor.commands.setNode(this.name) };
  },
});

/** Our own headings begin at h2, since the title is the h1; those of other programs begin at h1. */
const Heading = Node.create({
  name: "heading",
  group: "block",
  content: "inline*",
  defining: true,
  addAttributes: () => ({ level: { default: 1, rendered: false } }),
  parseHTML: () =>
    ["h1", "h2", "h3", "h4", "h5", "h6"].map((tag, index) => ({
      tag,
      getAttrs: (element: HTMLElement) => {
        const own = headingLevels.find((level) => String(level) === element.dataset.level);
        return { level: own ?? Math.min(index + 1, 3) };
      },
    })),
  renderHTML: ({ node, HTMLAttributes }) => [
    `h${Number(node.attrs.level) + 1}`,
    mergeAttributes(HTMLAttributes, { "data-level": String(node.attrs.level) }),
    0,
  ],
  addKeyboardShortcuts() {
    return Object.fromEntries(
      headingLevels.map((level) => [
        `Mod-Alt-${level}`,
        () => this.editor.commands.toggleNode(this.name, "paragraph", { level }),
      ]),
    );
  },
  addInputRules() {
    return headingLevels.map((level) =>
      textblockTypeInputRule({ find: new RegExp(`^#{${level}}\\s$`), type: this.type, getAttributes: { level } }),
    );
  },
});

const Blockquote = Node.create({
  name: "blockquote",
  group: "block",
  content: "block+",
  defining: true,
  parseHTML: () => [{ tag: "blockquote" }],
  renderHTML: () => ["blockquote", 0],
  addKeyboardShortcuts() {
    return { "Mod-Shift-b": () => this.editor.commands.toggleWrap(this.name) };
  },
  addInputRules() {
    return [wrappingInputRule({ find: /^\s*>\s$/, type: this.type })];
  },
});

const Callout = Node.create({
  name: "callout",
  group: "block",
  content: "block+",
  defining: true,
  parseHTML: () => [{ tag: "div.callout" }],
  renderHTML: () => ["div", { class: "callout" }, 0],
});

const HardBreak = Node.create({
  name: "hardBreak",
  group: "inline",
  inline: true,
  selectable: false,
  linebreakReplacement: true,
  parseHTML: () => [{ tag: "br" }],
  renderHTML: () => ["br"],
  renderText: () => "\n",
  addKeyboardShortcuts() {
    const { editor, type } = this;
    const put = () => {
      const { tr, storedMarks, selection } = editor.state;
      // What is bold stays bold on the next line.
      const marks = storedMarks ?? selection.$from.marks();
      editor.view.dispatch(tr.replaceSelectionWith(type.create()).ensureMarks(marks).scrollIntoView());
      return true;
    };
    return { "Mod-Enter": put, "Shift-Enter": put };
  },
});

const HorizontalRule = Node.create({
  name: "horizontalRule",
  group: "block",
  parseHTML: () => [{ tag: "hr" }],
  renderHTML: () => ["hr"],
  addInputRules() {
    return [nodeInputRule({ find: /^(?:---|—-|___\s|\*\*\*\s)$/, type: this.type })];
  },
});

export const planBlocks: readonly Node[] = [
  Root,
  Paragraph,
  Words,
  Heading,
  Blockquote,
  Callout,
  HardBreak,
  HorizontalRule,
];

/** A line across the page, the caret below it: in a new paragraph where nothing follows. */
export function insertRule(editor: Editor): void {
  const { tr, schema } = editor.state;
  const rule = schema.node("horizontalRule");
  tr.replaceSelectionWith(rule);
  let after = tr.selection.from;
  tr.doc.nodesBetween(Math.max(0, after - 2), Math.min(after + 2, tr.doc.content.size), (node, at) => {
    if (node === rule) after = at + node.nodeSize;
  });
  const next = Selection.findFrom(tr.doc.resolve(after), 1, true);
  if (next === null) tr.insert(after, schema.node("paragraph"));
  editor.view.dispatch(tr.setSelection(next ?? Selection.near(tr.doc.resolve(after + 1))).scrollIntoView());
}
