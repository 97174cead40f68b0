import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readEnv } from "@/server/env";
import { startServer } from "@/server/main";
import { stopOnSignals } from "@/server/run";
import { demoSecrets } from "./secrets";

/** The demo, and development: the same server with its own secrets and invented data. The caller holds DATA_DIR's lock. */
export async function serveDemo(mode: "demo" | "development", say: (line: string) => void): Promise<void> {
  const dataDir = process.env.DATA_DIR || ".data";
  const port = process.env.PORT || "3000";
  const env = readEnv({
    ORIGIN: `http://localhost:${port}`,
    ...process.env,
    ...(await demoSecrets(dataDir)),
    DATA_DIR: dataDir,
    MODE: mode,
  });
  say("Opening the database …");
  const server = await startServer(env, async () => undefined);
  stopOnSignals(() => server.stop());
  const told = { origin: env.ORIGIN.origin };
  await writeFile(join(dataDir, "demo.json.new"), `${JSON.stringify(told, null, 2)}\n`, { mode: 0o600 });
  await rename(join(dataDir, "demo.json.new"), join(dataDir, "demo.json"));
  say(`Cortège is at ${env.ORIGIN.origin}`);
}
