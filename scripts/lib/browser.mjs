// Finds the browser of the tests, or installs one.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Failure, say } from "./say.mjs";

const systemBrowsers = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/**
 * The path of a Chromium that starts: the one that PLAYWRIGHT_CHROMIUM names, Playwright's own (downloaded when it can
 * be), the system's, or Debian's by apt where root allows.
 * @param {string} root @returns {Promise<string>}
 */
export async function ensureBrowser(root) {
  const { chromium } = await import("playwright");
  /** @param {string} executablePath */
  const starts = async (executablePath) => {
    if (!existsSync(executablePath)) return false;
    try {
      const browser = await chromium.launch({ executablePath, timeout: 60_000 });
      await browser.close();
      return true;
    } catch (error) {
      say(`${executablePath} does not start: ${String(error).split("\n")[0]}`);
      return false;
    }
  };

  const named = process.env.PLAYWRIGHT_CHROMIUM;
  if (named) {
    if (await starts(named)) return named;
    throw new Failure(`PLAYWRIGHT_CHROMIUM=${named} does not start.`);
  }
  const own = chromium.executablePath();
  if (await starts(own)) return own;
  if (!existsSync(own)) {
    say("Downloading Playwright's Chromium …");
    const { status } = spawnSync(
      process.execPath,
      [join(root, "node_modules/playwright/cli.js"), "install", "chromium"],
      {
        stdio: "ignore",
        timeout: 5 * 60_000,
      },
    );
    if (status === 0 && (await starts(own))) return own;
    say("It cannot be downloaded, or does not start here; looking for another.");
  }
  for (const path of systemBrowsers) if (await starts(path)) return path;
  if (installByApt()) for (const path of systemBrowsers) if (await starts(path)) return path;
  throw new Failure(`No browser for the tests. Run this one command, then npm test again:\n  ${command()}`);
}

/** Whether Debian's package could be installed; never asks for a password. */
function installByApt() {
  if (!existsSync("/usr/bin/apt-get")) return false;
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const run = (/** @type {string[]} */ ...args) => {
    const [file = "", ...rest] = [...asRoot, ...args];
    return spawnSync(file, rest, { stdio: ["ignore", "ignore", "inherit"] }).status === 0;
  };
  if (!run("true")) return false;
  say("Installing the system's Chromium (apt-get) …");
  run("apt-get", "update", "-qq");
  return run(
    "env",
    "DEBIAN_FRONTEND=noninteractive",
    "apt-get",
    "install",
    "-y",
    "-qq",
    "--no-install-recommends",
    "chromium",
  );
}

function command() {
  if (existsSync("/usr/bin/apt-get")) return "sudo apt-get install -y chromium";
  return "npx playwright install --with-deps chromium";
}
