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

/** Milliseconds a screen of 60 Hz gives each frame. */
const frameMs = 1000 / 60;

/**
 * The list under a thumb: the frames that come, and on a slow phone how long the page works for each. Slowed down, frames
 * themselves cannot be counted: the slowdown steals in pieces, and an empty page that works 2 ms a frame falls below 55.
 */
export async function scrolling(browser: Browser, world: BenchWorld): Promise<void> {
  const context = await contextOf(browser, world, 7, phone);
  const page = await context.newPage();
  const empty = await context.newPage();
  const words = '<meta name="viewport" content="width=device-width"><div style="height:90000px"></div>';
  await empty.goto(`data:text/html,${encodeURIComponent(words)}`);
  const rates: number[] = [];
  for (const shown of [empty, page, empty, page]) {
    if (shown === page) await openList(page, world);
    rates.push(await framesOf(shown));
  }
  const [nothing, list] = [0, 1].map((which) => Math.min(rates[which] ?? 0, rates[which + 2] ?? 0));
  figure("scrolling the list", list ?? 0, 58, "frames a second", true);
  note(`an empty page: ${nothing?.toFixed(1)} frames a second`);
  await openList(page, world);
  const work = await workOf(browser, page);
  figure("work for a frame of scrolling on a phone, p95", Math.round(share(work, 0.95)), Math.floor(frameMs), "ms");
  const late = work.filter((each) => each > frameMs).length;
  note(`median ${share(work, 0.5).toFixed(1)} ms, ${late} of ${work.length} frames over ${frameMs.toFixed(1)} ms`);
  await context.close();
}

/** The list as it is when one has just come: what a thumb brings near is made whole only once. */
async function openList(page: Page, world: BenchWorld): Promise<void> {
  await page.goto(world.path);
  await settled(page);
  await page.waitForLoadState("networkidle");
}

async function framesOf(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  await page.bringToFront();
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
  await flickAway(devtools);
  const { frames } = await page.evaluate(() => window.measured);
  return frames.length / (frames.reduce((sum, each) => sum + each, 0) / 1000);
}

type TraceEvent = { name: string; ph: string; pid: number; tid: number; ts: number; dur?: number };

/** Milliseconds the page's main thread works, slowed down, from each frame to the next, as the browser's own trace has it. */
async function workOf(browser: Browser, page: Page): Promise<number[]> {
  const devtools = await page.context().newCDPSession(page);
  const tracer = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  tracer.on("Tracing.dataCollected", ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const complete = new Promise((resolve) => tracer.once("Tracing.tracingComplete", resolve));
  await page.bringToFront();
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  await tracer.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["devtools.timeline", "disabled-by-default-devtools.timeline"] },
  });
  await flickAway(devtools);
  await tracer.send("Tracing.end");
  await complete;
  return perFrame(events);
}

function perFrame(events: TraceEvent[]): number[] {
  const place = ({ pid, tid }: TraceEvent) => `${pid}:${tid}`;
  // Only the page under the thumb is told of touches.
  const touched = events.find(({ name }) => name === "EventDispatch");
  const own = events.filter((each) => touched && place(each) === place(touched));
  const frames = own.filter(({ name }) => name === "Commit").map(({ ts }) => ts);
  frames.sort((a, b) => a - b);
  const tasks = own.filter(({ name, ph }) => name === "RunTask" && ph === "X");
  const work = frames.map(() => 0);
  for (const { ts, dur = 0 } of tasks) {
    const frame = frames.findLastIndex((commit) => commit < ts + dur);
    if (frame >= 0) work[frame] = (work[frame] ?? 0) + dur / 1000;
  }
  return work;
}

async function flickAway(devtools: CDPSession): Promise<void> {
  for (let flick = 0; flick < 12; flick += 1) await flickUp(devtools);
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
