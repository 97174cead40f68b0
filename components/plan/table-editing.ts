import { keymap } from "@tiptap/pm/keymap";
import type { Command, Plugin } from "@tiptap/pm/state";
import {
  addColumnAfter,
  addRowAfter,
  deleteColumn,
  deleteRow,
  deleteTable,
  goToNextCell,
  isInTable,
  tableEditing,
} from "@tiptap/pm/tables";

export const tableEdits = {
  addRow: addRowAfter,
  addColumn: addColumnAfter,
  removeRow: deleteRow,
  removeColumn: deleteColumn,
  removeTable: deleteTable,
} satisfies Record<string, Command>;

export type TableEdit = keyof typeof tableEdits;

/** Tab goes from cell to cell, and from the last one into a new row. */
const nextCell: Command = (state, dispatch, view) => {
  if (!isInTable(state)) return false;
  if (goToNextCell(1)(state, dispatch)) return true;
  addRowAfter(state, dispatch);
  return view !== undefined && goToNextCell(1)(view.state, view.dispatch);
};

export function tablePlugins(): Plugin[] {
  return [keymap({ Tab: nextCell, "Shift-Tab": goToNextCell(-1) }), tableEditing()];
}
