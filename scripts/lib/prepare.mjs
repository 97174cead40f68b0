// What every command needs before it can start: packages, and a build for those that serve.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { ensureBuilt } from "./build.mjs";
import { keeperOf } from "./children.mjs";
import { HeldError, lockFolder } from "./data-lock.mjs";
import { checkNode, ensureInstalled } from "./install.mjs";
import { say } from "./say.mjs";

/**
 * Installs and builds what is missing or stale, whatever a killed run left; two commands started at once do it once.
 * @param {string} root @param {{build: boolean}} what
 */
export async function prepare(root, what) {
  checkNode();
  const dist = join(root, "dist");
  const release = await lockOrWait(dist);
  const keeper = keeperOf(dist);
  const forget = keeper.endOnSignals(release);
  try {
    await keeper.endLeftovers();
    await ensureInstalled(root, keeper);
    if (what.build) await ensureBuilt(root, keeper);
  } finally {
    forget();
    release();
  }
}

/** @param {string} dist */
async function lockOrWait(dist) {
  mkdirSync(dist, { recursive: true });
  for (let told = false; ; told = true) {
    try {
      return lockFolder(dist, "an install or a build");
    } catch (error) {
      if (!(error instanceof HeldError)) throw error;
      if (!told) say(`Waiting for the build of process ${error.holder.pid} …`);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}
