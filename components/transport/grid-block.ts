/** A rectangle of cells, its corners included. */
export type Block = {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
};

type Corner = { readonly row: number; readonly column: number };

export function blockBetween(a: Corner, b: Corner): Block {
  return {
    top: Math.min(a.row, b.row),
    bottom: Math.max(a.row, b.row),
    left: Math.min(a.column, b.column),
    right: Math.max(a.column, b.column),
  };
}

export function cellsIn(block: Block): number {
  return (block.bottom - block.top + 1) * (block.right - block.left + 1);
}

export type PastePlan = {
  /** Cells of rows that are there. */
  readonly writes: readonly { readonly row: number; readonly column: number; readonly text: string }[];
  /** Rows that did not fit, from `left` on. */
  readonly beyond: readonly (readonly string[])[];
  readonly left: number;
  /** How many pasted columns found no column here. */
  readonly cutColumns: number;
};

/**
 * Where the cells of a paste go: from the block's first corner on; what fits into a larger block a whole number of
 * times fills it.
 */
export function planPaste(
  cells: readonly (readonly string[])[],
  block: Block,
  size: { readonly rows: number; readonly columns: number },
): PastePlan {
  const high = cells.length;
  const wide = Math.max(0, ...cells.map((line) => line.length));
  const [blockHigh, blockWide] = [block.bottom - block.top + 1, block.right - block.left + 1];
  const fills = high > 0 && wide > 0 && blockHigh % high === 0 && blockWide % wide === 0;
  const rows = fills ? blockHigh : high;
  const columns = fills ? blockWide : wide;
  const writes: { row: number; column: number; text: string }[] = [];
  const beyond: (readonly string[])[] = [];
  const kept = Math.min(columns, size.columns - block.left);
  for (let down = 0; down < rows; down += 1) {
    const line = cells[down % high] ?? [];
    if (block.top + down >= size.rows) {
      if (line.some((text) => text.trim() !== "")) beyond.push(line.slice(0, kept));
      continue;
    }
    for (let right = 0; right < kept; right += 1) {
      const text = line[right % wide];
      if (text !== undefined) writes.push({ row: block.top + down, column: block.left + right, text });
    }
  }
  return { writes, beyond, left: block.left, cutColumns: columns - kept };
}
