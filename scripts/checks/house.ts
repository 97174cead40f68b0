// The rules of this house that no tool knows. Prints what is wrong; exit code 1 when anything is.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as permissions from "@/server/permissions";
import { filesBelow } from "./files";
import { checkMessages } from "./messages";
import { checkPermissions } from "./permissions";
import { checkRules } from "./rules";

const root = join(import.meta.dirname, "../..");
const code = ["app", "bench", "components", "db", "domain", "e2e", "messages", "scripts", "server"];
const read = (path: string) => readFileSync(join(root, path), "utf8");

const checks: Record<string, () => string[]> = {
  permissions: () =>
    checkPermissions(
      filesBelow(root, ["app"], /\.tsx?$/),
      filesBelow(root, ["server"], /\.ts$/),
      filesBelow(root, ["domain"], /\.ts$/),
      permissions,
    ),
  rules: () =>
    checkRules(
      filesBelow(root, ["docs/rules"], /\.md$/),
      filesBelow(
        root,
        code.filter((folder) => folder !== "scripts"),
        /\.(test|spec)\.tsx?$/,
      ),
    ),
  messages: () =>
    checkMessages(
      { fr: JSON.parse(read("messages/fr.json")), en: JSON.parse(read("messages/en.json")) },
      refusalCodes(),
      filesBelow(root, ["app", "components", "server", "domain"], /(?<!\.test)\.tsx?$/),
    ),
  "reserved slugs": reservedSlugs,
  "long files": () =>
    filesBelow(root, code, /\.(tsx?|mjs|css)$/)
      .filter(({ path }) => path !== "db/schema.ts")
      .filter(({ text }) => text.split("\n").length > 401)
      .map(({ path, text }) => `${path} has ${text.split("\n").length} lines: two things may live in it`),
};

/** The codes that a use case may refuse with, as domain/kernel/result.ts lists them. */
function refusalCodes(): string[] {
  const union = /type RefusalCode =([^;]*);/.exec(read("domain/kernel/result.ts"))?.[1] ?? "";
  return [...union.matchAll(/"(\w+)"/g)].map((match) => match[1] ?? "");
}

/** A coalition must not take the name of a page of ours. */
function reservedSlugs(): string[] {
  const holder = filesBelow(root, ["domain/coalition"], /\.ts$/).find(({ text }) =>
    text.includes("export const reservedSlugs"),
  );
  if (!holder) return ["no file of domain/coalition exports reservedSlugs"];
  const list = /reservedSlugs[^=]*= \[([^\]]*)\]/.exec(holder.text)?.[1] ?? "";
  const reserved = new Set([...list.matchAll(/"([^"]+)"/g)].map((match) => match[1]));
  const folders = [".", "[locale]", "[locale]/(public)", "[locale]/(work)", "[locale]/(national)"]
    .map((folder) => join(root, "app", folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && !/^[[(_]/.test(entry.name))
    .map((entry) => entry.name);
  // Served by server/main.ts, or by Next from its own names and from public/.
  const others = ["sante", "collab", "socket.io", "_next", "fr", "en", ...readdirSync(join(root, "public"))];
  return [...new Set([...folders, ...others])]
    .filter((name) => name !== "i18n" && /^[a-z0-9-]+$/.test(name) && !reserved.has(name))
    .map((name) => `${holder.path}: a coalition could take the name ${name}`);
}

let wrong = 0;
for (const [name, check] of Object.entries(checks)) {
  const problems = check();
  wrong += problems.length;
  if (problems.length) console.log(`${name}:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
}
process.exit(wrong ? 1 : 0);
