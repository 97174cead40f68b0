/** Cells as text, the way a spreadsheet shows them; the first row is line 1. */
export type Table = { name: string; rows: string[][] };

/** Why a file could not be read; the interface has a sentence for each. */
export type FileProblem =
  | "too_big"
  | "too_many_rows"
  | "unpacks_too_big"
  | "old_excel"
  | "locked"
  | "broken"
  | "not_a_table"
  | "empty";

export class FileError extends Error {
  constructor(readonly problem: FileProblem) {
    super(problem);
  }
}

export const fileLimits = {
  bytes: 5 * 1024 * 1024,
  /** What all files of an archive may unpack to: a small one can be made to swell a thousandfold. */
  unpacked: 60 * 1024 * 1024,
  rows: 5000,
  columns: 100,
  cell: 4000,
} as const;

/** Lines as they are read, within the limits. Blank ones keep their place, so that numbers are those of the file. */
export class RowCollector {
  readonly rows: string[][] = [];

  /** Puts a row `count` times: a file may say that one repeats a million times, which matters only when it holds something. */
  add(cells: readonly string[], count = 1): void {
    const kept = cells.slice(0, fileLimits.columns).map((cell) => cell.slice(0, fileLimits.cell));
    while (kept.length > 0 && kept.at(-1)?.trim() === "") kept.pop();
    if (kept.length > 0 && this.rows.length + count > fileLimits.rows) throw new FileError("too_many_rows");
    const fits = Math.min(count, fileLimits.rows - this.rows.length);
    for (let n = 0; n < fits; n++) this.rows.push([...kept]);
  }

  /** The rows without the blank end that spreadsheets leave behind. */
  done(): string[][] {
    while (this.rows.length > 0 && this.rows.at(-1)?.length === 0) this.rows.pop();
    return this.rows;
  }
}
