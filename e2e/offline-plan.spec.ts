import type { Page } from "@playwright/test";
import { complaints, expect, expectAccessible, open, test } from "./fixtures";
import { Line } from "./line";
import { edit, makePlan, pageOf, reads, saved, text } from "./on-plan";
import { type OwnCoalition, ownCoalition } from "./own-coalition";

test.describe.configure({ timeout: 90_000 });

let own: OwnCoalition;
test.beforeAll(async () => {
  own = await ownCoalition();
});
test.afterAll(() => own.database.close());

/** The worker has kept the page with all that it has loaded until now. */
async function kept(page: Page, path: string): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(async (at) => {
        const names = (await caches.keys()).filter((name) => name.startsWith("cortege-pages-"));
        const found = await Promise.all(names.map(async (name) => (await caches.open(name)).match(at)));
        const files = found.flatMap((response) => response?.headers.get("x-files")?.split(" ") ?? []);
        const loaded = performance
          .getEntriesByType("resource")
          .map(({ name }) => new URL(name).pathname)
          .filter((each) => each.startsWith("/_next/static/"));
        return loaded.length > 0 && loaded.every((each) => files.includes(each));
      }, path),
    )
    .toBe(true);
}

test("R43 R56 · a plan is read and written without a network, also after a reload; what was written is sent later", async ({
  browser,
}) => {
  const page = await pageOf(browser, await own.world.person("member"));
  const line = new Line();
  await line.under(page);
  const heard = complaints(page);
  const path = await makePlan(page, `/espace/${own.slug}/plans`, "Sans réseau");
  await edit(page);
  await page.keyboard.type("Écrit avec réseau.");
  await saved(page);
  await reads(page, path, "Écrit avec réseau.");
  await edit(page);
  await kept(page, path);

  await line.away();
  await page.context().setOffline(true);
  await page.keyboard.press("Enter");
  await page.keyboard.type("Écrit sans réseau.");
  await expect(page.getByText("Hors ligne : 1 modification gardée sur cet appareil").first()).toBeVisible();

  await page.reload();
  await expect(page.locator(".plan-text")).toContainText("Écrit avec réseau.");
  await expect(page.getByRole("status").filter({ hasText: "pas encore envoyée" })).toBeVisible();
  await expectAccessible(page, "a plan without a network");
  await edit(page);
  await expect(text(page)).toContainText("Écrit sans réseau.");

  await page.context().setOffline(false);
  line.fine();
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await expect(page.getByText(/Tout est envoyé|Enregistré/).first()).toBeVisible();
  await reads(page, path, "Écrit sans réseau.");
  await expect(page.getByRole("status").filter({ hasText: "pas encore envoyée" })).toHaveCount(0);
  await open(page, `${path}/versions`);
  expect(heard).toEqual([]);
  await page.context().close();
});
