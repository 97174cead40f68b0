import { expect, test } from "vitest";
import type { Inline } from "./body";
import { cutAtQuotes, type Quoted } from "./quoted";

const text = (words: string, marks: ("bold" | "italic")[] = []): Inline => ({
  kind: "text",
  text: words,
  marks,
  href: null,
});
const cut = (inline: Inline[], ...quotes: string[]) => {
  const waiting = new Set<Quoted>(quotes.map((quote) => ({ thread: quote, quote })));
  const parts = cutAtQuotes(inline, waiting).map(({ part, thread }) => [
    part.kind === "text" ? part.text : "↵",
    thread,
  ]);
  return { parts, left: [...waiting].map(({ quote }) => quote) };
};

test("P16 · the words of a thread are found across marks and line breaks, in the first block that has them", () => {
  const inline = [text("Rendez-vous "), text("à\u00a0Arras", ["bold"]), { kind: "break" } as const, text("samedi.")];
  expect(cut(inline, "vous à Arras sam", "", "dimanche")).toEqual({
    parts: [
      ["Rendez-", null],
      ["vous ", "vous à Arras sam"],
      ["à\u00a0Arras", "vous à Arras sam"],
      ["↵", "vous à Arras sam"],
      ["sam", "vous à Arras sam"],
      ["edi.", null],
    ],
    left: ["", "dimanche"],
  });
});

test("P16 · of threads that speak of the same words the first one is shown there; nothing is lost or said twice", () => {
  const { parts, left } = cut(
    [text("un deux trois quatre")],
    "deux trois",
    "trois quatre",
    "quatre",
    "un deux trois quatre",
  );
  expect(parts).toEqual([
    ["un ", null],
    ["deux trois", "deux trois"],
    [" ", null],
    ["quatre", "quatre"],
  ]);
  expect(left).toEqual([]);
  expect(cut([text("un")], "deux").parts).toEqual([["un", null]]);
});
