import { randomBytes } from "node:crypto";
import type { BrowserContext, Page } from "@playwright/test";
import { type Permission, pages } from "@/server/permissions";
import { contextAs, demo, expect, open, test } from "./fixtures";
import { contextOf, type OwnCoalition, oneOfEach, publicCoalition } from "./own-coalition";

/*
 * Every page of the registry, opened by somebody who may: nothing is asked of another site, every answer says what may
 * run in it, and the browser keeps nothing that « Vie privée » does not name.
 */

let own: OwnCoalition;
/** What stands for `[id]`, by the folder before it. */
let ids: Record<string, string>;

test.beforeAll(async () => {
  own = await publicCoalition();
  const each = await oneOfEach(own);
  ids = {
    ...{ plans: each.plan, trajets: each.trip, trajet: each.trip, agenda: each.entry, nouvelles: each.news },
    ...{ inscription: each.entry, inscriptions: each.entry, "temps-fort": each.keyDate, national: each.declaration },
    ...{ "espace dates": each.poll, "public dates": each.poll, "national dates": each.keyDate },
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
