import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { HeldError, lockFolder } from "./data-lock.mjs";

const module = join(import.meta.dirname, "data-lock.mjs");
const holdFor = (folder: string) => `
  import { lockFolder } from ${JSON.stringify(module)};
  lockFolder(${JSON.stringify(folder)}, "another");
  console.log("held");
  setInterval(() => {}, 1000);`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cortege-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function holder() {
  const child = spawn(process.execPath, ["--input-type=module", "-e", holdFor(folder)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  return child;
}

test("who holds the folder is said, and nothing is left once it is given back", () => {
  const release = lockFolder(folder, "the first");
  expect(() => lockFolder(folder, "the second")).toThrow(new RegExp(`the first \\(process ${process.pid}, since `));
  release();
  expect(readdirSync(folder)).toEqual([]);
  lockFolder(folder, "the third")();
});

test("another process's lock holds while it lives, and is taken over after kill -9", async () => {
  const child = await holder();
  expect(() => lockFolder(folder, "me")).toThrow(HeldError);
  child.kill("SIGKILL");
  await once(child, "exit");
  const release = lockFolder(folder, "me");
  expect(existsSync(join(folder, "lock"))).toBe(true);
  release();
});

test("a lock whose process number was given to somebody else is stale", () => {
  const release = lockFolder(folder, "the first");
  release();
  const lock = { pid: process.ppid, started: "long ago", host: hostname(), since: "2020", what: "old" };
  writeFileSync(join(folder, "lock"), JSON.stringify(lock));
  lockFolder(folder, "me")();
});

test("of many that find a stale lock at once, one gets it", async () => {
  const child = await holder();
  child.kill("SIGKILL");
  await once(child, "exit");
  const race = `
    import { lockFolder } from ${JSON.stringify(module)};
    try { lockFolder(${JSON.stringify(folder)}, "racer"); console.log("won"); setTimeout(() => {}, 3000); } catch { console.log("lost"); }`;
  const racers = Array.from({ length: 6 }, () =>
    spawn(process.execPath, ["--input-type=module", "-e", race], { stdio: ["ignore", "pipe", "inherit"] }),
  );
  const said = await Promise.all(racers.map(async (racer) => String(await once(racer.stdout, "data")).trim()));
  for (const racer of racers) racer.kill("SIGKILL");
  expect(said.filter((word) => word === "won")).toHaveLength(1);
});

test("half a lock, or an empty one, does not lock anybody out for ever", () => {
  writeFileSync(join(folder, "lock"), "{");
  lockFolder(folder, "me")();
});
