// npm run test:kill: the rooms' server is killed in mid-edit 20 times on each engine; a number says how often instead.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { prepare } from "./lib/prepare.mjs";
import { runScript } from "./lib/say.mjs";

const root = join(import.meta.dirname, "..");

runScript(async () => {
  process.chdir(root);
  await prepare(root, { build: false });
  const args = [join(root, "node_modules/vitest/vitest.mjs"), "run", "server/realtime/kill.test.ts"];
  const { status } = spawnSync(process.execPath, args, {
    stdio: "inherit",
    env: { ...process.env, KILL_ROUNDS: process.argv[2] ?? "20" },
  });
  process.exit(status ?? 1);
});
