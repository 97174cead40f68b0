import { complaints, contextAs, demo, expect, expectAccessible, firstCoalition, open, test, views } from "./fixtures";

/** The path of the first trip that the coalition's page leads to. */
async function firstTrip(page: import("@playwright/test").Page): Promise<string> {
  await open(page, `/${firstCoalition().slug}`);
  const href = await page.locator('a[href*="/trajet/"]').first().getAttribute("href");
  if (!href) throw new Error("the coalition's page shows no trip");
  return new URL(href, demo().origin).pathname;
}

for (const view of views) {
  const name = `${view.width} px, ${view.colorScheme}`;

  test.describe(name, () => {
    test.use({ viewport: { width: view.width, height: 800 }, colorScheme: view.colorScheme });

    test("home, coalition, trip and sign-in are accessible and fit", async ({ page }) => {
      const heard = complaints(page);
      const trip = await firstTrip(page);
      for (const path of ["/", `/${firstCoalition().slug}`, trip, "/connexion"]) {
        await open(page, path);
        await expectAccessible(page, `${path} at ${name}`);
      }
      expect(heard).toEqual([]);
    });

    test("the sheet is accessible and fits", async ({ browser }) => {
      const context = await contextAs(browser, "member", view);
      const page = await context.newPage();
      const heard = complaints(page);
      await open(page, `/espace/${firstCoalition().slug}/trajets`);
      await expectAccessible(page, `the sheet at ${name}`);
      expect(heard).toEqual([]);
      await context.close();
    });
  });
}

test("public pages are complete without JavaScript", async ({ browser }) => {
  const context = await browser.newContext({ baseURL: demo().origin, javaScriptEnabled: false });
  const page = await context.newPage();
  const trip = await firstTrip(page);
  await open(page, trip);
  await expect(page.locator("main form").first()).toBeVisible();
  await open(page, "/connexion");
  await expect(page.getByRole("textbox").first()).toBeVisible();
  await context.close();
});
