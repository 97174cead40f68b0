// Brings node_modules to what package-lock.json says, and only when it is not there yet.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Failure, say } from "./say.mjs";

/** @param {string} root */
export function ensureInstalled(root) {
  checkNode();
  if (isInstalled(root)) return;
  say("Installing what is missing (npm ci) …");
  const npm = process.env.npm_execpath;
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund"];
  const { status, signal } = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: "inherit" })
    : spawnSync("npm", args, { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
  if (signal) process.kill(process.pid, signal);
  if (status !== 0) throw new Failure("npm ci did not succeed (its words are above). Once mended, start this again.");
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

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Failure(`Cortège needs Node 20.19 or newer; this is ${process.version}. See https://nodejs.org/`);
}
