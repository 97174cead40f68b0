// Brings node_modules to what package-lock.json says, and only when it is not there yet.
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { Failure, say } from "./say.mjs";

/** @param {string} root @param {ReturnType<typeof import("./children.mjs").keeperOf>} keeper */
export async function ensureInstalled(root, keeper) {
  if (isInstalled(root)) return;
  say("Installing what is missing (npm ci) …");
  const { code } = await keeper.run([npmScript(), "ci", "--include=dev", "--no-audit", "--no-fund"]);
  if (code !== 0) throw new Failure("npm ci did not succeed (its words are above). Once mended, start this again.");
}

/** npm says where it is when it runs us; else it stands beside Node. */
function npmScript() {
  const beside = join(dirname(realpathSync(process.execPath)), "../lib/node_modules/npm/bin/npm-cli.js");
  const found = [process.env.npm_execpath, beside, "/usr/share/nodejs/npm/bin/npm-cli.js"].find(
    (path) => path && existsSync(path),
  );
  if (found) return found;
  throw new Failure("npm was not found. Run: npm ci");
}

/**
 * npm writes node_modules/.package-lock.json when it has finished; a killed install has none, an older one differs, and
 * a folder half removed lacks packages that the file names.
 * @param {string} root
 */
function isInstalled(root) {
  const wanted = packagesOf(join(root, "package-lock.json"));
  const present = packagesOf(join(root, "node_modules/.package-lock.json"));
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "" || entry.optional || entry.link) return true;
    return present[path]?.version === entry.version && existsSync(join(root, path, "package.json"));
  });
}

/** @param {string} file @returns {Record<string, {version?: string, optional?: boolean, link?: boolean}>} */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return {};
  }
}

/** Older ones fail later, in words that do not say why. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Failure(`Cortège needs Node 20.19 or newer; this is ${process.version}. See https://nodejs.org/`);
}
