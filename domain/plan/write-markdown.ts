import type { Block, Body, Inline, Mark } from "./body";

type Places = {
  /** Where an image is found. */
  readonly imageHref: (id: string) => string;
  /** The agenda's entry in words, for who reads the file elsewhere. */
  readonly entryWords: (id: string) => string;
};

/** A plan as Markdown, as GitHub and most note programs read it. Underlining has no sign there, and is left out. */
export function writeMarkdown({ title, body }: { title: string; body: Body }, places: Places): string {
  return `# ${escaped(title)}\n\n${blocksText(body, places)}\n`.replace(/\n{3,}/g, "\n\n");
}

function blocksText(body: Body, places: Places): string {
  return body.map((block) => blockText(block, places)).join("\n\n");
}

function blockText(block: Block, places: Places): string {
  switch (block.kind) {
    case "paragraph":
      return atLineStart(inlineText(block.inline));
    case "heading":
      return `${"#".repeat(block.level + 1)} ${inlineText(block.inline)}`;
    case "bullets":
      return block.items.map((item) => hang("- ", item, places)).join("\n");
    case "numbers":
      return block.items.map((item, index) => hang(`${block.start + index}. `, item, places)).join("\n");
    case "checks":
      return block.items.map(({ done, blocks }) => hang(done ? "- [x] " : "- [ ] ", blocks, places)).join("\n");
    case "table":
      return tableText(block.rows, places);
    case "quote":
      return quoted(blocksText(block.blocks, places));
    case "callout":
      return quoted(`[!NOTE]\n${blocksText(block.blocks, places)}`);
    case "image":
      return `![${escaped(block.alt)}](${places.imageHref(block.imageId)})`;
    case "rule":
      return "---";
    case "entry":
      return quoted(escaped(places.entryWords(block.entryId)));
  }
}

/** The first line after its sign, the others below it. */
function hang(sign: string, body: Body, places: Places): string {
  const indent = sign.startsWith("- [") ? "  " : " ".repeat(sign.length);
  const [first, ...others] = body;
  const begins = first?.kind === "paragraph" ? [inlineText(first.inline)] : [""];
  const rest = first?.kind === "paragraph" ? others : body;
  const text = [...begins, ...rest.map((block) => blockText(block, places))].join("\n");
  return sign + text.replaceAll("\n", `\n${indent}`);
}

function quoted(text: string): string {
  return text.replace(/^/gm, "> ");
}

type Rows = Extract<Block, { kind: "table" }>["rows"];

function tableText(rows: Rows, places: Places): string {
  const lines = rows.map((cells) =>
    cells.flatMap(({ blocks, colspan }) => {
      const text = blocksText(blocks, places)
        .replace(/\s*\n\s*/g, " ")
        .replaceAll("|", "\\|");
      return [text, ...Array.from({ length: colspan - 1 }, () => "")];
    }),
  );
  const width = Math.max(...lines.map((line) => line.length));
  const line = (cells: readonly string[]) =>
    `| ${Array.from({ length: width }, (_, index) => cells[index] ?? "").join(" | ")} |`;
  const hasHead = rows[0]?.every((cell) => cell.header) === true;
  const [head, ...others] = hasHead ? lines : [[], ...lines];
  return [line(head ?? []), line(Array.from({ length: width }, () => "---")), ...others.map(line)].join("\n");
}

const signs: Partial<Record<Mark, string>> = { strike: "~~", italic: "*", bold: "**" };

function inlineText(parts: readonly Inline[]): string {
  return parts
    .map((part) => {
      if (part.kind === "break") return "\\\n";
      // Signs stand at words, not at the spaces around them.
      const [, before = "", words = "", after = ""] = /^(\s*)([\s\S]*?)(\s*)$/.exec(part.text) ?? [];
      if (words === "") return part.text;
      let text = part.marks.includes("code") && !words.includes("`") ? `\`${words}\`` : escaped(words);
      for (const mark of ["italic", "bold", "strike"] as const)
        if (part.marks.includes(mark)) text = `${signs[mark]}${text}${signs[mark]}`;
      if (part.href !== null) text = `[${text}](${part.href.replace(/[()\s]/g, encodeURIComponent)})`;
      return before + text + after;
    })
    .join("");
}

function escaped(words: string): string {
  return words.replace(/[\\`*_[\]<>~|]/g, "\\$&").replace(/\s*\n\s*/g, " ");
}

/** What would begin a list, a heading or a line. */
function atLineStart(text: string): string {
  return text.replace(/^(\s*)([#+-])(?=\s|$|-)/, "$1\\$2").replace(/^(\s*\d+)([.)])(?=\s)/, "$1\\$2");
}
