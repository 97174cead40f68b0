// npm run dev: the demo's server from the sources. Next reloads pages; this restarts the server when its files change.
import { spawn } from "node:child_process";
import { watch } from "node:fs";
import { join, resolve } from "node:path";
import { lockFolder } from "./lib/data-lock.mjs";
import { prepare } from "./lib/prepare.mjs";
import { runScript, say } from "./lib/say.mjs";

const root = join(import.meta.dirname, "..");
const watched = ["db", "domain", "messages", "server"];

runScript(async () => {
  process.chdir(root);
  process.on("exit", lockFolder(resolve(process.env.DATA_DIR || ".data"), "npm run dev"));
  await prepare(root, { build: false });

  /** @type {import("node:child_process").ChildProcess | undefined} */
  let child;
  let wanted = true;
  const start = () => {
    child = spawn(process.execPath, ["--import", "tsx", "server/demo/develop.ts"], {
      stdio: "inherit",
      env: { ...process.env, NODE_ENV: "development", NEXT_TELEMETRY_DISABLED: "1" },
    });
    child.once("exit", (code) => {
      child = undefined;
      if (!wanted) process.exit(0);
      if (restarting) start();
      else say(`The server ended (${code}). It starts again when a file changes.`);
      restarting = false;
    });
  };
  let restarting = false;
  const restart = () => {
    if (restarting) return;
    say("The server's files changed: starting again …");
    if (!child) return start();
    restarting = true;
    child.kill("SIGTERM");
  };
  /** @type {NodeJS.Timeout | undefined} */
  let soon;
  for (const folder of watched) {
    watch(folder, { recursive: true }, (_event, name) => {
      if (!name || /\.test\.tsx?$|~$|\.sw.$/.test(name)) return;
      clearTimeout(soon);
      soon = setTimeout(restart, 150);
    });
  }
  const end = () => {
    wanted = false;
    if (child) child.kill("SIGTERM");
    else process.exit(0);
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
  start();
});
