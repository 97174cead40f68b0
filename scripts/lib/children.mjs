// Programs that a script starts and must not leave behind, also when it is killed itself.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startOf } from "./data-lock.mjs";

/** @typedef {{pid: number, started: string}} Entry */

/** @type {NodeJS.Signals[]} */
const signals = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Keeps the list of running groups in `folder`, where the next run finds what a killed one left. @param {string} folder */
export function keeperOf(folder) {
  mkdirSync(folder, { recursive: true });
  const list = join(folder, "running.json");
  /** @type {Entry[]} */
  const running = [];
  let stopping = false;
  const save = () => writeFileSync(list, JSON.stringify(running));

  /** Ends each group: what listens to signals first gets the time to tidy up. @param {Entry[]} entries */
  async function end(entries) {
    const alive = entries.filter(isOurs);
    for (const { pid } of alive) signal(pid, "SIGTERM");
    for (const until = Date.now() + 8000; Date.now() < until && alive.some(({ pid }) => groupExists(pid)); ) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    for (const { pid } of alive) signal(pid, "SIGKILL");
  }

  return {
    /** Ends what a killed run left behind. */
    async endLeftovers() {
      if (!existsSync(list)) return;
      try {
        await end(JSON.parse(readFileSync(list, "utf8")));
      } catch (error) {
        // Killed while it wrote the list: half of one names nobody.
        if (!(error instanceof SyntaxError)) throw error;
      }
      rmSync(list, { force: true });
    },
    /** Ends everything that was started and still runs. */
    async endAll() {
      await end([...running]);
      rmSync(list, { force: true });
    },
    /**
     * Ends everything and then this process when it is told to stop; answers with the function that forgets it again.
     * @param {() => void} [tidy]
     */
    endOnSignals(tidy) {
      const onSignal = (/** @type {NodeJS.Signals} */ name) => {
        forget();
        stopping = true;
        // Whoever insists is obeyed at once: no handler is left for a second signal.
        void this.endAll().finally(() => {
          tidy?.();
          process.exit(name === "SIGINT" ? 130 : 143);
        });
      };
      const forget = () => {
        for (const name of signals) process.off(name, onSignal);
      };
      for (const name of signals) process.on(name, onSignal);
      return forget;
    },
    /**
     * Runs Node on `args` in a process group of its own. What it says is shown, or kept for the answer when `quiet`.
     * @param {string[]} args @param {{env?: Record<string, string | undefined>, quiet?: boolean}} [options]
     * @returns {Promise<{code: number | null, output: string}>} code null: it was killed
     */
    run(args, { env, quiet = false } = {}) {
      const said = quiet ? "pipe" : "inherit";
      const child = spawn(process.execPath, args, {
        detached: true,
        stdio: ["ignore", said, said],
        env: { ...process.env, ...env },
      });
      let output = "";
      for (const stream of [child.stdout, child.stderr]) {
        stream?.on("data", (/** @type {Buffer} */ chunk) => {
          output += chunk.toString();
        });
      }
      const entry = { pid: child.pid ?? 0, started: startOf(child.pid ?? 0) };
      running.push(entry);
      save();
      return new Promise((resolve, reject) => {
        child.once("error", reject);
        child.once("exit", (code) => {
          // Whatever it started itself is in its group.
          end([entry]).then(() => {
            running.splice(running.indexOf(entry), 1);
            save();
            // The caller would go on to what comes next, while this process is ending.
            if (!stopping) resolve({ code, output });
          }, reject);
        });
      });
    },
  };
}

/** A group outlives its leader, and its number is not given away meanwhile. @param {Entry} entry */
function isOurs({ pid, started }) {
  if (pid <= 1 || !groupExists(pid)) return false;
  const now = startOf(pid);
  return now === started || now === "";
}

/** @param {number} pid */
function groupExists(pid) {
  try {
    process.kill(-pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}

/** @param {number} pid @param {NodeJS.Signals} name */
function signal(pid, name) {
  try {
    process.kill(-pid, name);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ESRCH") throw error;
  }
}
