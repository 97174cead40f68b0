import { type Editor, Extension, mergeAttributes, Node, wrappingInputRule } from "@tiptap/core";
import type { Node as TextNode } from "@tiptap/pm/model";

/* Lists, numbered ones and lists to tick, under the names that domain/plan/plan.ts reads. */

const itemNames: readonly string[] = ["listItem", "taskItem"];

const BulletList = Node.create({
  name: "bulletList",
  group: "block list",
  content: "listItem+",
  parseHTML: () => [{ tag: "ul" }],
  renderHTML: () => ["ul", 0],
  addKeyboardShortcuts() {
    return { "Mod-Shift-8": () => this.editor.commands.toggleList(this.name, "listItem") };
  },
  addInputRules() {
    return [wrappingInputRule({ find: /^\s*[-+*]\s$/, type: this.type })];
  },
});

const OrderedList = Node.create({
  name: "orderedList",
  group: "block list",
  content: "listItem+",
  addAttributes: () => ({
    start: {
      default: 1,
      parseHTML: (element) => Number.parseInt(element.getAttribute("start") ?? "", 10) || 1,
    },
  }),
  parseHTML: () => [{ tag: "ol" }],
  renderHTML: ({ HTMLAttributes }) => ["ol", HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return { "Mod-Shift-7": () => this.editor.commands.toggleList(this.name, "listItem") };
  },
  addInputRules() {
    return [
      wrappingInputRule({
        find: /^(\d+)\.\s$/,
        type: this.type,
        getAttributes: ([, start]) => ({ start: Number(start) }),
        joinPredicate: ([, start], before) => before.childCount + Number(before.attrs.start) === Number(start),
      }),
    ];
  },
});

/** What every item does: Enter makes the next one, Tab and Shift-Tab move it, at its start the back key takes it out. */
function itemKeys(editor: Editor, name: string) {
  return {
    Enter: () => editor.commands.splitListItem(name),
    Tab: () => editor.commands.sinkListItem(name),
    "Shift-Tab": () => editor.commands.liftListItem(name),
  };
}

const ListItem = Node.create({
  name: "listItem",
  content: "paragraph block*",
  defining: true,
  parseHTML: () => [{ tag: "li" }],
  renderHTML: () => ["li", 0],
  addKeyboardShortcuts() {
    return itemKeys(this.editor, this.name);
  },
});

const TaskList = Node.create({
  name: "taskList",
  group: "block list",
  content: "taskItem+",
  parseHTML: () => [{ tag: 'ul[data-type="taskList"]', priority: 51 }],
  renderHTML: () => ["ul", { "data-type": "taskList" }, 0],
  addKeyboardShortcuts() {
    return { "Mod-Shift-9": () => this.editor.commands.toggleList(this.name, "taskItem") };
  },
});

/** `label` is what the box that ticks it off says. */
const taskItem = (label: string) =>
  Node.create({
    name: "taskItem",
    content: "paragraph block*",
    defining: true,
    addAttributes: () => ({
      checked: {
        default: false,
        keepOnSplit: false,
        parseHTML: (element) => element.dataset.checked === "true",
        renderHTML: ({ checked }) => ({ "data-checked": String(checked) }),
      },
    }),
    parseHTML: () => [
      {
        tag: 'li[data-type="taskItem"]',
        priority: 51,
        contentElement: (element: HTMLElement) => element.querySelector<HTMLElement>(":scope > div") ?? element,
      },
    ],
    renderHTML: ({ HTMLAttributes }) => [
      "li",
      mergeAttributes(HTMLAttributes, { "data-type": "taskItem" }),
      ["div", 0],
    ],
    addKeyboardShortcuts() {
      return itemKeys(this.editor, this.name);
    },
    addInputRules() {
      return [
        wrappingInputRule({
          find: /^\s*\[([ x])?\]\s$/,
          type: this.type,
          getAttributes: ([, sign]) => ({ checked: sign === "x" }),
        }),
      ];
    },
    addNodeView:
      () =>
      ({ node, getPos, editor }) => {
        const dom = document.createElement("li");
        const box = document.createElement("input");
        const contentDOM = document.createElement("div");
        box.type = "checkbox";
        box.contentEditable = "false";
        box.setAttribute("aria-label", label);
        const show = ({ attrs }: TextNode) => {
          box.checked = attrs.checked === true;
          dom.dataset.checked = String(box.checked);
        };
        show(node);
        // The focus stays in the text, so that the keyboard of a phone stays open.
        box.addEventListener("mousedown", (event) => event.preventDefault());
        box.addEventListener("change", () => {
          const at = getPos();
          if (!editor.isEditable || at === undefined) box.checked = !box.checked;
          else editor.view.dispatch(editor.state.tr.setNodeAttribute(at, "checked", box.checked));
        });
        dom.append(box, contentDOM);
        return {
          dom,
          contentDOM,
          update: (next) => {
            if (next.type !== node.type) return false;
            show(next);
            return true;
          },
          ignoreMutation: (change) => change.type !== "selection" && !contentDOM.contains(change.target),
        };
      },
  });

/** At the edges of items, words join words, not items items. */
const ListEdges = Extension.create({
  name: "listEdges",
  addKeyboardShortcuts() {
    const { editor } = this;
    return {
      Backspace: () => {
        const { empty, $from } = editor.state.selection;
        if (editor.commands.undoInputRule()) return true;
        if (!empty || $from.parentOffset > 0 || $from.depth === 0) return false;
        const [holder, index] = [$from.node(-1), $from.index(-1)];
        if (itemNames.includes(holder.type.name) && index === 0) return editor.commands.liftListItem(holder.type.name);
        const before = index === 0 ? null : holder.child(index - 1);
        return before?.type.isInGroup("list") === true && editor.commands.joinTextblockBackward();
      },
      Delete: () => {
        const { empty, $from } = editor.state.selection;
        if (!empty || $from.parentOffset < $from.parent.content.size || $from.depth === 0) return false;
        return itemNames.includes($from.node(-1).type.name) && editor.commands.joinTextblockForward();
      },
    };
  },
});

export function planLists(words: { check: string }) {
  return [BulletList, OrderedList, ListItem, TaskList, taskItem(words.check), ListEdges];
}
