// npm start: Cortège for real use. Builds when stale, reads its settings from the environment, starts.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { prepare } from "./lib/prepare.mjs";
import { runScript } from "./lib/say.mjs";

const root = join(import.meta.dirname, "..");

runScript(async () => {
  process.chdir(root);
  await prepare(root, { build: true });
  Object.assign(process.env, { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" });
  /** @type {typeof import("../server/serve")} */
  const { serve } = await import(pathToFileURL(join(root, "dist/serve.js")).href);
  await serve();
});
