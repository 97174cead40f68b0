import type { Block, Body, Inline, Mark } from "./body";
import { readMarkdown } from "./read-markdown";

const shownMarks = new Set<Mark>(["bold", "italic"]);

/**
 * What a coalition says of itself, typed as Markdown: two levels of headings below that of its place in the page, bold,
 * italic, lists and links. Of anything else, only the words are shown.
 */
export function readPresentation(text: string): Body {
  const { title, body } = readMarkdown(text, () => null);
  if (title !== null)
    return [
      { kind: "heading", level: 2, inline: [{ kind: "text", text: title, marks: [], href: null }] },
      ...plain(body, 0),
    ];
  return plain(body, body.find((block) => block.kind === "heading")?.level ?? 1);
}

/** `highest`: headings of this level and above are of the first of our two. */
function plain(body: Body, highest: number): Block[] {
  return body.flatMap((block) => plainBlock(block, highest));
}

function plainBlock(block: Block, highest: number): Block[] {
  const inner = (blocks: Body) => plain(blocks, highest);
  switch (block.kind) {
    case "paragraph":
      return [{ ...block, inline: words(block.inline) }];
    case "heading":
      return [{ ...block, level: block.level <= highest ? 2 : 3, inline: words(block.inline) }];
    case "bullets":
      return [{ ...block, items: block.items.map(inner) }];
    case "numbers":
      return [{ ...block, items: block.items.map(inner) }];
    case "checks":
      return [{ kind: "bullets", items: block.items.map(({ blocks }) => inner(blocks)) }];
    case "table":
      return block.rows.flatMap((cells) => cells.flatMap(({ blocks }) => inner(blocks)));
    case "quote":
    case "callout":
      return inner(block.blocks);
    case "image":
      return inner([{ kind: "paragraph", inline: [{ kind: "text", text: block.alt, marks: [], href: null }] }]);
    case "rule":
    case "entry":
      return [];
  }
}

function words(inline: readonly Inline[]): Inline[] {
  return inline.map((part) =>
    part.kind === "text" ? { ...part, marks: part.marks.filter((mark) => shownMarks.has(mark)) } : part,
  );
}
