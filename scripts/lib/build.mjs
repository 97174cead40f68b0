// The production build: pages by Next, server by esbuild, and a stamp that says of which sources.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { Failure, say } from "./say.mjs";

const sources = ["app", "components", "db", "domain", "messages", "public", "server"];
const settings = [
  "next.config.ts",
  "package-lock.json",
  "package.json",
  "postcss.config.mjs",
  "scripts/lib/build.mjs",
  "tsconfig.json",
];

/**
 * Builds unless the build at hand is of these very sources.
 * @param {string} root @param {ReturnType<typeof import("./children.mjs").keeperOf>} keeper
 */
export async function ensureBuilt(root, keeper) {
  const dist = join(root, "dist");
  const stamp = join(dist, "built");
  const hash = hashOf(root);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash && existsSync(join(root, ".next/BUILD_ID"))) return;
  // Whatever happens from here on, a build that was not finished is not taken for one.
  rmSync(stamp, { force: true });
  say("Building the pages (about half a minute) …");
  // Types that the development server left behind describe pages that may be gone.
  rmSync(join(root, ".next/dev"), { recursive: true, force: true });
  const { code, output } = await keeper.run([join(root, "node_modules/next/dist/bin/next"), "build"], {
    env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    quiet: true,
  });
  if (code !== 0) throw new Failure(`The pages could not be built:\n${output}`);
  say("Building the server …");
  await buildServer(root, dist);
  writeFileSync(`${stamp}.new`, hash);
  renameSync(`${stamp}.new`, stamp);
}

/** @param {string} root @param {string} dist */
async function buildServer(root, dist) {
  const { build } = await import("esbuild");
  for (const name of readdirSync(dist)) if (name.endsWith(".js")) rmSync(join(dist, name));
  await build({
    absWorkingDir: root,
    entryPoints: { serve: "server/serve.ts", demo: "server/demo/serve.ts" },
    outdir: dist,
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    logLevel: "warning",
  });
}

/** @param {string} root */
function hashOf(root) {
  const hash = createHash("sha256").update(`${process.version} ${process.platform} ${process.arch}`);
  for (const file of [
    ...settings.map((name) => join(root, name)),
    ...sources.flatMap((name) => filesBelow(join(root, name))),
  ]) {
    hash.update(`\0${relative(root, file)}\0`).update(existsSync(file) ? readFileSync(file) : "");
  }
  return hash.digest("hex");
}

/** @param {string} folder @returns {string[]} */
function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
