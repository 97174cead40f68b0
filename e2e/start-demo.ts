import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "@playwright/test";
import { freePort } from "@/db/testing/free-port";
import { startPostgres } from "@/db/testing/postgres";
import { demo, roles, stateOf } from "./fixtures";

/** Starts what `npm run demo` starts, on real Postgres, a free port and a folder of its own; answers with how to end it. */
export default async function startDemo(): Promise<() => Promise<void>> {
  const cluster = await startPostgres();
  await cluster.run("create database demo");
  const dataDir = await mkdtemp(join(tmpdir(), "cortege-e2e-"));
  const port = await freePort();
  const server = spawn(process.execPath, ["scripts/demo.mjs"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      DATABASE_URL: cluster.url("demo"),
      DATA_DIR: dataDir,
      PORT: String(port),
      ORIGIN: "",
      LOG_LEVEL: "trace",
    },
  });
  // All that the server says is kept: a test looks for what it must never say.
  const said = createWriteStream(join(dataDir, "server.log"));
  server.stdout.pipe(said, { end: false });
  server.stderr.pipe(said, { end: false });
  server.stderr.pipe(process.stderr, { end: false });
  const ended = once(server, "exit");
  const stop = async () => {
    if (server.exitCode === null) server.kill("SIGTERM");
    await ended;
    await cluster.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  const origin = `http://localhost:${port}`;
  const listening = (async () => {
    for await (const line of createInterface({ input: server.stdout })) {
      console.log(line);
      if (line.includes(`${origin}`)) return true;
    }
    return false;
  })();
  if (!(await listening)) {
    await stop();
    throw new Error("the demo did not start (its words are above)");
  }
  server.stdout.resume();
  process.env.CORTEGE_DEMO = await readFile(join(dataDir, "demo.json"), "utf8");
  process.env.CORTEGE_STATES = dataDir;
  process.env.CORTEGE_DATABASE = cluster.url("demo");
  try {
    await signInOnce();
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

/** Each link works once: every role enters here, and the tests share its cookies. */
async function signInOnce(): Promise<void> {
  const browser = await chromium.launch({ executablePath: process.env.PLAYWRIGHT_CHROMIUM || undefined });
  for (const role of roles) {
    const context = await browser.newContext({ locale: "fr-FR" });
    const page = await context.newPage();
    await page.goto(demo().signIn[role]);
    await page.locator("main").getByRole("button").first().click();
    await page.waitForURL((url) => !url.pathname.startsWith("/connexion"));
    await context.storageState({ path: stateOf(role) });
    await context.close();
  }
  await browser.close();
}
