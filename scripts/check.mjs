// Everything that can be said of the code without running it; the first failure stops the rest.
import { spawnSync } from "node:child_process";

/** @type {[string, string[]][]} */
const steps = [
  ["biome", ["check", "."]],
  ["tsc", ["--noEmit"]],
  ["depcruise", ["--config", ".dependency-cruiser.cjs", "app", "components", "db", "domain", "server"]],
];
for (const [tool, args] of steps) {
  const { status } = spawnSync(`node_modules/.bin/${tool}`, args, { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
