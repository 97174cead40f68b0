import type { Browser, BrowserContext, Page } from "@playwright/test";
import { type Database, openDatabase } from "@/db/client";
import { insertTestEntry } from "@/db/testing/entry";
import { insertTestTrip } from "@/db/testing/trip";
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

/** The same with a page that everybody reads. */
export async function publicCoalition(): Promise<OwnCoalition> {
  const own = await ownCoalition();
  const page = own.database.db.updateTable("coalition").set({ publishedAt: new Date(0) });
  await page.where("id", "=", own.world.coalitionId).execute();
  return own;
}

/** One of each thing that a page shows, in this coalition and in the national coordination; by what they are, their ids. */
export async function oneOfEach({ database: { db }, world: { coalitionId } }: OwnCoalition) {
  const at = new Date();
  const soon = new Date(at.getTime() + 20 * 86_400_000);
  const startsLocal = soon.toISOString().slice(0, 16);
  const { tripId: trip } = await insertTestTrip(db, { seats: 5, departs: soon, coalitionId });
  const overAt = new Date(soon.getTime() + 3_600_000);
  const { entryId: entry } = await insertTestEntry(db, { coalitionId, startsAt: soon, startsLocal, overAt });
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
  const ids = { plan: plan.id, poll: poll.id, news: news.id, keyDate: keyDate.id, declaration: declaration.id };
  return { ...ids, trip, entry };
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
