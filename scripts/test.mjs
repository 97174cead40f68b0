// npm test: installs what is missing and runs everything. The last line says how many passed and failed.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runChecks } from "./check.mjs";
import { ensureBrowser } from "./lib/browser.mjs";
import { keeperOf } from "./lib/children.mjs";
import { lockFolder } from "./lib/data-lock.mjs";
import { prepare } from "./lib/prepare.mjs";
import { countPlaywright, countVitest } from "./lib/reports.mjs";
import { runScript, say } from "./lib/say.mjs";

const root = join(import.meta.dirname, "..");
const state = join(root, "dist/test-run");
const bin = (/** @type {string} */ path) => join(root, "node_modules", path);

runScript(async () => {
  process.chdir(root);
  mkdirSync(state, { recursive: true });
  process.on("exit", lockFolder(state, "npm test"));
  const keeper = keeperOf(state);
  await keeper.endLeftovers();
  const scratch = freshScratch();

  keeper.endOnSignals(() => rmSync(scratch, { recursive: true, force: true }));

  const total = { passed: 0, failed: 0 };
  /**
   * One part of the whole; what it cannot do counts as one failure, and the other parts run all the same.
   * @param {string} title @param {() => Promise<{passed: number, failed: number}>} work
   */
  const part = async (title, work) => {
    say(title);
    const count = await work().catch((error) => {
      console.error(error instanceof Error && error.name === "Failure" ? error.message : error);
      return { passed: 0, failed: 1 };
    });
    total.passed += count.passed;
    total.failed += count.failed;
    say(`${title}: ${count.passed} passed, ${count.failed} failed`);
  };

  let ready = false;
  await part("Packages", async () => {
    await prepare(root, { build: false });
    ready = true;
    return { passed: 0, failed: 0 };
  });
  if (!ready) end(total);
  const env = { TMPDIR: scratch, NODE_ENV: undefined, FORCE_COLOR: undefined, NO_COLOR: "1" };
  await part("Format, types, lint, imports, dead code, house rules", runChecks);
  await part("Unit and database tests", async () => {
    const report = join(state, "unit.json");
    rmSync(report, { force: true });
    const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const { code } = await keeper.run([bin("vitest/vitest.mjs"), ...args], { env });
    return countVitest(report, code);
  });
  await part("Browser tests", async () => {
    const browser = await ensureBrowser(root);
    await prepare(root, { build: true });
    const report = join(state, "browser.json");
    rmSync(report, { force: true });
    const { code } = await keeper.run([bin("@playwright/test/cli.js"), "test", "--reporter=list,json"], {
      env: { ...env, PLAYWRIGHT_CHROMIUM: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    });
    return countPlaywright(report, code);
  });

  end(total);

  /** The last line, and the exit code that says the same. @param {{passed: number, failed: number}} count */
  function end({ passed, failed }) {
    rmSync(scratch, { recursive: true, force: true });
    console.log(`${passed} passed, ${failed} failed`);
    process.exit(failed === 0 ? 0 : 1);
  }
});

/** A temporary folder for everything that runs; that of a killed run is removed first. */
function freshScratch() {
  const note = join(state, "scratch");
  const left = existsSync(note) ? readFileSync(note, "utf8") : "";
  // A note that was cut short must not remove anything else.
  if (/cortege-test-\w{6}$/.test(left)) rmSync(left, { recursive: true, force: true });
  const scratch = mkdtempSync(join(tmpdir(), "cortege-test-"));
  // Postgres may have to run as another user than we do, below it.
  chmodSync(scratch, 0o711);
  writeFileSync(note, scratch);
  return scratch;
}
