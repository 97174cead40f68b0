// npm run bench:plan: a plan with 260,000 edits of history, against its limits. Real server, Postgres, browser.
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium, type Page } from "@playwright/test";
import * as Y from "yjs";
import type { Database } from "@/db/client";
import { insertTestCoalition } from "@/db/testing/coalition";
import { insertTestAccount } from "@/db/testing/trip";
import { plainText } from "@/domain/plan/body";
import { readPlan } from "@/domain/plan/read-plan";
import { sessionCookieName } from "@/server/account/cookies";
import { openSession } from "@/server/account/session";
import { projectPlan } from "@/server/plan/project-plan";
import { editCount, longHistory } from "./plan/history";
import { serve } from "./serve";
import { conclude, figure, note } from "./sheet/figures";

const folder = mkdtempSync(join(tmpdir(), "cortege-plan-"));
const state = longHistory();
const doc = new Y.Doc();
Y.applyUpdate(doc, state);
const { body } = readPlan(doc);
const readFrom = performance.now();
readPlan(doc);
const reading = performance.now() - readFrom;
console.log(
  `A plan of ${editCount} edits: ${(state.length / 1000).toFixed(0)} kB, ${body.length} paragraphs, ${plainText(body).length} signs.`,
);
const file = join(folder, "state");
writeFileSync(file, state);
const reopened = (how: "bare" | "room"): { ms: number; memory: number } =>
  JSON.parse(
    execFileSync(process.execPath, ["--expose-gc", "--import", "tsx", "bench/plan/reopen.ts", file, how], {
      encoding: "utf8",
    }),
  );
const [bare, room] = [reopened("bare"), reopened("room")];
figure("reopened in a room, times the bare decode", room.ms / bare.ms, 1.5, "times");
note(
  `${room.ms.toFixed(0)} ms beside ${bare.ms.toFixed(0)} ms; reading it for the projection ${reading.toFixed(0)} ms`,
);
figure("memory of it, times the bare document", room.memory / bare.memory, 1.5, "times");
note(`${(room.memory / 1e6).toFixed(1)} MB beside ${(bare.memory / 1e6).toFixed(1)} MB`);

const server = await serve(fill);
const browser = await chromium.launch({ executablePath: process.env.PLAYWRIGHT_CHROMIUM || undefined });
try {
  const { path, cookie } = server;
  const context = await browser.newContext({
    baseURL: server.origin,
    locale: "fr-FR",
    viewport: { width: 1280, height: 800 },
  });
  const [name = "", value = ""] = cookie.split("=");
  await context.addCookies([{ name, value, url: server.origin }]);
  const page = await context.newPage();
  const scripts: Promise<{ asked: number; size: number }>[] = [];
  page.on("response", (answer) => {
    if (answer.request().resourceType() !== "script") return;
    const asked = answer.request().timing().startTime;
    scripts.push(answer.body().then((bytes) => ({ asked, size: gzipSync(bytes).length })));
  });
  const weight = async (until = Number.POSITIVE_INFINITY) =>
    (await Promise.all(scripts)).reduce((sum, { asked, size }) => sum + (asked < until ? size : 0), 0) / 1000;
  await page.addInitScript(() => {
    const seen = new MutationObserver(() => {
      if (document.querySelector("[data-ready] .ProseMirror") === null) return;
      seen.disconnect();
      Reflect.set(window, "stands", performance.timeOrigin + performance.now());
    });
    seen.observe(document, { subtree: true, childList: true, attributes: true });
  });
  await page.goto(path);
  await page.waitForLoadState("networkidle");
  figure("scripts to read a plan, gzip", await weight(), 150, "kB");
  const from = Date.now();
  await page.getByRole("button", { name: "Modifier" }).click();
  await page.waitForSelector("[data-ready] .ProseMirror", { timeout: 120_000 });
  await page.waitForLoadState("networkidle");
  const stands = await page.evaluate((): number => Reflect.get(window, "stands"));
  figure("scripts until one can write, gzip", await weight(stands), 290, "kB");
  const all = (await weight()).toFixed(1);
  note(`the editor stands ${Math.round(stands - from)} ms after « Modifier »; with what comes after it, ${all} kB`);
  await typing(page);
  conclude();
} finally {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** What keeps the page from answering while somebody types in the middle of the text. */
async function typing(page: Page): Promise<void> {
  await page.locator(".ProseMirror > p").nth(150).click();
  await page.evaluate(() => {
    const tasks: number[] = [];
    Reflect.set(window, "tasks", tasks);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) tasks.push(entry.duration);
    }).observe({ type: "longtask" });
  });
  for (let key = 0; key < 200; key += 1) await page.keyboard.type("abcdefghij"[key % 10] ?? "", { delay: 60 });
  const tasks = await page.evaluate((): number[] => Reflect.get(window, "tasks"));
  figure("longest that typing was blocked", Math.round(Math.max(0, ...tasks)), 50, "ms");
  note(`${tasks.length} tasks over 50 ms while 200 keys were typed`);
}

/** A coalition whose one plan has that history. */
async function fill({ db }: Database): Promise<{ path: string; cookie: string }> {
  const { id: coalitionId, slug } = await insertTestCoalition(db);
  await db.insertInto("document").values({ coalitionId, kind: "agenda" }).execute();
  const documentId = randomUUID();
  await db.insertInto("document").values({ id: documentId, coalitionId, kind: "plan" }).execute();
  await db
    .insertInto("documentSnapshot")
    .values({ documentId, generation: 1, seq: 1, state: Buffer.from(state) })
    .execute();
  const at = new Date();
  const plan = await db
    .insertInto("plan")
    .values({ documentId, coalitionId, title: "Un long plan", createdAt: at, updatedAt: at })
    .returning("id")
    .executeTakeFirstOrThrow();
  const clock = { now: () => at };
  await projectPlan({ db, clock, read: async (_id, look) => ({ value: look(doc), seq: 1 }) }, documentId);
  const { accountId } = await insertTestAccount(db, "mesure@example.org", { coalitionId, role: "member" });
  const { token } = await openSession(db, accountId, at);
  return { path: `/espace/${slug}/plans/${plan.id}`, cookie: `${sessionCookieName(false)}=${token}` };
}
