// npm run bench:first-load: how much JavaScript a public page needs before it is usable, as browsers fetch it (gzip).
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { gzipSync } from "node:zlib";
import { freePort } from "@/db/testing/free-port";

const limit = 145_000;

const dataDir = await mkdtemp(join(tmpdir(), "cortege-bench-"));
const port = await freePort();
const origin = `http://localhost:${port}`;
const server = spawn(process.execPath, ["scripts/demo.mjs"], {
  stdio: ["ignore", "pipe", "inherit"],
  env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), ORIGIN: "" },
});
try {
  await listening();
  const { coalitions } = JSON.parse(await readFile(join(dataDir, "demo.json"), "utf8"));
  const slug: string = coalitions[0].slug;
  const trip = /\/trajet\/[0-9a-f-]{36}/.exec(await page(`/${slug}`))?.[0];
  if (!trip) throw new Error("the coalition's page shows no trip");
  const worst = Math.max(await weigh("/"), await weigh(`/${slug}`), await weigh(`/${slug}${trip}`));
  console.log(`Limit ${kilo(limit)}, heaviest ${kilo(worst)}.`);
  if (worst > limit) process.exitCode = 1;
} finally {
  server.kill("SIGTERM");
  await new Promise((resolve) => (server.exitCode === null ? server.once("exit", resolve) : resolve(null)));
  await rm(dataDir, { recursive: true, force: true });
}

/** Every script that the page's HTML names, once; not those for browsers without modules. */
async function weigh(path: string): Promise<number> {
  const html = await page(path);
  const tags = html.match(/<script[^>]+src="[^"]+"[^>]*>/g) ?? [];
  const sources = tags.filter((tag) => !/nomodule/i.test(tag)).map((tag) => /src="([^"]+)"/.exec(tag)?.[1] ?? "");
  let bytes = 0;
  for (const source of new Set(sources)) {
    const answer = await fetch(new URL(source.replaceAll("&amp;", "&"), origin));
    if (!answer.ok) throw new Error(`${source} answered ${answer.status}`);
    bytes += gzipSync(Buffer.from(await answer.arrayBuffer())).length;
  }
  console.log(`${path.replace(/[0-9a-f-]{36}/, "…")}: ${kilo(bytes)} in ${new Set(sources).size} files`);
  return bytes;
}

async function page(path: string): Promise<string> {
  const answer = await fetch(origin + path);
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  return answer.text();
}

async function listening(): Promise<void> {
  for await (const line of createInterface({ input: server.stdout })) {
    if (line.includes(origin)) {
      server.stdout.resume();
      return;
    }
  }
  throw new Error("the demo did not start");
}

function kilo(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
