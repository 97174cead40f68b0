// npm run demo: from a fresh clone to a running Cortège with invented data. Needs nothing but Node.
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { lockFolder } from "./lib/data-lock.mjs";
import { prepare } from "./lib/prepare.mjs";
import { runScript, say } from "./lib/say.mjs";

const root = join(import.meta.dirname, "..");

runScript(async () => {
  process.chdir(root);
  const release = lockFolder(resolve(process.env.DATA_DIR || ".data"), "npm run demo");
  process.on("exit", release);
  await prepare(root, { build: true });
  Object.assign(process.env, { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" });
  process.env.LOG_LEVEL ||= "warn";
  // One process: what stops it, stops the server.
  /** @type {typeof import("../server/demo/serve")} */
  const { serveDemo } = await import(pathToFileURL(join(root, "dist/demo.js")).href);
  await serveDemo("demo", say);
});
