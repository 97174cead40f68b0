import { randomBytes } from "node:crypto";
import type { BrowserContext, Page } from "@playwright/test";
import { insertTestEntry } from "@/db/testing/entry";
import { insertTestTrip } from "@/db/testing/trip";
import { type Permission, pages } from "@/server/permissions";
import { contextAs, demo, expect, open, test } from "./fixtures";
import { contextOf, type OwnCoalition, ownCoalition } from "./own-coalition";

/*
 * Every page of the registry, opened by somebody who may: nothing is asked of another site, every answer says what may
 * run in it, and the browser keeps nothing that « Vie privée » does not name.
 */

let own: OwnCoalition;
/** What stands for `[id]`, by the folder before it. */
let ids: Record<string, string>;

test.beforeAll(async () => {
  own = await ownCoalition();
  const { db } = own.database;
  const { coalitionId } = own.world;
  const at = new Date();
  const soon = new Date(at.getTime() + 20 * 86_400_000);
  const startsLocal = soon.toISOString().slice(0, 16);
  await db.updateTable("coalition").set({ publishedAt: at }).where("id", "=", coalitionId).execute();
  const trip = await insertTestTrip(db, { seats: 5, departs: soon, coalitionId });
  const overAt = new Date(soon.getTime() + 3_600_000);
  const entry = await insertTestEntry(db, { coalitionId, startsAt: soon, startsLocal, overAt });
  const document = await db
    .insertInto("document")
    .values({ coalitionId, kind: "plan" })
    .returning("id")
    .executeTakeFirstOrThrow();
  const plan = await db
    .insertInto("plan")
    .values({ documentId: document.id, coalitionId, title: "Un plan", createdAt: at, updatedAt: at })
    .returning("id")
    .executeTakeFirstOrThrow();
  const poll = await db
    .insertInto("datePoll")
    .values({ coalitionId, title: "Quand ?", minutes: 60, closesAt: soon, createdAt: at })
    .returning("id")
    .executeTakeFirstOrThrow();
  await db.insertInto("datePollOption").values({ pollId: poll.id, startsLocal }).execute();
  const news = await db
    .insertInto("news")
    .values({ coalitionId, title: "Une nouvelle", body: "Bonjour.", changedAt: at, sentAt: at })
    .returning("id")
    .executeTakeFirstOrThrow();
  const keyDate = await db.selectFrom("keyDate").select("id").orderBy("startsOn").executeTakeFirstOrThrow();
  const declaration = await db
    .selectFrom("declaration")
    .select("id")
    .where("state", "=", "received")
    .executeTakeFirstOrThrow();
  ids = {
    ...{ plans: plan.id, trajets: trip.tripId, trajet: trip.tripId, agenda: entry.entryId, nouvelles: news.id },
    ...{ inscription: entry.entryId, inscriptions: entry.entryId, "temps-fort": keyDate.id, national: declaration.id },
    ...{ "espace dates": poll.id, "public dates": poll.id, "national dates": keyDate.id },
  };
});
test.afterAll(() => own.database.close());

/** The address of a page, with things of the demo in place of the names in it; a secret is one that nobody has. */
function addressOf(file: string): string {
  const area = /espace/.test(file) ? "espace" : /^\[locale\]\/\(national/.test(file) ? "national" : "public";
  const parts = file
    .split("/")
    .slice(1, -1)
    .filter((part) => !part.startsWith("("));
  const filled = parts.flatMap((part, n) => {
    if (part === "[coalition]") return own.slug;
    if (part === "[id]") {
      const id = ids[`${area} ${parts[n - 1]}`] ?? ids[parts[n - 1] ?? ""];
      if (!id) throw new Error(`say in this file what stands for ${file}`);
      return id;
    }
    if (part.startsWith("[[...")) return [];
    return part.startsWith("[") ? randomBytes(32).toString("base64url") : part;
  });
  return `/${filled.join("/")}`;
}

/** Pages that exist only behind a secret, and those that say that there is none: they are drawn all the same. */
const mayBeMissing = /\[token\]|\[key\]|\[\.\.\.rest\]|introuvable|connexion\/code/;

async function walk(context: BrowserContext, needed: readonly Permission[]): Promise<Page> {
  const foreign: string[] = [];
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (/^https?:|^wss?:/.test(url.protocol) && url.host !== new URL(demo().origin).host) foreign.push(request.url());
  });
  const page = await context.newPage();
  for (const [file, permission] of Object.entries(pages)) {
    if (!needed.includes(permission)) continue;
    const path = addressOf(file);
    const answer = await page.goto(path, { waitUntil: "load" });
    const expected = mayBeMissing.test(file) ? [200, 404] : [200];
    expect(expected, `${path} (${file})`).toContain(answer?.status());
    const headers = answer?.headers() ?? {};
    expect(headers["content-security-policy"], path).toMatch(/^default-src 'self'; script-src 'self' 'nonce-[^']+';/);
    expect(headers, path).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "x-frame-options": "DENY",
    });
  }
  expect(foreign).toEqual([]);
  return page;
}

/** What a browser keeps of us, by name. */
async function kept(page: Page) {
  const cookies = (await page.context().cookies()).map(({ name }) => name);
  const stored = await page.evaluate(async () => ({
    local: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
    databases: (await indexedDB.databases()).map(({ name }) => name ?? ""),
    caches: await caches.keys(),
  }));
  return { cookies: cookies.sort(), ...stored };
}

test("K11 · the public's pages ask nothing of another site and leave nothing in the browser", async ({ browser }) => {
  test.setTimeout(90_000);
  const context = await browser.newContext({ baseURL: demo().origin });
  const page = await walk(context, ["anyone"]);
  expect(await kept(page)).toEqual({ cookies: [], local: [], databases: [], caches: [] });
  await context.close();
});

test("K11 · who is signed in has the cookies and the copies that « Vie privée » names, and no other", async ({
  browser,
  page: anyone,
}) => {
  test.setTimeout(120_000);
  await open(anyone, "/confidentialite");
  const said = await anyone.locator("#temoins ~ dl.kept dt").allTextContents();
  expect(said).toContain("cortege.session");
  for (const [role, needed] of [
    ["member", ["account", "participant", "member"]],
    ["coordinator", ["coordinator", "organiser"]],
    ["national", ["national"]],
  ] as const) {
    const context =
      role === "national"
        ? await contextAs(browser, role)
        : await contextOf(browser, await own.world.person(role, role === "member" ? "Membre" : "Coordination"));
    const page = await walk(context, needed);
    const { cookies, local, databases, caches } = await kept(page);
    expect(cookies).toContain("cortege.session");
    expect(
      cookies.filter((name) => !said.includes(name)),
      role,
    ).toEqual([]);
    expect(
      [...local, ...databases, ...caches].filter((name) => !/^cortege([.-]|$)/.test(name)),
      role,
    ).toEqual([]);
    await context.close();
  }
});
