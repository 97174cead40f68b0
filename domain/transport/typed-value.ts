/**
 * What becomes of something typed in a field that somebody else may have changed meanwhile. `base` is what the field
 * held when typing began, `mine` what was typed, `theirs` what it holds now.
 */
export type Settled =
  /** Nothing to write: nothing was changed, or both wrote the same. */
  | { readonly kind: "same" }
  | { readonly kind: "write"; readonly value: string }
  /** Both changed it: the person sees both and picks. */
  | { readonly kind: "pick"; readonly mine: string; readonly theirs: string };

/** For a plain value (a number, a time, a place): one or the other, never a mixture. */
export function settleValue(base: string, mine: string, theirs: string): Settled {
  if (mine === base || mine === theirs) return { kind: "same" };
  return theirs === base ? { kind: "write", value: mine } : { kind: "pick", mine, theirs };
}

/** For a text: two changes in different places are both kept; only where they meet must the person pick. */
export function settleText(base: string, mine: string, theirs: string): Settled {
  const plain = settleValue(base, mine, theirs);
  if (plain.kind !== "pick") return plain;
  const [own, other] = [change(base, mine), change(base, theirs)];
  if (own.end < other.start)
    return { kind: "write", value: mine.slice(0, own.start + own.inserted.length) + theirs.slice(own.end) };
  if (other.end < own.start)
    return { kind: "write", value: theirs.slice(0, other.start + other.inserted.length) + mine.slice(other.end) };
  return plain;
}

/** The smallest stretch of `before` that was replaced, and by what. */
function change(before: string, after: string): { start: number; end: number; inserted: string } {
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && before[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < shortest - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  // Between the halves of one character there is no place to cut.
  if (isHigh(before[start - 1])) start -= 1;
  if (tail > 0 && isLow(before[before.length - tail])) tail -= 1;
  return { start, end: before.length - tail, inserted: after.slice(start, after.length - tail) };
}

function isHigh(unit: string | undefined): boolean {
  return unit !== undefined && unit >= "\uD800" && unit <= "\uDBFF";
}

function isLow(unit: string | undefined): boolean {
  return unit !== undefined && unit >= "\uDC00" && unit <= "\uDFFF";
}
