import { deflateRawSync, gzipSync } from "node:zlib";
import type { Browser, BrowserContext, CDPSession, Page } from "@playwright/test";
import { figure, note, share } from "./figures";
import type { BenchWorld } from "./world";

const phone = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
const slowdown = 4;
/** As in server/realtime/wire.ts. */
const deflateFrom = 16_384;
/** 1.6 Mb/s, with the way there and back of a mobile network. */
const mobile = { offline: false, downloadThroughput: 200_000, uploadThroughput: 94_000, latency: 40 };

type Measured = { first?: number; tasks: number[]; frames: number[]; seen: number[] };
declare global {
  interface Window {
    measured: Measured;
  }
}

async function contextOf(browser: Browser, world: BenchWorld, who: number, view: object): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: world.origin, locale: "fr-FR", ...view });
  const [name = "", value = ""] = (world.cookies[who] ?? "").split("=");
  await context.addCookies([{ name, value, url: world.origin }]);
  // What compiles these files names functions by a helper that a page does not have.
  await context.addInitScript("globalThis.__name = (made) => made");
  await context.addInitScript(() => {
    const measured: Measured = { tasks: [], frames: [], seen: [] };
    window.measured = measured;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) measured.tasks.push(entry.duration);
    }).observe({ type: "longtask", buffered: true });
    const look = () => {
      const ticket = document.querySelector("article.ticket");
      const { height = 0, top = Infinity } = ticket?.getBoundingClientRect() ?? {};
      if (height > 0 && top < innerHeight) measured.first ??= performance.now();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  return context;
}

const settled = (page: Page) => page.waitForSelector("[data-ready]", { state: "attached", timeout: 120_000 });

/** How soon the list can be read on a slow phone, and all that comes over the wire until nothing more does. */
export async function opening(browser: Browser, world: BenchWorld): Promise<void> {
  const times: number[] = [];
  const kinds = new Map<string, number>();
  // A server that nobody has asked yet is not what people meet.
  for (let n = 0; n < 10; n += 1)
    await (await fetch(world.origin + world.path, { headers: { cookie: world.cookies[1] ?? "" } })).text();
  for (let n = 0; n < 3; n += 1) {
    const context = await contextOf(browser, world, n + 2, phone);
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    const counted = await countBytes(devtools);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    await devtools.send("Network.emulateNetworkConditions", mobile);
    await page.goto(world.path, { waitUntil: "commit" });
    await page.waitForFunction(() => window.measured.first !== undefined, undefined, { timeout: 60_000 });
    times.push(await page.evaluate(() => window.measured.first ?? Number.NaN));
    await settled(page);
    await page.waitForLoadState("networkidle");
    for (const [kind, size] of counted) kinds.set(kind, size);
    await context.close();
  }
  figure("opening on a phone, until the list can be read", Math.round(share(times, 0.5)), 1000, "ms");
  note(`of ${times.map((time) => Math.round(time)).join(", ")} ms`);
  // What is fetched again at each visit: scripts, styles, fonts and icons stay, and scripts have a limit of their own.
  const again = (kinds.get("Document") ?? 0) + (kinds.get("WebSocket") ?? 0) + (kinds.get("Fetch") ?? 0);
  figure("page and sheet over the wire at first open", again / 1000, 200, "kB");
  note([...kinds].map(([kind, size]) => `${kind} ${(size / 1000).toFixed(1)}`).join(", "));
}

async function countBytes(devtools: CDPSession): Promise<Map<string, number>> {
  await devtools.send("Network.enable");
  const kinds = new Map<string, number>();
  const add = (kind: string, size: number) => kinds.set(kind, (kinds.get(kind) ?? 0) + size);
  const kindOf = new Map<string, string>();
  devtools.on("Network.responseReceived", ({ requestId, type }) => kindOf.set(requestId, type));
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) =>
    add(kindOf.get(requestId) ?? "Other", encodedDataLength),
  );
  // The browser tells of frames as they are once inflated; how they came is computed as the server did.
  const deflated = new Set<string>();
  devtools.on("Network.webSocketHandshakeResponseReceived", ({ requestId, response }) => {
    if (/permessage-deflate/.test(JSON.stringify(response.headers))) deflated.add(requestId);
  });
  devtools.on("Network.webSocketFrameReceived", ({ requestId, response }) => {
    const payload = Buffer.from(response.payloadData, response.opcode === 2 ? "base64" : "utf8");
    const shrinks = deflated.has(requestId) && payload.length >= deflateFrom;
    add("WebSocket", (shrinks ? deflateRawSync(payload) : payload).length);
  });
  return kinds;
}

/** All scripts that the sheet loads until it can be edited, on a desk, as browsers fetch them. */
export async function scripts(browser: Browser, world: BenchWorld): Promise<void> {
  const context = await contextOf(browser, world, 5, { viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const sizes: Promise<number>[] = [];
  page.on("response", (answer) => {
    if (answer.request().resourceType() !== "script") return;
    sizes.push(answer.body().then((body) => gzipSync(body).length));
  });
  await page.goto(world.path);
  await settled(page);
  await page.waitForLoadState("networkidle");
  const all = await Promise.all(sizes);
  figure("scripts of the sheet, gzip", all.reduce((sum, size) => sum + size, 0) / 1000, 250, "kB");
  await context.close();
}

/** Somebody types on a desk while forty others do: what keeps the page from answering, and what they see of the others. */
export async function typing(browser: Browser, world: BenchWorld): Promise<void> {
  const context = await contextOf(browser, world, 6, { viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.goto(world.path);
  await settled(page);
  const cell = page.getByRole("rowheader").nth(3);
  await cell.click();
  await page.keyboard.press("Enter");
  await page.evaluate(() => {
    window.measured.tasks = [];
    new MutationObserver((changes) => {
      for (const change of changes) {
        const at = /(\d{13})\s*$/.exec(change.target.textContent ?? "")?.[1];
        if (at) window.measured.seen.push(Date.now() - Number(at));
      }
    }).observe(document.body, { characterData: true, childList: true, subtree: true });
  });
  for (let n = 0; n < 200; n += 1) await page.keyboard.type("abcdefghij"[n % 10] ?? "", { delay: 60 });
  const { tasks, seen } = await page.evaluate(() => window.measured);
  figure("longest that typing was blocked", Math.round(Math.max(0, ...tasks)), 50, "ms");
  note(`${tasks.length} tasks over 50 ms while 200 keys were typed`);
  figure("keystroke until it stands on another screen, p95", share(seen, 0.95), 100, "ms");
  note(`${seen.length} seen, median ${share(seen, 0.5)} ms`);
  await context.close();
}

/** The list under a thumb, on a slow phone; beside it what an empty page of that height reaches on this machine. */
export async function scrolling(browser: Browser, world: BenchWorld): Promise<void> {
  const context = await contextOf(browser, world, 7, phone);
  const page = await context.newPage();
  await page.goto(world.path);
  await settled(page);
  await page.waitForLoadState("networkidle");
  const list = await scrolled(page);
  const empty = await context.newPage();
  const words = '<meta name="viewport" content="width=device-width"><div style="height:90000px"></div>';
  await empty.goto(`data:text/html,${encodeURIComponent(words)}`);
  const nothing = await scrolled(empty);
  figure("scrolling the list on a phone", list.perSecond, 58, "frames a second", true);
  note(`longest frame ${Math.round(list.longest)} ms, ${list.late} of ${list.count} were late`);
  note(`an empty page: ${nothing.perSecond.toFixed(1)} frames a second, ${nothing.late} of ${nothing.count} late`);
  await context.close();
}

async function scrolled(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  await page.evaluate(() => {
    window.measured.frames = [];
    let before = performance.now();
    const frame = (now: number) => {
      window.measured.frames.push(now - before);
      before = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  for (let flick = 0; flick < 12; flick += 1) await flickUp(devtools);
  const { frames } = await page.evaluate(() => window.measured);
  const spent = frames.reduce((sum, each) => sum + each, 0);
  return {
    perSecond: (frames.length / spent) * 1000,
    longest: Math.max(...frames),
    late: frames.filter((each) => each > 25).length,
    count: frames.length,
  };
}

/** A thumb that goes up the screen, 24 px a frame. */
async function flickUp(devtools: CDPSession): Promise<void> {
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", y?: number) =>
    devtools.send("Input.dispatchTouchEvent", { type, touchPoints: y === undefined ? [] : [{ x: 180, y }] });
  await touch("touchStart", 580);
  for (let y = 556; y > 100; y -= 24) {
    await touch("touchMove", y);
    await new Promise((resolve) => setTimeout(resolve, 14));
  }
  await touch("touchEnd");
}
