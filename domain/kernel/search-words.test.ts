import fc from "fast-check";
import { expect, test } from "vitest";
import { excerpt, fold, searchWords } from "./search-words";

test("C20 · accents, case, hyphens and apostrophes make no difference", () => {
  expect(searchWords("  L’Été à Saint-Étienne, ŒUVRE ")).toEqual(["l", "ete", "a", "saint", "etienne", "oeuvre"]);
  expect(searchWords("%_\\ '\"<>")).toEqual([]);
  expect(searchWords("a b c d e f g h")).toHaveLength(6);
  expect(searchWords(`${"x".repeat(300)} y`)).toEqual(["x".repeat(40)]);
});

test("C20 · an excerpt shows the word where it stands, in its own letters", () => {
  const text = `${"bla ".repeat(60)}réunion à l’École ${"bla ".repeat(60)}`;
  expect(excerpt(text, ["ecole"])).toContain("l’École");
  expect(excerpt(text, ["ecole"]).length).toBeLessThan(130);
  expect(excerpt("Court.", ["absent"])).toBe("Court.");
});

test("C20 · whatever the text, an excerpt is a piece of it that holds the word", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), fc.nat(), (text, at) => {
      const words = searchWords(text);
      const word = words[at % Math.max(1, words.length)] ?? "";
      const piece = excerpt(text, [word]);
      if (word !== "" && fold(text.replace(/\s+/g, " ").trim()).includes(word)) expect(fold(piece)).toContain(word);
    }),
  );
});
