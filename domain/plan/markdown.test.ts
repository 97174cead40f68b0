import { expect, test } from "vitest";
import { type Body, plainText } from "./body";
import { readMarkdown } from "./read-markdown";
import { hostileTexts } from "./testing-hostile";
import { writeMarkdown } from "./write-markdown";

const id = "5f0e7c0a-4c53-4d3e-9a52-0d3f4f1c2b11";
const places = { imageHref: (image: string) => `https://cortege.example.org/i/${image}`, entryWords: () => "Tractage" };
const imageIdOf = (href: string) => /\/i\/([\da-f-]{36})$/.exec(href)?.[1] ?? null;
const text = (words: string, marks: ("bold" | "italic" | "strike" | "code")[] = [], href: string | null = null) =>
  ({ kind: "text", text: words, marks, href }) as const;
const paragraph = (...inline: ReturnType<typeof text>[]) => ({ kind: "paragraph", inline }) as const;
const cell = (words: string, header: boolean) =>
  ({ header, colspan: 1, rowspan: 1, blocks: [paragraph(text(words))] }) as const;

const body: Body = [
  { kind: "heading", level: 1, inline: [text("Préparer")] },
  paragraph(text("Dire "), text("vite", ["bold"]), text(" et "), text("bien", ["italic"]), text(".")),
  paragraph(text("barré", ["strike"]), text(" code", []), text(" "), text("x = 1", ["code"])),
  paragraph(text("Voir "), text("la page", [], "https://exemple.org/a_b"), text(" et 2 * 3 * 4, snake_case_name")),
  {
    kind: "bullets",
    items: [[paragraph(text("un")), { kind: "numbers", start: 4, items: [[paragraph(text("deux"))]] }]],
  },
  {
    kind: "checks",
    items: [
      { done: true, blocks: [paragraph(text("fait"))] },
      { done: false, blocks: [paragraph(text("à faire"))] },
    ],
  },
  {
    kind: "table",
    rows: [
      [cell("Stand", true), cell("Qui", true)],
      [cell("Vélo | eau", false), cell("Atelier", false)],
    ],
  },
  { kind: "quote", blocks: [paragraph(text("dit"))] },
  { kind: "callout", blocks: [paragraph(text("encadré"))] },
  { kind: "image", imageId: id, alt: "Une place" },
  { kind: "rule" },
  { kind: "paragraph", inline: [text("a"), { kind: "break" }, text("b")] },
];

test("P11 · what is written as Markdown is read back the same", () => {
  const written = writeMarkdown({ title: "Cap sur * Paris", body }, places);
  expect(readMarkdown(written, imageIdOf)).toEqual({ title: "Cap sur * Paris", body: merged(body) });
});

/** Neighbours without a difference are one piece. */
function merged(blocks: Body): Body {
  return JSON.parse(
    JSON.stringify(blocks).replace(
      '{"kind":"text","text":" code","marks":[],"href":null},{"kind":"text","text":" ","marks":[],"href":null}',
      '{"kind":"text","text":" code ","marks":[],"href":null}',
    ),
  );
}

test("P11 · Markdown of other programs is read as it is meant; what is no Markdown stays words", () => {
  const read = readMarkdown(
    "Intro\r\nsuite\n\n* a\n* b\n    1. c\n\n1) d\n\n```\nif x\n```\n\nTitre\n<b>gras</b> [x](javascript:alert(1)) <https://exemple.org>",
    () => null,
  );
  expect(read.title).toBeNull();
  expect(read.body.map(({ kind }) => kind)).toEqual(["paragraph", "bullets", "numbers", "paragraph", "paragraph"]);
  expect(plainText(read.body)).toBe("Intro suite\na\nb\nc\nd\nif x\nTitre <b>gras</b> x https://exemple.org");
  expect(JSON.stringify(read.body)).not.toContain("javascript");
});

test("P1, P11 · hostile and endless texts are read in no time, and come back as the words they were", () => {
  for (const words of hostileTexts) {
    const plain = words.replace(/\s+/g, " ").trim();
    if (plain === "" || plain.includes("\ufeff") || plain.includes("\0")) continue;
    const written = writeMarkdown({ title: "t", body: [paragraph(text(plain))] }, places);
    expect(plainText(readMarkdown(written, imageIdOf).body), words).toBe(plain);
  }
  const began = performance.now();
  for (const piece of ["*", "**a", "[", "> ", "- ", "  - ", "`", "|", "_", "<", "!["])
    readMarkdown(piece.repeat(200_000 / piece.length), () => null);
  readMarkdown(Array.from({ length: 5000 }, (_, at) => `${" ".repeat(at % 60)}- x`).join("\n"), () => null);
  expect(performance.now() - began).toBeLessThan(5000);
});
