import type { SheetRow } from "../schema";
import type { NewRow } from "../sheet";
import { type Target, targetOf } from "./columns";
import type { ImportContext, Line, Problem, ReadLine } from "./import-types";
import { type ExistingRows, existingRows } from "./match-rows";
import { departureNamed } from "./name-departure";
import { plain } from "./plain";
import { readLine } from "./read-line";

export type ImportChoices = {
  /** Which line heads the columns, from 0; -1 for none. */
  header: number;
  /** By column; null stays out. */
  targets: readonly (Target | null)[];
  /** For lines that name no departure. */
  departureId: string | null;
  /** What becomes of lines that the sheet has already. */
  known: "update" | "add" | "skip";
  /** What the person wrote instead, by `line:column`, lines counted as in the file. */
  written: ReadonlyMap<string, string>;
  /** Lines that stay out. */
  left: ReadonlySet<number>;
};
export type PlannedLine = {
  /** As in the file, from 1. */
  line: number;
  values: NewRow;
  existing: SheetRow | null;
  /** `same`: the sheet has it already, just so. `left`: stays out because the person said so. */
  kind: "new" | "update" | "same" | "left";
  problems: Problem[];
};
export type ImportPlan = {
  lines: PlannedLine[];
  /** Blank lines, titles, totals and repeated headings. */
  passedOver: number;
  /** How many lines the sheet has already, however they are dealt with. */
  known: number;
};

/** What an import would do, line by line; nothing is written. */
export function planImport(
  rows: readonly (readonly string[])[],
  choices: ImportChoices,
  context: ImportContext,
): ImportPlan {
  const plan: ImportPlan = { lines: [], passedOver: 0, known: 0 };
  const existing = existingRows(context.rows);
  let section: string | null = null;
  for (const [index, cells] of rows.entries()) {
    if (index === choices.header) continue;
    const line = lineOf(cells, index + 1, choices);
    if (
      line.said === 0 ||
      isHeading(cells) ||
      /^(sous )?totaux?\b|^(sub)?total\b/.test(plain(cells.find(Boolean) ?? ""))
    ) {
      plan.passedOver += 1;
      continue;
    }
    if (isSection(cells)) {
      section = departureNamed(cells.find(Boolean) ?? "", context, choices.departureId)?.id ?? section;
      plan.passedOver += 1;
      continue;
    }
    // What stands above the headings is the title of the table.
    if (index < choices.header) {
      plan.passedOver += 1;
      continue;
    }
    const read = readLine(line, context, section ?? choices.departureId, seatsBeside(rows, index, choices));
    plan.lines.push(judged(read, line, existing, choices, context, plan));
  }
  return plan;
}

function judged(
  read: ReadLine,
  line: Line,
  existing: ExistingRows,
  choices: ImportChoices,
  context: ImportContext,
  plan: ImportPlan,
): PlannedLine {
  const found = existing.take(read);
  if (found) plan.known += 1;
  const base = { line: line.number, existing: null, values: read.values, problems: read.problems };
  if (choices.left.has(line.number)) return { ...base, kind: "left", problems: [] };
  if (!found || choices.known === "add") return { ...base, kind: "new" };
  if (choices.known === "skip") return { ...base, existing: found, kind: "left", problems: [] };
  const { values, problems } = read.over(found, context);
  return {
    ...base,
    existing: found,
    values,
    problems,
    kind: Object.keys(values).length > 0 || problems.length > 0 ? "update" : "same",
  };
}

function lineOf(cells: readonly string[], number: number, { targets, written }: ImportChoices): Line {
  const values = new Map<Target, { column: number; text: string }>();
  let said = 0;
  for (const [column, target] of targets.entries()) {
    const text = (written.get(`${number}:${column}`) ?? cells[column] ?? "").trim();
    if (text !== "") said += 1;
    if (target !== null) values.set(target, { column, text });
  }
  return { number, said, values };
}

/** One cell, or the same in each: a title, or the departure of what follows. */
function isSection(cells: readonly string[]): boolean {
  const full = cells.filter((cell) => cell.trim() !== "");
  return new Set(full).size === 1 && (full.length === 1 || full.length > 2);
}

function isHeading(cells: readonly string[]): boolean {
  const said = cells.filter((cell) => targetOf(cell)?.sure);
  return said.length > 2;
}

/** How many seats the lines next to this one have: what « complet » probably had. */
function seatsBeside(rows: readonly (readonly string[])[], index: number, { targets }: ImportChoices): string | null {
  const column = targets.indexOf("seats");
  for (const step of [-1, 1, -2, 2, -3, 3]) {
    const text = rows[index + step]?.[column]?.trim() ?? "";
    if (/^\d{1,4}$/.test(text)) return text;
  }
  return null;
}
