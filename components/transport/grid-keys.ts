export type GridPosition = { readonly row: number; readonly column: number };

export type GridKey = {
  readonly key: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
};

export type GridIntent =
  | { readonly kind: "none" }
  /** `extend` keeps the other corner of the block where it is. */
  | { readonly kind: "move"; readonly to: GridPosition; readonly extend: boolean }
  | { readonly kind: "all" }
  /** `typed` replaces the cell's value: a letter pressed on a cell starts a new one. */
  | { readonly kind: "edit"; readonly typed: string | null }
  | { readonly kind: "commit"; readonly to: GridPosition }
  | { readonly kind: "cancel" }
  | { readonly kind: "clear" }
  | { readonly kind: "undo" }
  | { readonly kind: "redo" }
  | { readonly kind: "open" };

export type GridSituation = {
  readonly at: GridPosition;
  readonly rows: number;
  readonly columns: number;
  /** Whether more than one cell is chosen. */
  readonly block: boolean;
  readonly editing: boolean;
  readonly canWrite: boolean;
  /** Whether the cell's column can be written. */
  readonly editable: boolean;
};

/** A screen's worth of rows, roughly. */
const page = 10;
const none: GridIntent = { kind: "none" };

function clamp(value: number, count: number): number {
  return Math.min(Math.max(value, 0), Math.max(count - 1, 0));
}

function moved({ at, rows, columns }: GridSituation, rowStep: number, columnStep: number): GridPosition {
  return { row: clamp(at.row + rowStep, rows), column: clamp(at.column + columnStep, columns) };
}

/** The next cell as one reads: after the last of a line comes the first of the next. */
function following(situation: GridSituation, step: -1 | 1): GridPosition {
  const { at, rows, columns } = situation;
  const index = clamp(at.row * columns + at.column + step, rows * columns);
  return { row: Math.floor(index / columns), column: index % columns };
}

function whileEditing(key: GridKey, situation: GridSituation): GridIntent {
  if (key.key === "Escape") return { kind: "cancel" };
  if (key.key === "Enter" && !key.alt && !key.ctrl)
    return { kind: "commit", to: moved(situation, key.shift ? -1 : 1, 0) };
  if (key.key === "Tab") return { kind: "commit", to: following(situation, key.shift ? -1 : 1) };
  // The rest belongs to the field: its own undo included.
  return none;
}

function movement(key: GridKey, situation: GridSituation): GridPosition | null {
  const { at, rows, columns } = situation;
  const [lastRow, lastColumn] = [clamp(rows, rows), columns - 1];
  switch (key.key) {
    case "ArrowUp":
      return key.ctrl ? { row: 0, column: at.column } : moved(situation, -1, 0);
    case "ArrowDown":
      return key.ctrl ? { row: lastRow, column: at.column } : moved(situation, 1, 0);
    case "ArrowLeft":
      return key.ctrl ? { row: at.row, column: 0 } : moved(situation, 0, -1);
    case "ArrowRight":
      return key.ctrl ? { row: at.row, column: lastColumn } : moved(situation, 0, 1);
    case "PageUp":
      return moved(situation, -page, 0);
    case "PageDown":
      return moved(situation, page, 0);
    case "Home":
      return { row: key.ctrl ? 0 : at.row, column: 0 };
    case "End":
      return { row: key.ctrl ? lastRow : at.row, column: lastColumn };
    default:
      return null;
  }
}

function withControl(key: GridKey, situation: GridSituation): GridIntent {
  const letter = key.key.toLowerCase();
  if (letter === "a") return { kind: "all" };
  if (!situation.canWrite) return none;
  if (letter === "z") return { kind: key.shift ? "redo" : "undo" };
  if (letter === "y") return { kind: "redo" };
  return none;
}

/** What a key means in the grid; copying and pasting come as events of the clipboard instead. Pure: the component does what it says, the tests ask it. */
export function gridIntent(key: GridKey, situation: GridSituation): GridIntent {
  if (situation.editing) return whileEditing(key, situation);
  if (key.alt) return none;
  const to = movement(key, situation);
  if (to !== null) return { kind: "move", to, extend: key.shift };
  if (key.ctrl) return withControl(key, situation);
  if (key.key === " " || (key.key === "Enter" && situation.at.column === 0)) return { kind: "open" };
  if (key.key === "Escape" && situation.block) return { kind: "move", to: situation.at, extend: false };
  if (!situation.canWrite) return none;
  if (key.key === "Delete" || key.key === "Backspace") return { kind: "clear" };
  if (!situation.editable) return none;
  if (key.key === "Enter" || key.key === "F2") return { kind: "edit", typed: null };
  if (key.key.length === 1) return { kind: "edit", typed: key.key };
  return none;
}
