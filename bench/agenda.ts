// npm run bench:agenda: an agenda of 2,000 events, 200 of which come back, against its limits. Real server, Postgres, browser.
import { randomUUID } from "node:crypto";
import { performance } from "node:perf_hooks";
import { chromium, type Page } from "@playwright/test";
import * as Y from "yjs";
import type { Database } from "@/db/client";
import { insertTestCoalition } from "@/db/testing/coalition";
import { insertTestAccount } from "@/db/testing/trip";
import { addEntry } from "@/domain/calendar/agenda";
import { moved } from "@/domain/calendar/recurrence";
import { entryKinds } from "@/domain/calendar/schema";
import { parisDay } from "@/domain/kernel/spoken-date";
import { sessionCookieName } from "@/server/account/cookies";
import { openSession } from "@/server/account/session";
import { serve } from "./serve";
import { conclude, figure, note, share } from "./sheet/figures";

const events = 2000;
const series = 200;
const slowdown = 4;
const asked = 200;
const kinds = entryKinds.filter((kind) => kind !== "task");
const made = { slug: "", cookie: "" };

const world = await serve(async () => ({}), prepare);
const browser = await chromium.launch({ executablePath: process.env.PLAYWRIGHT_CHROMIUM || undefined });
try {
  console.log(`An agenda of ${events} events, ${series} of which come back.`);
  await months();
  await files();
  conclude();
} finally {
  await browser.close();
  await world.stop();
}

/** The whole agenda as one update in its log: the server projects it as it starts. */
async function prepare({ db }: Database): Promise<void> {
  const coalition = await insertTestCoalition(db, { publishedAt: new Date() });
  const documentId = randomUUID();
  await db.insertInto("document").values({ id: documentId, coalitionId: coalition.id, kind: "agenda" }).execute();
  const doc = new Y.Doc();
  const today = parisDay(new Date());
  for (let n = 0; n < events; n += 1) {
    // Over two years; one in ten comes back every week.
    const day = moved(today, (n % 730) - 365);
    const hour = String(8 + (n % 12)).padStart(2, "0");
    const added = addEntry(doc, {
      kind: kinds[n % kinds.length] ?? "action",
      title: `Rendez-vous n° ${n}`,
      start: `${day}T${hour}:00`,
      end: `${day}T${hour}:45`,
      place: "Maison des associations",
      visibility: "public",
      ...(n % (events / series) === 0
        ? { recurrence: { freq: "weekly", interval: 4, days: [], on: "day", until: null } as const }
        : {}),
    });
    if (!added.ok) throw new Error(added.refusal.code);
  }
  const payload = Buffer.from(Y.encodeStateAsUpdate(doc));
  await db.insertInto("documentUpdate").values({ documentId, generation: 1, seq: 1, payload }).execute();
  const { accountId } = await insertTestAccount(db, "mesure@example.org", {
    coalitionId: coalition.id,
    role: "member",
  });
  const { token } = await openSession(db, accountId, new Date());
  Object.assign(made, { slug: coalition.slug, cookie: token });
}

/** From the press to the other month on the screen with something of each day, and to all of it, on a slow machine. */
async function months(): Promise<void> {
  const context = await browser.newContext({ baseURL: world.origin, viewport: { width: 1280, height: 900 } });
  await context.addCookies([{ name: sessionCookieName(false), value: made.cookie, url: world.origin }]);
  const page = await context.newPage();
  await page.goto(`/espace/${made.slug}/agenda`);
  await page.locator(".agenda-page[data-ready] [data-item]").first().waitFor({ timeout: 120_000 });
  const devtools = await context.newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  const shown: { first: number; whole: number }[] = [];
  const busy = async () => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    return ["ScriptDuration", "LayoutDuration", "RecalcStyleDuration"].map(
      (name) => (metrics.find((metric) => metric.name === name)?.value ?? 0) * 1000,
    );
  };
  await devtools.send("Performance.enable");
  const before = await busy();
  for (let n = 0; n < 12; n += 1) shown.push(await toOther(page, n < 6 ? "Mois suivant" : "Mois précédent"));
  const after = await busy();
  note(
    `scripts, layout, style a month: ${after.map((ms, at) => ((ms - (before[at] ?? 0)) / 12).toFixed(0)).join(", ")} ms`,
  );
  const times = shown.map(({ first }) => first);
  note(`months shown in ${times.map((ms) => ms.toFixed(0)).join(", ")} ms`);
  figure(`another month at ${slowdown} times slower, median`, share(times, 0.5), 200, "ms");
  const whole = shown.map((each) => each.whole);
  note(`every line of it after ${share(whole, 0.5).toFixed(0)} ms`);
  await context.close();
}

async function toOther(page: Page, button: string): Promise<{ first: number; whole: number }> {
  return page.evaluate(async (name) => {
    const press = [...document.querySelectorAll("button")].find((one) => one.getAttribute("aria-label") === name);
    const before = document.querySelector(".day-cell:not(.is-out)")?.getAttribute("data-date");
    const begun = window.performance.now();
    press?.click();
    for (;;) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const now = document.querySelector(".day-cell:not(.is-out)")?.getAttribute("data-date");
      if (now !== before && document.querySelector("[data-item]")) break;
    }
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const first = window.performance.now() - begun;
    // Every day of this agenda has more than there is room for.
    while (!document.querySelector(".more-that-day")) await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => requestAnimationFrame(resolve));
    return { first, whole: window.performance.now() - begun };
  }, button);
}

/** The calendar file, and the same asked for again by who has it. */
async function files(): Promise<void> {
  const address = `${world.origin}/api/calendrier/${made.slug}.ics`;
  const timed = async (headers: Record<string, string>, status: number) => {
    const begun = performance.now();
    const answer = await fetch(address, { headers });
    const text = await answer.text();
    if (answer.status !== status) throw new Error(`${answer.status} instead of ${status}`);
    return { ms: performance.now() - begun, etag: answer.headers.get("etag") ?? "", bytes: text.length };
  };
  const { etag, bytes } = await timed({}, 200);
  for (let n = 0; n < 20; n += 1) await timed({}, 200);
  const whole: number[] = [];
  const known: number[] = [];
  for (let n = 0; n < asked / 4; n += 1) whole.push((await timed({}, 200)).ms);
  for (let n = 0; n < asked; n += 1) known.push((await timed({ "if-none-match": etag }, 304)).ms);
  note(
    `the file has ${(bytes / 1000).toFixed(0)} kB; p95 ${share(whole, 0.95).toFixed(0)} ms, of 304 ${share(known, 0.95).toFixed(1)} ms`,
  );
  figure("the calendar file, median", share(whole, 0.5), 100, "ms");
  figure("304 to who has it, median", share(known, 0.5), 5, "ms");
}
