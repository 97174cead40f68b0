import { expect, test } from "vitest";
import { blocksOf } from "./body";
import { readPresentation } from "./presentation";

const kinds = (text: string) => readPresentation(text).map((block) => block.kind);
const levels = (text: string) =>
  [...blocksOf(readPresentation(text))].flatMap((block) => (block.kind === "heading" ? [block.level] : []));

test("B41 · headings, bold, italic, lists and links are shown; of all else, the words alone", () => {
  expect(kinds("# Nous\n\nUn *texte*.\n\n- un\n- deux\n\n1. d’abord")).toEqual([
    "heading",
    "paragraph",
    "bullets",
    "numbers",
  ]);
  expect(kinds("> cité\n\n---\n\n| a | b |\n| --- | --- |\n| c | d |\n\n![plan](https://example.org/x.png)")).toEqual([
    "paragraph",
    "paragraph",
    "paragraph",
    "paragraph",
    "paragraph",
    "paragraph",
  ]);
  expect(kinds("- [ ] à faire\n- [x] fait")).toEqual(["bullets"]);
  expect(readPresentation("`code` et **gras**")).toEqual([
    {
      kind: "paragraph",
      inline: [
        { kind: "text", text: "code", marks: [], href: null },
        { kind: "text", text: " et ", marks: [], href: null },
        { kind: "text", text: "gras", marks: ["bold"], href: null },
      ],
    },
  ]);
});

test("B41 · headings begin below the title of their section, whatever was typed", () => {
  expect(levels("# Un\n\n## Deux\n\n### Trois")).toEqual([2, 3, 3]);
  expect(levels("Avant.\n\n### Trois\n\n# Un")).toEqual([2, 2]);
  expect(levels("Avant.\n\n## Deux\n\n### Trois")).toEqual([2, 3]);
});

test("B41 · an address that is not of the web, of mail or of a telephone is words", () => {
  const hrefs = (text: string) =>
    [...blocksOf(readPresentation(text))].flatMap((block) =>
      block.kind === "paragraph" ? block.inline.map((part) => (part.kind === "text" ? part.href : null)) : [],
    );
  expect(hrefs("[a](https://example.org/)")).toEqual(["https://example.org/"]);
  expect(hrefs("[a](tel:+33123456789)")).toEqual(["tel:+33123456789"]);
  for (const bad of ["javascript:alert(1)", "data:text/html,x", "//example.org", "vbscript:x"])
    expect(hrefs(`[a](${bad})`), bad).toEqual([null]);
});
