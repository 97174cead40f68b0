import { type Editor, Node } from "@tiptap/core";
import { TextSelection } from "@tiptap/pm/state";
import type { TableEdit } from "./table-editing";

/*
 * Tables, under the names that domain/plan/plan.ts reads. What moves between their cells and adds rows is fetched with the
 * first table that is shown.
 */

const roles: Readonly<Record<string, string>> = {
  table: "table",
  tableRow: "row",
  tableCell: "cell",
  tableHeader: "header_cell",
};

const awake = new WeakSet<Editor>();

function wake(editor: Editor): void {
  if (awake.has(editor)) return;
  awake.add(editor);
  import("./table-editing").then(
    ({ tablePlugins }) => {
      if (editor.isDestroyed) return;
      for (const plugin of tablePlugins()) editor.registerPlugin(plugin);
    },
    // Without a network a table is still a text; the next one asks again.
    () => awake.delete(editor),
  );
}

const Table = Node.create({
  name: "table",
  group: "block",
  content: "tableRow+",
  isolating: true,
  extendNodeSchema: ({ name }) => ({ tableRole: roles[name] }),
  parseHTML: () => [{ tag: "table" }],
  renderHTML: () => ["table", ["tbody", 0]],
  addNodeView:
    () =>
    ({ editor }) => {
      wake(editor);
      const dom = document.createElement("div");
      dom.className = "tableWrapper";
      const contentDOM = document.createElement("tbody");
      dom.appendChild(document.createElement("table")).append(contentDOM);
      return { dom, contentDOM };
    },
});

const TableRow = Node.create({
  name: "tableRow",
  content: "(tableCell | tableHeader)*",
  parseHTML: () => [{ tag: "tr" }],
  renderHTML: () => ["tr", 0],
});

const span = (name: "colspan" | "rowspan") => ({
  default: 1,
  parseHTML: (element: HTMLElement) => Number.parseInt(element.getAttribute(name) ?? "", 10) || 1,
  renderHTML: (attributes: Record<string, unknown>) => (attributes[name] === 1 ? {} : { [name]: attributes[name] }),
});

const cell = (name: string, tag: string) =>
  Node.create({
    name,
    content: "block+",
    isolating: true,
    addAttributes: () => ({ colspan: span("colspan"), rowspan: span("rowspan") }),
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
  });

export const planTables: readonly Node[] = [Table, TableRow, cell("tableHeader", "th"), cell("tableCell", "td")];

/** Three by three, the first row its heading, the caret in the first cell. */
export function insertTable(editor: Editor): void {
  const row = (type: string) => ({
    type: "tableRow",
    content: Array.from({ length: 3 }, () => ({ type, content: [{ type: "paragraph" }] })),
  });
  const content = [row("tableHeader"), row("tableCell"), row("tableCell")];
  const table = editor.schema.nodeFromJSON({ type: "table", content });
  const { tr } = editor.state;
  const first = tr.selection.from + 1;
  tr.replaceSelectionWith(table);
  editor.view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(first))).scrollIntoView());
}

/** Does it once what edits tables is here. */
export function editTable(editor: Editor, name: TableEdit): void {
  void import("./table-editing").then(
    ({ tableEdits }) => {
      if (!editor.isDestroyed) tableEdits[name](editor.state, editor.view.dispatch);
    },
    () => undefined,
  );
}
