import * as Y from "yjs";
import { isUuid } from "@/domain/kernel/ids";
import {
  type Block,
  type Body,
  type HeadingLevel,
  headingLevels,
  type Inline,
  marks,
  planLimits,
  safeHref,
  type TableCell,
} from "./body";
import { bodyFragment, type PlanDoc, planTitle } from "./plan";

export type PlanRead = { readonly title: string; readonly body: Body };

/** A plan as everyone may see it. */
export function readPlan(doc: PlanDoc): PlanRead {
  return { title: readTitle(doc), body: readBody(bodyFragment(doc)) };
}

export function readTitle(doc: PlanDoc): string {
  return clean(planTitle(doc), planLimits.title).replace(/\s+/gu, " ").trim();
}

export function readBody(fragment: Y.XmlFragment): Body {
  return blocks(fragment, { nodes: planLimits.nodes, text: planLimits.text }, 0);
}

/** What may still be read; shared by the whole tree. */
type Budget = { nodes: number; text: number };

function children(of: Y.XmlFragment, budget: Budget): Array<Y.XmlElement | Y.XmlText> {
  const found: Array<Y.XmlElement | Y.XmlText> = [];
  for (const child of of.toArray() as unknown[]) {
    if (budget.nodes <= 0) break;
    if (!(child instanceof Y.XmlElement || child instanceof Y.XmlText)) continue;
    budget.nodes--;
    found.push(child);
  }
  return found;
}

function elements(of: Y.XmlFragment, budget: Budget, ...names: string[]): Y.XmlElement[] {
  return children(of, budget).filter(
    (child): child is Y.XmlElement => child instanceof Y.XmlElement && names.includes(child.nodeName),
  );
}

function blocks(of: Y.XmlFragment, budget: Budget, depth: number): Block[] {
  if (depth > planLimits.depth) return [];
  return children(of, budget).flatMap((child) => {
    const block = child instanceof Y.XmlElement ? blockOf(child, budget, depth + 1) : null;
    return block ? [block] : [];
  });
}

function blockOf(element: Y.XmlElement, budget: Budget, depth: number): Block | null {
  const attribute = (name: string): unknown => element.getAttribute(name);
  switch (element.nodeName) {
    case "paragraph":
      return { kind: "paragraph", inline: inlineOf(element, budget) };
    case "heading":
      return { kind: "heading", level: levelOf(attribute("level")), inline: inlineOf(element, budget) };
    case "bulletList": {
      const items = itemsOf(element, budget, depth);
      return items.length > 0 ? { kind: "bullets", items } : null;
    }
    case "orderedList": {
      const items = itemsOf(element, budget, depth);
      return items.length > 0 ? { kind: "numbers", start: whole(attribute("start"), 0, 9999, 1), items } : null;
    }
    case "taskList": {
      const items = elements(element, budget, "taskItem").map((item) => ({
        done: (item.getAttribute("checked") as unknown) === true,
        blocks: blocks(item, budget, depth + 1),
      }));
      return items.length > 0 ? { kind: "checks", items } : null;
    }
    case "table": {
      const rows = elements(element, budget, "tableRow").map((row) => cellsOf(row, budget, depth + 1));
      const filled = rows.filter((row) => row.length > 0);
      return filled.length > 0 ? { kind: "table", rows: filled } : null;
    }
    case "blockquote":
      return { kind: "quote", blocks: blocks(element, budget, depth) };
    case "callout":
      return { kind: "callout", blocks: blocks(element, budget, depth) };
    case "horizontalRule":
      return { kind: "rule" };
    case "image": {
      const imageId = attribute("imageId");
      return isUuid(imageId) ? { kind: "image", imageId, alt: clean(attribute("alt"), planLimits.alt) } : null;
    }
    case "entry": {
      const entryId = attribute("entryId");
      return isUuid(entryId) ? { kind: "entry", entryId } : null;
    }
    default:
      return null;
  }
}

function itemsOf(element: Y.XmlElement, budget: Budget, depth: number): Block[][] {
  return elements(element, budget, "listItem").map((item) => blocks(item, budget, depth + 1));
}

function cellsOf(row: Y.XmlElement, budget: Budget, depth: number): TableCell[] {
  return elements(row, budget, "tableCell", "tableHeader").map((cell) => ({
    header: cell.nodeName === "tableHeader",
    colspan: whole(cell.getAttribute("colspan"), 1, planLimits.span, 1),
    rowspan: whole(cell.getAttribute("rowspan"), 1, planLimits.span, 1),
    blocks: blocks(cell, budget, depth + 1),
  }));
}

function inlineOf(element: Y.XmlElement, budget: Budget): Inline[] {
  return children(element, budget).flatMap((child): Inline[] => {
    if (child instanceof Y.XmlText) return piecesOf(child, budget);
    return child.nodeName === "hardBreak" ? [{ kind: "break" }] : [];
  });
}

function piecesOf(text: Y.XmlText, budget: Budget): Inline[] {
  const pieces: Inline[] = [];
  for (const { insert, attributes } of text.toDelta() as Array<{ insert?: unknown; attributes?: unknown }>) {
    if (typeof insert !== "string" || budget.text <= 0 || budget.nodes <= 0) continue;
    const words = clean(insert, budget.text);
    budget.text -= words.length;
    budget.nodes--;
    const set = marksOf(attributes);
    pieces.push({ kind: "text", text: words, marks: marks.filter((mark) => set.has(mark)), href: linkOf(attributes) });
  }
  return pieces;
}

/** y-tiptap writes a mark under its name, or under `name--hash` where several of a kind may overlap. */
function marksOf(attributes: unknown): ReadonlySet<string> {
  if (typeof attributes !== "object" || attributes === null) return new Set();
  return new Set(Object.entries(attributes).flatMap(([key, value]) => (value ? [key.split("--")[0] ?? ""] : [])));
}

function linkOf(attributes: unknown): string | null {
  const link: unknown = typeof attributes === "object" && attributes !== null ? Reflect.get(attributes, "link") : null;
  return typeof link === "object" && link !== null ? safeHref(Reflect.get(link, "href")) : null;
}

function levelOf(value: unknown): HeadingLevel {
  return headingLevels.find((level) => level === value) ?? 3;
}

function whole(value: unknown, least: number, most: number, otherwise: number): number {
  return typeof value === "number" && Number.isInteger(value) && value >= least && value <= most ? value : otherwise;
}

/** No more than `most` signs, and none that SQL could not keep: no NUL, no half of a pair. */
function clean(value: unknown, most: number): string {
  return typeof value === "string"
    ? value
        .slice(0, most)
        .replaceAll("\0", "")
        .replace(/\p{Surrogate}/gu, "")
    : "";
}
