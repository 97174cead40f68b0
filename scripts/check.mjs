// npm run check: everything that can be said of the code without running the product.
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { prepare } from "./lib/prepare.mjs";
import { runScript } from "./lib/say.mjs";

const root = join(import.meta.dirname, "..");
const bin = (/** @type {string} */ path) => join("node_modules", path);

/** Longest first: two run at a time. @type {[string, string[]][]} */
const steps = [
  ["types", [bin("typescript/bin/tsc"), "--noEmit"]],
  ["imports", ["--import", "tsx", "scripts/checks/imports.ts"]],
  ["dead code", [bin("knip/bin/knip.js"), "--no-progress", "--treat-config-hints-as-errors"]],
  ["database types", ["--import", "tsx", "db/generate-types.ts", "--check"]],
  ["format and lint", [bin("@biomejs/biome/bin/biome"), "check", "--error-on-warnings", "."]],
  ["house rules", ["--import", "tsx", "scripts/checks/house.ts"]],
];

/** @param {string[]} args @returns {Promise<{ok: boolean, output: string}>} */
function run(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const hear = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString();
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("error", (error) => resolve({ ok: false, output: String(error) }));
    child.once("close", (code) => resolve({ ok: code === 0, output }));
  });
}

/** Runs every step, tells each as it ends, and answers how many held. @returns {Promise<{passed: number, failed: number}>} */
export async function runChecks() {
  // What an older build wrote of pages that have moved since would be held against the code.
  for (const old of [".next/types", ".next/dev/types"]) rmSync(join(root, old), { recursive: true, force: true });
  const waiting = [...steps];
  let failed = 0;
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const [name, args] = step;
      const begun = Date.now();
      const { ok, output } = await run(args);
      console.log(`${ok ? "✓" : "✗"} ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
      if (!ok) console.log(output.trim());
      if (!ok) failed += 1;
    }
  };
  await Promise.all([worker(), worker()]);
  return { passed: steps.length - failed, failed };
}

if (process.argv[1] === import.meta.filename) {
  runScript(async () => {
    await prepare(root, { build: false });
    const { failed } = await runChecks();
    process.exit(failed ? 1 : 0);
  });
}
