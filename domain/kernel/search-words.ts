const most = { words: 6, letters: 40 };

/** As people type: without accents, case, hyphens or apostrophes. The same as `folded` in SQL. */
export function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .replace(/['’-]/g, " ");
}

/** What somebody looks for, word by word; none where there is nothing to look for. */
export function searchWords(text: string): string[] {
  const words = fold(text.slice(0, 200))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  return [...new Set(words)].slice(0, most.words).map((word) => word.slice(0, most.letters));
}

/** A stretch of `text` around the first word found in it, cut at blanks; from its beginning where none is. */
export function excerpt(text: string, words: readonly string[], length = 120): string {
  const flat = text.replace(/\s+/g, " ").trim();
  // Letter by letter, since folding may lengthen one.
  const starts: number[] = [];
  let folded = "";
  for (const [index, letter] of [...flat].entries()) {
    const part = fold(letter);
    for (let n = 0; n < part.length; n++) starts.push(index);
    folded += part;
  }
  const letters = [...flat];
  const at = Math.min(...words.map((word) => folded.indexOf(word)).filter((index) => index >= 0));
  const hit = Number.isFinite(at) ? (starts[at] ?? 0) : 0;
  let from = Math.max(0, hit - Math.floor(length / 3));
  if (from > 0) from = Math.min(hit, letters.indexOf(" ", from) + 1 || from);
  let to = Math.min(letters.length, from + length);
  if (to < letters.length) to = Math.max(hit + 1, letters.lastIndexOf(" ", to));
  return `${from > 0 ? "… " : ""}${letters.slice(from, to).join("").trim()}${to < letters.length ? " …" : ""}`;
}
