import { isUuid } from "@/domain/kernel/ids";
import { type Block, type Body, type HeadingLevel, type Inline, type Mark, planLimits, safeHref } from "./body";
import { readInline } from "./read-inline";

/** Larger files are refused before they are read. */
export const markdownLimits = { bytes: 1024 * 1024, lines: 20_000 } as const;

/**
 * Markdown as plans write it and as most programs do. Anything else stays words: no HTML is read. Images are kept where
 * `imageIdOf` knows them as the coalition's own. A first heading of the first level is the title.
 */
export function readMarkdown(
  text: string,
  imageIdOf: (href: string) => string | null,
): { title: string | null; body: Body } {
  const lines = text
    .replace(/^\ufeff/, "")
    .replace(/\r\n?/g, "\n")
    .replaceAll("\t", "    ")
    .split("\n");
  const kept = lines.slice(0, markdownLimits.lines);
  const first = kept.findIndex((line) => line.trim() !== "");
  const head = /^# +(.*)$/.exec(kept[first] ?? "");
  const title = head === null ? null : plainWords(readInline(head[1] ?? "")).slice(0, planLimits.title);
  const rest = head === null ? kept : kept.slice(first + 1);
  // Below the title, our headings begin one level deeper.
  return { title, body: blocks(rest, { imageIdOf, shift: head === null ? 0 : 1 }, 0) };
}

type Reading = { readonly imageIdOf: (href: string) => string | null; readonly shift: number };
const deepest = 8;
const itemSign = /^( *)(?:([-*+])|(\d{1,4})[.)])(?: +|$)/;

function blocks(lines: readonly string[], reading: Reading, depth: number): Block[] {
  const found: Block[] = [];
  let at = 0;
  const take = (while_: (line: string, index: number) => boolean): string[] => {
    const taken: string[] = [];
    while (at < lines.length && while_(lines[at] ?? "", taken.length)) taken.push(lines[at++] ?? "");
    return taken;
  };
  while (at < lines.length) {
    const line = lines[at] ?? "";
    const heading = /^ {0,3}(#{1,6}) +(.*?)(?: +#+)?$/.exec(line);
    if (line.trim() === "") at++;
    else if (heading !== null) {
      at++;
      found.push({ kind: "heading", level: level(heading[1], reading), inline: readInline(heading[2] ?? "") });
    } else if (/^ {0,3}(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,})$/.test(line)) {
      at++;
      found.push({ kind: "rule" });
    } else if (/^ {0,3}(```|~~~)/.test(line)) {
      at++;
      const code = take((next) => !/^ {0,3}(```|~~~)/.test(next));
      at++;
      found.push(...code.map((words): Block => ({ kind: "paragraph", inline: text(words, ["code"]) })));
    } else if (/^ {0,3}>/.test(line)) {
      const inner = take((next) => /^ {0,3}>/.test(next)).map((next) => next.replace(/^ {0,3}> ?/, ""));
      found.push(quote(inner, reading, depth));
    } else if (isTable(line, lines[at + 1])) found.push(table(take((next) => next.includes("|"))));
    else if (itemSign.test(line) && depth < deepest) {
      const indent = itemSign.exec(line)?.[1]?.length ?? 0;
      const own = take((next) => next.trim() === "" || itemIndent(next) >= indent || leading(next) > indent);
      found.push(...lists(own, indent, reading, depth));
    } else {
      const image = /^ {0,3}!\[([^\]]*)\]\(([^)\s]+)\)\s*$/.exec(line);
      if (image !== null) {
        at++;
        const imageId = reading.imageIdOf(image[2] ?? "");
        const alt = (image[1] ?? "").slice(0, planLimits.alt);
        if (isUuid(imageId)) found.push({ kind: "image", imageId, alt });
        else found.push({ kind: "paragraph", inline: linked(alt, image[2] ?? "") });
        continue;
      }
      const own = take((next, index) => index === 0 || (next.trim() !== "" && !begins(next)));
      found.push({ kind: "paragraph", inline: readInline(own.map((each) => each.trimStart()).join("\n")) });
    }
  }
  return found;
}

function begins(line: string): boolean {
  return /^ {0,3}(#{1,6} |>|```|~~~)/.test(line) || itemSign.test(line);
}

function leading(line: string): number {
  return /^ */.exec(line)?.[0].length ?? 0;
}

function itemIndent(line: string): number {
  return itemSign.exec(line)?.[1]?.length ?? -1;
}

function level(signs: string | undefined, { shift }: Reading): HeadingLevel {
  const wanted = (signs?.length ?? 1) - shift;
  return wanted <= 1 ? 1 : wanted === 2 ? 2 : 3;
}

function quote(lines: readonly string[], reading: Reading, depth: number): Block {
  const isNote = /^\[!\w+\]\s*$/.test(lines[0] ?? "");
  const inner = depth < deepest ? blocks(isNote ? lines.slice(1) : lines, reading, depth + 1) : [];
  return { kind: isNote ? "callout" : "quote", blocks: inner };
}

/** The lines of one level, cut into lists of one kind each. */
function lists(lines: readonly string[], indent: number, reading: Reading, depth: number): Block[] {
  const items: { sign: string; start: number; done: boolean | null; lines: string[] }[] = [];
  for (const line of lines) {
    const sign = itemIndent(line) === indent ? itemSign.exec(line) : null;
    const last = items.at(-1);
    if (sign === null) last?.lines.push(line.slice(Math.min(leading(line), indent + 2)));
    else {
      const words = line.slice(sign[0].length);
      const check = sign[2] === undefined ? null : /^\[([ xX])\](?: +|$)/.exec(words);
      const kind = sign[3] !== undefined ? "numbers" : check === null ? "bullets" : "checks";
      items.push({
        sign: kind,
        start: Number(sign[3] ?? 1),
        done: check === null ? null : check[1] !== " ",
        lines: [check === null ? words : words.slice(check[0].length)],
      });
    }
  }
  const found: Block[] = [];
  for (let from = 0; from < items.length; ) {
    const kind = items[from]?.sign;
    let to = from;
    while (items[to]?.sign === kind && to < items.length) to++;
    const own = items.slice(from, to).map((item) => ({ ...item, blocks: blocks(item.lines, reading, depth + 1) }));
    if (kind === "checks")
      found.push({ kind, items: own.map(({ done, blocks: inner }) => ({ done: done === true, blocks: inner })) });
    else if (kind === "numbers")
      found.push({ kind, start: own[0]?.start ?? 1, items: own.map(({ blocks: inner }) => inner) });
    else found.push({ kind: "bullets", items: own.map(({ blocks: inner }) => inner) });
    from = to;
  }
  return found;
}

function isTable(line: string, next: string | undefined): boolean {
  return line.includes("|") && /^ {0,3}\|?(?: *:?-+:? *\|)+ *(?::?-+:? *)?$/.test(next ?? "");
}

function table(lines: readonly string[]): Block {
  const cells = (line: string) =>
    line
      .trim()
      .replace(/^\||(?<!\\)\|$/g, "")
      .split(/(?<!\\)\|/)
      .map((cell) => readInline(cell.trim().replaceAll("\\|", "|")));
  const [head = [], , ...rows] = lines.map(cells);
  const hasHead = head.some((cell) => cell.length > 0);
  const row = (inlines: readonly Inline[][], header: boolean) =>
    head.map((_, index) => ({
      header,
      colspan: 1,
      rowspan: 1,
      blocks: [{ kind: "paragraph" as const, inline: inlines[index] ?? [] }],
    }));
  return { kind: "table", rows: [...(hasHead ? [row(head, true)] : []), ...rows.map((each) => row(each, false))] };
}

function text(words: string, marks: readonly Mark[]): Inline[] {
  return words === "" ? [] : [{ kind: "text", text: words, marks, href: null }];
}

function linked(words: string, href: string): Inline[] {
  return [{ kind: "text", text: words || href, marks: [], href: safeHref(href) }];
}

function plainWords(inline: readonly Inline[]): string {
  return inline
    .map((part) => (part.kind === "text" ? part.text : " "))
    .join("")
    .trim();
}
