import type { SourceFile } from "./files";

type Tree = { [key: string]: string | Tree };

/** The full key of every text. */
export function flatten(tree: Tree, prefix = ""): Map<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const path = prefix ? `${prefix}.${key}` : key;
    if (typeof value === "string") all.set(path, value);
    else for (const [inner, text] of flatten(value, path)) all.set(inner, text);
  }
  return all;
}

/** Both languages say the same things with the same arguments, in good typography; the code asks only for what exists. */
export function checkMessages(
  languages: { fr: Tree; en: Tree },
  refusalCodes: string[],
  sources: SourceFile[],
): string[] {
  const fr = flatten(languages.fr);
  const en = flatten(languages.en);
  const problems: string[] = [];
  for (const key of fr.keys()) if (!en.has(key)) problems.push(`messages/en.json lacks ${key}`);
  for (const key of en.keys()) if (!fr.has(key)) problems.push(`messages/fr.json lacks ${key}`);
  for (const [key, text] of fr) {
    const other = en.get(key);
    if (text.trim() === "" || other?.trim() === "") problems.push(`${key} is empty`);
    if (other !== undefined && argumentsOf(text) !== argumentsOf(other))
      problems.push(`${key} takes {${argumentsOf(text)}} in French and {${argumentsOf(other)}} in English`);
    const spaces = ordinarySpaces(text);
    if (spaces)
      problems.push(`messages/fr.json: ${key} breaks before or after “${spaces}”: a hard space belongs there`);
  }
  for (const code of refusalCodes)
    if (!fr.has(`refusal.${code}`)) problems.push(`messages/fr.json lacks refusal.${code}`);
  for (const file of sources) problems.push(...unknownKeys(file, fr));
  return problems;
}

/** The names that a text fills in, sorted; those inside the branches of a plural or a choice too. */
function argumentsOf(text: string): string {
  const names = new Set<string>();
  readText(text, 0, names);
  return [...names].sort().join(", ");
}

/** Reads text up to the brace that closes it; answers where it stopped. */
function readText(text: string, from: number, names: Set<string>): number {
  let at = from;
  while (at < text.length && text[at] !== "}") at = text[at] === "{" ? readArgument(text, at + 1, names) : at + 1;
  return at;
}

/** Reads `name}`, `name, date, …}` or `name, plural, one {…} other {…}}`. */
function readArgument(text: string, from: number, names: Set<string>): number {
  const name = /^\s*\w+/.exec(text.slice(from))?.[0] ?? "";
  names.add(name.trim());
  let at = from + name.length;
  while (at < text.length && text[at] !== "}") at = text[at] === "{" ? readText(text, at + 1, names) + 1 : at + 1;
  return at + 1;
}

/** French sets a space that must not break before these signs, and inside « ». ICU syntax uses none of them after a space. */
function ordinarySpaces(text: string): string | undefined {
  return /(?: [:;?!»])|(?:« )/.exec(text)?.[0].trim();
}

const namespaced =
  /const (\w+) = (?:await )?(?:getTranslations|useTranslations|translator)\((?:"([\w.-]+)"|\{[^}]*namespace: "([\w.-]+)"[^}]*\})\)/g;

/** Keys written out in calls of a translator that the same file made. */
function unknownKeys(file: SourceFile, known: Map<string, string>): string[] {
  const namespaces = new Map<string, Set<string>>();
  for (const [, name = "", plain, named] of file.text.matchAll(namespaced)) {
    const set = namespaces.get(name) ?? new Set();
    namespaces.set(name, set.add(plain ?? named ?? ""));
  }
  const problems: string[] = [];
  for (const [name, spaces] of namespaces) {
    for (const [, key = ""] of file.text.matchAll(
      new RegExp(`\\b${name}(?:\\.rich|\\.markup)?\\(\\s*"([\\w.-]+)"`, "g"),
    )) {
      if (![...spaces].some((space) => known.has(`${space}.${key}`)))
        problems.push(`${file.path}: ${[...spaces].join(" or ")} has no text ${key}`);
    }
  }
  return problems;
}
