import type { Browser, BrowserContext, Page } from "@playwright/test";
import { type Database, openDatabase } from "@/db/client";
import { CoalitionWorld, type TestPerson } from "@/server/realtime/testing/coalition-world";
import { demo, expect, open } from "./fixtures";

/** A coalition of one file's own, so that what its tests do there disturbs no other. */
export type OwnCoalition = { world: CoalitionWorld; database: Database; slug: string; path: string };

/** Whoever makes it closes its database. */
export async function ownCoalition(): Promise<OwnCoalition> {
  const database = await openDatabase({ databaseUrl: process.env.CORTEGE_DATABASE ?? "" });
  const world = await CoalitionWorld.create(database);
  const { slug } = await database.db
    .selectFrom("coalition")
    .select("slug")
    .where("id", "=", world.coalitionId)
    .executeTakeFirstOrThrow();
  return { world, database, slug, path: `/espace/${slug}/trajets` };
}

/** A browser of their own, at a desk, in which they are signed in. */
export async function contextOf(browser: Browser, person: TestPerson): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: demo().origin, viewport: { width: 1280, height: 800 } });
  await signIn(context, person);
  return context;
}

export async function signIn(context: BrowserContext, { cookie }: TestPerson): Promise<void> {
  const [name = "", value = ""] = cookie.split("=");
  await context.addCookies([{ name, value, url: demo().origin, httpOnly: true, sameSite: "Lax" }]);
}

/** The coalition's sheet, open before this person. */
export async function onSheetAs(browser: Browser, { path }: OwnCoalition, person: TestPerson): Promise<Page> {
  const page = await (await contextOf(browser, person)).newPage();
  await open(page, path);
  await expect(page.locator("[data-ready]")).toBeVisible();
  return page;
}
