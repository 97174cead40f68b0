import type { SourceFile } from "./files";

/** `T4`, `R12`: the letter says which page of docs/rules. */
const number = /[A-Z]\d+/g;

/** Every rule has a test, every test that cites one cites a real one, and every page numbers its rules upwards. */
export function checkRules(pages: SourceFile[], tests: SourceFile[]): string[] {
  const problems: string[] = [];
  const rules = new Map<string, string>();
  for (const page of pages) {
    let last = 0;
    for (const [, rule = ""] of page.text.matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)) {
      if (rules.has(rule)) problems.push(`${page.path}: ${rule} stands twice`);
      if (Number(rule.slice(1)) <= last) problems.push(`${page.path}: ${rule} follows ${last}`);
      last = Number(rule.slice(1));
      rules.set(rule, page.path);
    }
    if (last === 0) problems.push(`${page.path}: no rule is numbered`);
  }
  const cited = new Set<string>();
  for (const file of tests) {
    for (const [, prefix = ""] of file.text.matchAll(/["'`]((?:[A-Z]\d+(?:, | and |, and )?)+) · /g)) {
      for (const rule of prefix.match(number) ?? []) {
        cited.add(rule);
        if (!rules.has(rule)) problems.push(`${file.path}: a test cites ${rule}, which docs/rules does not know`);
      }
    }
  }
  for (const [rule, page] of rules) if (!cited.has(rule)) problems.push(`${page}: no test cites ${rule}`);
  return problems;
}
