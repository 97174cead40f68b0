import { blocksOf, wordsOf } from "./body";
import type { PlanDoc } from "./plan";
import { readPlan } from "./read-plan";

/** Lines of a plan that this device holds and nobody else: to be copied when they cannot be sent. */
export function unsentLines(acknowledged: PlanDoc, present: PlanDoc): string[] {
  const known = new Set(linesOf(acknowledged));
  return linesOf(present).filter((line) => !known.has(line));
}

function linesOf(doc: PlanDoc): string[] {
  const { title, body } = readPlan(doc);
  const lines = [...blocksOf(body)].flatMap((block) =>
    block.kind === "paragraph" || block.kind === "heading" ? [wordsOf(block.inline)] : [],
  );
  return [title, ...lines].filter((line) => line.trim() !== "");
}
