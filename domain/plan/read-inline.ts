import { type Inline, type Mark, marks, planLimits, safeHref } from "./body";

/** Beyond this, a paragraph is words alone: looking for the end of each sign would take too long. */
const longest = 20_000;
const signs: readonly (readonly [sign: string, mark: Mark])[] = [
  ["**", "bold"],
  ["__", "bold"],
  ["~~", "strike"],
  ["*", "italic"],
  ["_", "italic"],
];

/** The words of a line or paragraph with their marks and links. */
export function readInline(text: string): Inline[] {
  if (text.length > longest) return [{ kind: "text", text, marks: [], href: null }];
  return scan(text, new Set(), null);
}

function scan(text: string, on: ReadonlySet<Mark>, href: string | null): Inline[] {
  const found: Inline[] = [];
  let words = "";
  const flush = () => {
    if (words !== "") found.push({ kind: "text", text: words, marks: marks.filter((mark) => on.has(mark)), href });
    words = "";
  };
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at, at + 2);
    if (/^\\[\\`*_[\]<>~|#+.)-]/.test(rest)) {
      words += rest[1] ?? "";
      at += 2;
      continue;
    }
    const line = /^(?:\\| {2,})?\n/.exec(text.slice(at, at + 8));
    if (line !== null) {
      if (line[0].length > 1) {
        flush();
        found.push({ kind: "break" });
      } else words += " ";
      at += line[0].length;
      continue;
    }
    const inner = codeAt(text, at) ?? linkAt(text, at, href) ?? markAt(text, at, on);
    if (inner === null) {
      words += text[at] ?? "";
      at++;
      continue;
    }
    flush();
    const { from, to, end, mark = null, target = href } = inner;
    const marked = mark === null ? on : new Set([...on, mark]);
    if (mark === "code")
      found.push({ kind: "text", text: text.slice(from, to), marks: marks.filter((each) => marked.has(each)), href });
    else found.push(...scan(text.slice(from, to), marked, target));
    at = end;
  }
  flush();
  return found;
}

/** What lies between two signs, and where to go on. */
type Inner = { from: number; to: number; end: number; mark?: Mark; target?: string | null };

function codeAt(text: string, at: number): Inner | null {
  if (text[at] !== "`") return null;
  const to = text.indexOf("`", at + 1);
  return to > at + 1 ? { from: at + 1, to, end: to + 1, mark: "code" } : null;
}

function linkAt(text: string, at: number, href: string | null): Inner | null {
  if (href !== null) return null;
  const open = text[at] === "!" ? at + 1 : at;
  if (text[open] === "[") {
    const to = text.indexOf("](", open);
    const end = to === -1 ? -1 : closing(text, to + 2);
    if (end === -1 || to === open + 1) return null;
    return { from: open + 1, to, end: end + 1, target: safeHref(text.slice(to + 2, end).split(/\s/)[0]) };
  }
  if (text[at] !== "<") return null;
  const to = text.indexOf(">", at);
  const target = to === -1 ? null : safeHref(text.slice(at + 1, to));
  return target === null ? null : { from: at + 1, to, end: to + 1, target };
}

/** Where the bracket closes that was opened before `from`; -1 where it does not. */
function closing(text: string, from: number): number {
  let open = 1;
  for (let at = from; at < text.length && at < from + planLimits.href; at++) {
    if (text[at] === "(") open++;
    else if (text[at] === ")" && --open === 0) return at;
  }
  return -1;
}

function markAt(text: string, at: number, on: ReadonlySet<Mark>): Inner | null {
  for (const [sign, mark] of signs) {
    if (!text.startsWith(sign, at) || on.has(mark)) continue;
    const from = at + sign.length;
    // « snake_case » and « 2 * 3 » are no signs.
    if (/\s/.test(text[from] ?? " ") || (sign.startsWith("_") && /[\p{L}\p{N}]/u.test(text[at - 1] ?? ""))) continue;
    let to = text.indexOf(sign, from + 1);
    // The longer sign is not the end of the shorter one.
    while (
      to !== -1 &&
      (/\s/.test(text[to - 1] ?? "") || text[to - 1] === "\\" || (sign.length === 1 && text[to + 1] === sign))
    )
      to = text.indexOf(sign, to + (text[to + 1] === sign ? 2 : 1));
    if (to !== -1) return { from, to, end: to + sign.length, mark };
  }
  return null;
}
