// A lock on a folder that one process at a time may use. Plain Node without packages: it is needed before anything is
// installed, and the embedded database does not lock its own folder (two processes lose rows silently).
import { execFileSync } from "node:child_process";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

/** @typedef {{pid: number, started: string, host: string, since: string, what: string}} Holder */

export class HeldError extends Error {
  /** @param {string} folder @param {Holder} holder */
  constructor(folder, holder) {
    const where = holder.host === hostname() ? "" : ` on ${holder.host}`;
    super(
      `${folder} is in use by ${holder.what} (process ${holder.pid}${where}, since ${holder.since}).\n` +
        (where
          ? `If that machine is gone, delete ${join(folder, "lock")} and start again.`
          : `Stop it first (Ctrl-C where it runs, or: kill ${holder.pid}), or choose another folder: DATA_DIR=other npm run …`),
    );
    this.name = "HeldError";
    this.holder = holder;
  }
}

/**
 * Takes the lock of `folder` (made when missing) for this process, or throws a `HeldError` that says who has it. What a
 * killed process left behind is taken over. Answers with the function that gives it back.
 * @param {string} folder
 * @param {string} what who takes it, in words
 * @returns {() => void}
 */
export function lockFolder(folder, what) {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "lock");
  /** @type {Holder} */
  const me = {
    pid: process.pid,
    started: startOf(process.pid),
    host: hostname(),
    since: new Date().toISOString(),
    what,
  };
  // Written aside and linked: nobody ever reads half a lock.
  const mine = join(folder, `lock.${process.pid}`);
  writeFileSync(mine, JSON.stringify(me), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      if (linked(mine, path)) return () => release(path, me);
      const holder = read(path);
      if (holder && isAlive(holder)) throw new HeldError(folder, holder);
      takeAway(path, holder, folder);
    }
    throw new Error(`${path} could not be taken`);
  } finally {
    rmSync(mine, { force: true });
  }
}

/** @param {string} from @param {string} to */
function linked(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  }
}

/**
 * Removes the lock of a dead process. Two that find it at once both rename; the second may then hold a lock that the
 * first has just taken, and puts it back.
 * @param {string} path @param {Holder | undefined} dead @param {string} folder
 */
function takeAway(path, dead, folder) {
  const aside = join(folder, `lock.stale.${process.pid}`);
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  const taken = read(aside);
  if (taken && (taken.pid !== dead?.pid || taken.since !== dead.since)) linked(aside, path);
  rmSync(aside, { force: true });
}

/** @param {string} path @param {Holder} me */
function release(path, me) {
  const holder = read(path);
  if (holder?.pid === me.pid && holder.since === me.since) rmSync(path, { force: true });
}

/** @param {string} path @returns {Holder | undefined} */
function read(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

/** Another machine's process cannot be seen from here, so it counts as alive. @param {Holder} holder */
function isAlive(holder) {
  if (holder.host !== hostname()) return true;
  if (holder.pid === process.pid && holder.started === startOf(process.pid)) return true;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ESRCH") return false;
  }
  // The number may have been given to another process since.
  return startOf(holder.pid) === holder.started;
}

/** When a process started, in words that stay the same while it lives; empty when it cannot be known. @param {number} pid */
export function startOf(pid) {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return `${boot} ${stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]}`;
  } catch {
    // Not Linux, or no such process.
  }
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8", stdio: "pipe" }).trim();
  } catch {
    return "";
  }
}
