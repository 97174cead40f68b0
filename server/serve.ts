import { readEnv } from "./env";
import { startServer } from "./main";
import { stopOnSignals } from "./run";

/** For real use: every setting comes from the environment. */
export async function serve(): Promise<void> {
  const server = await startServer(readEnv({ ...process.env, MODE: "production" }));
  stopOnSignals(() => server.stop());
}
