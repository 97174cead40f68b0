import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { systemClock } from "@/domain/kernel/clock";
import { demoRoles } from "@/server/account/demo-links";
import { createVault } from "@/server/crypto";
import { readEnv } from "@/server/env";
import { type CortegeServer, startServer } from "@/server/main";
import { stopOnSignals } from "@/server/run";
import { demoAccounts } from "./demo-data";
import { demoCoalitions, loadDemo } from "./load";
import { demoSecrets } from "./secrets";

/** The demo, and development: the same server with its own secrets and invented data. The caller holds DATA_DIR's lock. */
export async function serveDemo(mode: "demo" | "development", say: (line: string) => void): Promise<void> {
  const dataDir = process.env.DATA_DIR || ".data";
  const port = process.env.PORT || "3000";
  const env = readEnv({
    ...process.env,
    ORIGIN: process.env.ORIGIN || `http://localhost:${port}`,
    ...(await demoSecrets(dataDir)),
    DATA_DIR: dataDir,
    MODE: mode,
  });
  // Its links went with the process that made them.
  await rm(join(dataDir, "demo.json"), { force: true });
  say("Opening the database …");
  const server = await startServer(env, async ({ database }) => {
    say("Loading the demo data …");
    await loadDemo({ db: database.db, clock: systemClock, vault: createVault(env.AUTH_SECRET, env.DATA_KEY) });
  });
  stopOnSignals(() => server.stop());
  const told = await whatIsThere(server, env.ORIGIN.origin);
  await writeFile(join(dataDir, "demo.json.new"), `${JSON.stringify(told, null, 2)}\n`, { mode: 0o600 });
  await rename(join(dataDir, "demo.json.new"), join(dataDir, "demo.json"));
  say(`Public page:  ${told.coalitions[0]?.publicUrl ?? told.origin}`);
  for (const role of demoRoles) say(`${`Sign in, ${role}:`.padEnd(23)}${told.signIn?.[role] ?? ""}`);
  say(`Mailbox:      ${told.mailbox}`);
  say(`Cortège is at ${told.origin}`);
}

/** What tools and tests read in DATA_DIR/demo.json: where things are, and links that enter once. */
async function whatIsThere({ database, services }: CortegeServer, origin: string) {
  const coalitions = await demoCoalitions(database.db);
  const { demo } = services;
  return {
    origin,
    coalitions: coalitions.map(({ slug, room }) => ({
      slug,
      publicUrl: `${origin}/${slug}`,
      rooms: { transport: room },
    })),
    signIn:
      demo &&
      Object.fromEntries(demoRoles.map((role) => [role, origin + demo.links.issue(role, demoAccounts[role].email)])),
    mailbox: `${origin}/boite-demo`,
  };
}
