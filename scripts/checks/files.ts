import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

export type SourceFile = { path: string; text: string };

/** The files below these folders of `root` whose path matches, with paths as the repository writes them. */
export function filesBelow(root: string, folders: string[], pattern: RegExp): SourceFile[] {
  return folders
    .map((folder) => join(root, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((path) => pattern.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}
