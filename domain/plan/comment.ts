export const commentLimits = { body: 2000, quote: 300, anchor: 400, threads: 200, comments: 100 } as const;

/** Where a thread stands on its page. */
export function threadId(id: string): string {
  return `fil-${id}`;
}

/** One line of words, as they are quoted. */
export function quoteOf(words: string): string {
  return words.replace(/\s+/gu, " ").trim().slice(0, commentLimits.quote);
}

/** Whether the quoted words still stand in the text. */
export function standsIn(text: string, quote: string): boolean {
  return quote === "" || text.replace(/\s+/gu, " ").includes(quote);
}

/** Who is named after an « @ », by the roster's names, the longest that fits. */
export function namedIn<T extends { readonly name: string }>(body: string, people: readonly T[]): T[] {
  const byLength = [...people].sort((a, b) => b.name.length - a.name.length);
  const found = new Set<T>();
  for (let at = body.indexOf("@"); at !== -1; at = body.indexOf("@", at + 1)) {
    const rest = body.slice(at + 1).toLocaleLowerCase("fr");
    const person = byLength.find(
      ({ name }) =>
        name !== "" && rest.startsWith(name.toLocaleLowerCase("fr")) && !/^[\p{L}\p{N}]/u.test(rest.slice(name.length)),
    );
    if (person) found.add(person);
  }
  return [...found];
}

/** A comment cut where somebody is named, so that the name can be shown as one. */
export function cutAtNames(body: string, names: readonly string[]): { text: string; isName: boolean }[] {
  const signs = [...names].sort((a, b) => b.length - a.length).map((name) => `@${name}`.toLocaleLowerCase("fr"));
  const lower = body.toLocaleLowerCase("fr");
  const parts: { text: string; isName: boolean }[] = [];
  let from = 0;
  for (let at = lower.indexOf("@"); at !== -1; at = lower.indexOf("@", Math.max(at + 1, from))) {
    const sign = signs.find((each) => lower.startsWith(each, at));
    if (sign === undefined) continue;
    if (at > from) parts.push({ text: body.slice(from, at), isName: false });
    parts.push({ text: body.slice(at, at + sign.length), isName: true });
    from = at + sign.length;
  }
  if (from < body.length) parts.push({ text: body.slice(from), isName: false });
  return parts;
}
