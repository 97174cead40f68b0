/** The eight columns of the sheet, in order. `taken` and `waiting` are figures of the server, never edited. */
export const gridColumns = ["title", "taken", "seats", "departs", "place", "arrives", "state", "waiting"] as const;
export type GridColumn = (typeof gridColumns)[number];

const readOnlyColumns: ReadonlySet<GridColumn> = new Set<GridColumn>(["taken", "waiting"]);

export type GridPosition = { readonly row: number; readonly column: number };

export type GridKey = {
  readonly key: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
};

export type GridIntent =
  | { readonly kind: "none" }
  | { readonly kind: "move"; readonly to: GridPosition }
  /** `typed` replaces the cell's value: a letter pressed on a cell starts a new one. */
  | { readonly kind: "edit"; readonly typed: string | null }
  | { readonly kind: "commit"; readonly to: GridPosition }
  | { readonly kind: "cancel" }
  | { readonly kind: "undo" }
  | { readonly kind: "redo" }
  | { readonly kind: "open" };

export type GridSituation = {
  readonly at: GridPosition;
  readonly rows: number;
  readonly editing: boolean;
  readonly canWrite: boolean;
};

const none: GridIntent = { kind: "none" };

export function editable(column: GridColumn | undefined): boolean {
  return column !== undefined && !readOnlyColumns.has(column);
}

function clamp(value: number, count: number): number {
  return Math.min(Math.max(value, 0), Math.max(count - 1, 0));
}

function moved({ at, rows }: GridSituation, rowStep: number, columnStep: number): GridPosition {
  return { row: clamp(at.row + rowStep, rows), column: clamp(at.column + columnStep, gridColumns.length) };
}

function whileEditing(key: GridKey, situation: GridSituation): GridIntent {
  if (key.key === "Escape") return { kind: "cancel" };
  if (key.key === "Enter") return { kind: "commit", to: moved(situation, key.shift ? -1 : 1, 0) };
  if (key.key === "Tab") return { kind: "commit", to: moved(situation, 0, key.shift ? -1 : 1) };
  // The rest belongs to the field: its own undo included.
  return none;
}

function withControl(key: GridKey, situation: GridSituation): GridIntent {
  const letter = key.key.toLowerCase();
  if (key.key === "Home") return { kind: "move", to: { row: 0, column: 0 } };
  if (key.key === "End")
    return { kind: "move", to: { row: clamp(situation.rows, situation.rows), column: gridColumns.length - 1 } };
  if (!situation.canWrite) return none;
  if (letter === "z") return { kind: key.shift ? "redo" : "undo" };
  if (letter === "y") return { kind: "redo" };
  return none;
}

/** What a key means in the grid; copying and pasting come as events of the clipboard instead. Pure: the component does what it says, the tests ask it. */
export function gridIntent(key: GridKey, situation: GridSituation): GridIntent {
  if (situation.editing) return whileEditing(key, situation);
  if (key.alt) return none;
  if (key.ctrl) return withControl(key, situation);
  switch (key.key) {
    case "ArrowUp":
      return { kind: "move", to: moved(situation, -1, 0) };
    case "ArrowDown":
      return { kind: "move", to: moved(situation, 1, 0) };
    case "ArrowLeft":
      return { kind: "move", to: moved(situation, 0, -1) };
    case "ArrowRight":
      return { kind: "move", to: moved(situation, 0, 1) };
    case "PageUp":
      return { kind: "move", to: moved(situation, -10, 0) };
    case "PageDown":
      return { kind: "move", to: moved(situation, 10, 0) };
    case "Home":
      return { kind: "move", to: { row: situation.at.row, column: 0 } };
    case "End":
      return { kind: "move", to: { row: situation.at.row, column: gridColumns.length - 1 } };
    case " ":
      return { kind: "open" };
    default:
      break;
  }
  if (!situation.canWrite || !editable(gridColumns[situation.at.column])) return none;
  if (key.key === "Enter" || key.key === "F2") return { kind: "edit", typed: null };
  if (key.key.length === 1) return { kind: "edit", typed: key.key };
  return none;
}
