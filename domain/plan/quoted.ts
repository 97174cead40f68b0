import type { Inline } from "./body";

/** Words that a thread speaks of, as `quoteOf` writes them. */
export type Quoted = { readonly thread: string; readonly quote: string };
type Thread = { readonly id: string; readonly quote: string; readonly anchored: boolean; readonly resolved: boolean };

/** The words that open threads speak of, where they still stand. */
export function quotedWords(threads: readonly Thread[]): Quoted[] {
  return threads.flatMap(({ id, quote, anchored, resolved }) => (anchored && !resolved ? [{ thread: id, quote }] : []));
}

export type QuotedPart = { readonly part: Inline; readonly thread: string | null };

/**
 * The words of a block cut where threads speak of them. Each thread speaks of the first place where its words stand in one
 * block: what is found here is taken out of `waiting`.
 */
export function cutAtQuotes(inline: readonly Inline[], waiting: Set<Quoted>): QuotedPart[] {
  // A sign for each sign, so that places in the words are places in the parts.
  const words = inline.map((part) => (part.kind === "text" ? part.text.replace(/\s/gu, " ") : " ")).join("");
  const ranges: { from: number; to: number; thread: string }[] = [];
  for (const quoted of waiting) {
    const from = quoted.quote === "" ? -1 : words.indexOf(quoted.quote);
    if (from === -1) continue;
    waiting.delete(quoted);
    const to = from + quoted.quote.length;
    if (ranges.every((range) => to <= range.from || from >= range.to)) ranges.push({ from, to, thread: quoted.thread });
  }
  if (ranges.length === 0) return inline.map((part) => ({ part, thread: null }));
  const cut: QuotedPart[] = [];
  let start = 0;
  for (const part of inline) {
    const end = start + (part.kind === "text" ? part.text.length : 1);
    for (let at = start; at < end; ) {
      const inside = ranges.find(({ from, to }) => from <= at && at < to);
      const ahead = ranges.map(({ from }) => from).filter((from) => from > at);
      const until = Math.min(end, inside?.to ?? end, ...ahead);
      const piece = part.kind === "text" ? { ...part, text: part.text.slice(at - start, until - start) } : part;
      cut.push({ part: piece, thread: inside?.thread ?? null });
      at = until;
    }
    start = end;
  }
  return cut;
}
