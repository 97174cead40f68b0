import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type Database, openDatabase } from "@/db/client";
import { migrate } from "@/db/migrate";
import { freePort } from "@/db/testing/free-port";
import { startPostgres } from "@/db/testing/postgres";

/**
 * The product as it is served, on real Postgres: `prepare` writes into the database before it starts, `fill` once it
 * listens.
 */
export async function serve<T extends object>(
  fill: (database: Database, port: number, origin: string, databaseUrl: string) => Promise<T>,
  prepare: (database: Database) => Promise<void> = async () => undefined,
): Promise<T & { origin: string; stop(): Promise<void> }> {
  const cluster = await startPostgres();
  await cluster.run("create database bench");
  const databaseUrl = cluster.url("bench");
  const database = await openDatabase({ databaseUrl });
  await migrate(database.db);
  await prepare(database);
  const dataDir = await mkdtemp(join(tmpdir(), "cortege-bench-"));
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const server = spawn(process.execPath, ["scripts/demo.mjs"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, DATABASE_URL: databaseUrl, DATA_DIR: dataDir, PORT: String(port), ORIGIN: "" },
  });
  const stop = async () => {
    server.kill("SIGTERM");
    if (server.exitCode === null) await once(server, "exit");
    await cluster.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await saying(server.stdout, origin);
    return { origin, ...(await fill(database, port, origin, databaseUrl)), stop };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    await database.close();
  }
}

async function saying(output: NodeJS.ReadableStream, words: string): Promise<void> {
  for await (const line of createInterface({ input: output })) {
    if (line.includes(words)) {
      output.resume();
      return;
    }
  }
  throw new Error("the demo did not start");
}
