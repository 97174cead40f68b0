/*
 * The text of a plan as everyone reads it: a tree of what is on the list below, and of nothing else. Pages, print, export
 * and search know only this; plan.ts makes it from the document.
 */

export const marks = ["bold", "italic", "strike", "code", "underline"] as const;
export type Mark = (typeof marks)[number];

export type Inline =
  | { readonly kind: "text"; readonly text: string; readonly marks: readonly Mark[]; readonly href: string | null }
  | { readonly kind: "break" };

export type TableCell = {
  readonly header: boolean;
  readonly colspan: number;
  readonly rowspan: number;
  readonly blocks: readonly Block[];
};

export type Block =
  | { readonly kind: "paragraph"; readonly inline: readonly Inline[] }
  | { readonly kind: "heading"; readonly level: HeadingLevel; readonly inline: readonly Inline[] }
  | { readonly kind: "bullets"; readonly items: readonly (readonly Block[])[] }
  | { readonly kind: "numbers"; readonly start: number; readonly items: readonly (readonly Block[])[] }
  | {
      readonly kind: "checks";
      readonly items: readonly { readonly done: boolean; readonly blocks: readonly Block[] }[];
    }
  | { readonly kind: "table"; readonly rows: readonly (readonly TableCell[])[] }
  | { readonly kind: "quote"; readonly blocks: readonly Block[] }
  | { readonly kind: "callout"; readonly blocks: readonly Block[] }
  | { readonly kind: "image"; readonly imageId: string; readonly alt: string }
  | { readonly kind: "rule" }
  | { readonly kind: "entry"; readonly entryId: string };
export type Body = readonly Block[];

export const headingLevels = [1, 2, 3] as const;
export type HeadingLevel = (typeof headingLevels)[number];

/** What goes beyond is not read. A list in a list is two levels: the list and its item. */
export const planLimits = {
  title: 120,
  depth: 24,
  nodes: 20_000,
  text: 500_000,
  span: 50,
  alt: 300,
  href: 2000,
} as const;

const protocols = new Set(["http:", "https:", "mailto:", "tel:"]);

/** An address as browsers understand it, if it is of the web, of mail or of a telephone; else null. */
export function safeHref(value: unknown): string | null {
  if (typeof value !== "string" || value.length > planLimits.href) return null;
  try {
    const url = new URL(value.trim());
    return protocols.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** What somebody typed as an address: « exemple.org » means the web, « a@exemple.org » a mail. */
export function typedHref(typed: string): string | null {
  const text = typed.trim();
  if (text === "") return null;
  if (/^[a-z][a-z\d+.-]*:/i.test(text) && !/^[\w.-]+:\d+/.test(text)) return safeHref(text);
  return /^[^\s/@]+@[^\s/@]+\.[^\s/@]+$/.test(text) ? safeHref(`mailto:${text}`) : safeHref(`https://${text}`);
}

/** Everything that the tree holds at any depth, in reading order. */
export function* blocksOf(body: Body): Generator<Block> {
  for (const block of body) {
    yield block;
    if (block.kind === "bullets" || block.kind === "numbers") for (const item of block.items) yield* blocksOf(item);
    else if (block.kind === "checks") for (const item of block.items) yield* blocksOf(item.blocks);
    else if (block.kind === "table") for (const cell of block.rows.flat()) yield* blocksOf(cell.blocks);
    else if (block.kind === "quote" || block.kind === "callout") yield* blocksOf(block.blocks);
  }
}

/** The words alone, one line a block: what is searched. */
export function plainText(body: Body): string {
  const lines: string[] = [];
  for (const block of blocksOf(body)) {
    if (block.kind === "paragraph" || block.kind === "heading") lines.push(wordsOf(block.inline));
    else if (block.kind === "image" && block.alt) lines.push(block.alt);
  }
  return lines.filter((line) => line !== "").join("\n");
}

export function wordsOf(inline: readonly Inline[]): string {
  return inline.map((part) => (part.kind === "text" ? part.text : " ")).join("");
}

/** Ids of the images that the text shows, each once. */
export function imagesOf(body: Body): string[] {
  const ids = new Set<string>();
  for (const block of blocksOf(body)) if (block.kind === "image") ids.add(block.imageId);
  return [...ids];
}

/** Ids of the agenda's entries that the text shows, each once. */
export function entriesOf(body: Body): string[] {
  const ids = new Set<string>();
  for (const block of blocksOf(body)) if (block.kind === "entry") ids.add(block.entryId);
  return [...ids];
}
