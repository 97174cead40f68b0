import type { SheetRow } from "../schema";
import type { NewRow } from "../sheet";
import type { Target } from "./columns";
import type { ProblemCode } from "./read-value";
import type { ExchangeContext } from "./write-rows";

export type ImportContext = ExchangeContext & {
  /** Rows that are in the sheet now. */
  rows: readonly SheetRow[];
  /** `YYYY-MM-DD`. */
  today: string;
};
export type Problem = { column: number; code: ProblemCode; typed: string; repair: string | null };

/** A line of the file: what its columns say, by what they become. */
export type Line = {
  number: number;
  /** How many of its cells hold something. */
  said: number;
  values: ReadonlyMap<Target, { column: number; text: string }>;
};

export type ReadLine = {
  rowId: string | null;
  /** As a new row. */
  values: NewRow;
  problems: Problem[];
  /** What the line changes in a row that is there. */
  over(row: SheetRow, context: ImportContext): { values: NewRow; problems: Problem[] };
};
