// npm run bench:sheet: a sheet of 300 trips that 40 people edit, against its limits. Real server, Postgres, browser.
import { fork } from "node:child_process";
import { once } from "node:events";
import { chromium } from "@playwright/test";
import { opening, scripts, scrolling, typing } from "./sheet/browser";
import { conclude, figure, note, share } from "./sheet/figures";
import { startBenchWorld, tripCount } from "./sheet/world";

const seconds = 15;

const world = await startBenchWorld();
const browser = await chromium.launch({ executablePath: process.env.PLAYWRIGHT_CHROMIUM || undefined });
try {
  console.log(`A sheet of ${tripCount} trips, ${world.cookies.length} people.`);
  await opening(browser, world);
  await scripts(browser, world);
  await scrolling(browser, world);
  const { origin, room, cookies } = world;
  const writers = fork("bench/sheet/writers.ts", [JSON.stringify({ origin, room, cookies })], {
    execArgv: ["--import", "tsx"],
  });
  try {
    await once(writers, "message");
    writers.send("count");
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    writers.send("tell");
    const [waits]: number[][] = await once(writers, "message");
    figure("keystroke to the other 39 clients, p95", share(waits ?? [], 0.95), 100, "ms");
    note(`${waits?.length} arrivals in ${seconds} s, median ${share(waits ?? [], 0.5)} ms`);
    await typing(browser, world);
  } finally {
    writers.kill();
  }
  conclude();
} finally {
  await browser.close();
  await world.stop();
}
