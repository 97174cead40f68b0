import { parisDay } from "@/domain/kernel/spoken-date";
import { complaints, expect, expectAccessibleInViews, open, test } from "./fixtures";
import { contextOf, type OwnCoalition, ownCoalition } from "./own-coalition";

// Six views of three pages are looked at.
test.describe.configure({ timeout: 90_000 });

let own: OwnCoalition;
test.beforeAll(async () => {
  own = await ownCoalition();
});
test.afterAll(() => own.database.close());

test("C21 C22 · a task is added by keyboard, taken, moved on the board; another person sees it, at home and in the search", async ({
  browser,
}) => {
  const path = `/espace/${own.slug}/taches`;
  const [one, two] = await Promise.all([
    contextOf(browser, await own.world.person("member", "Référent·e tracts")),
    contextOf(browser, await own.world.person("participant", "Bénévole")),
  ]);
  const [page, other] = [await one.newPage(), await two.newPage()];
  const heard = complaints(page);
  for (const each of [page, other]) {
    await open(each, path);
    await expect(each.locator("[data-ready]")).toBeVisible();
  }
  const field = page.getByLabel("Nouvelle tâche");
  await field.focus();
  await page.keyboard.type("Réserver la salle des fêtes");
  await page.keyboard.press("Enter");
  await expect(field).toHaveValue("");
  await expect(field).toBeFocused();
  const mine = page.locator(".tasks > li", { hasText: "Réserver la salle" });
  await mine.getByRole("button", { name: /^Je m’en charge/ }).click();
  await expect(mine).toContainText("Vous");
  const theirs = other.locator(".tasks > li", { hasText: "Réserver la salle" });
  await expect(theirs).toContainText("Référent·e tracts");
  // Who reads the agenda changes nothing in it.
  await expect(theirs.getByRole("checkbox")).toBeDisabled();
  await expect(theirs.getByRole("button", { name: /^Modifier/ })).toHaveCount(0);

  // Yet they may take what nobody has.
  await field.fill("Peindre la banderole");
  await field.press("Enter");
  const banner = other.locator(".tasks > li", { hasText: "Peindre la banderole" });
  await expect(async () => {
    await banner.getByRole("button", { name: /^Je m’en charge/ }).click({ timeout: 1000 });
    await expect(banner).toContainText("Vous", { timeout: 1000 });
  }).toPass();
  // Seen by who has the page open.
  await expect(page.locator(".tasks > li", { hasText: "Peindre la banderole" })).toContainText("Bénévole");

  const lacks = page.locator(".lacks > li", { hasText: "Réserver la salle" });
  await expect(lacks).toContainText("une date");
  await lacks.getByRole("button", { name: /^Modifier/ }).click();
  const today = parisDay(new Date());
  await page.getByRole("dialog").getByLabel("À faire avant le").fill(today);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Escape");
  await expect(lacks).toHaveCount(0);
  await expectAccessibleInViews(page, "the tasks");

  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByLabel("Par état").check();
  await page.getByLabel("État de « Réserver la salle des fêtes »").selectOption("En cours");
  await expect(theirs).toContainText("En cours");
  await expectAccessibleInViews(page, "the board");
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByLabel("Les miennes").check();
  await expect(page.locator(".cards > li")).toHaveCount(1);

  // Once it is in SQL, home tells it and the search finds it, by the keyboard alone.
  await expect(async () => {
    await open(other, `/espace/${own.slug}`);
    await expect(other.locator(".tasks > li", { hasText: "Réserver la salle" })).toContainText("aujourd’hui", {
      timeout: 500,
    });
  }).toPass();
  // Given back, it is taken there, too.
  await page.getByLabel("Toutes").check();
  await page.getByLabel("Par date").check();
  await mine.getByRole("button", { name: /^Je ne peux plus/ }).click();
  await expect(mine.getByRole("button", { name: /^Je m’en charge/ })).toBeVisible();
  const atHome = other.locator(".tasks > li", { hasText: "Réserver la salle" });
  await expect(async () => {
    await open(other, `/espace/${own.slug}`);
    await atHome.getByRole("button", { name: /^Je m’en charge/ }).click({ timeout: 500 });
  }).toPass();
  await expect(atHome).toContainText("Vous");
  await expect(mine).toContainText("Bénévole");
  await other.keyboard.press("Control+k");
  const search = other.getByRole("dialog").getByRole("searchbox");
  await search.fill("fetes reserver");
  const found = other.getByRole("dialog").getByRole("link", { name: "Réserver la salle des fêtes" });
  await expect(found).toBeVisible();
  await expectAccessibleInViews(other, "the search");
  await other.keyboard.press("ArrowDown");
  await expect(found).toBeFocused();
  await other.keyboard.press("ArrowUp");
  await expect(search).toBeFocused();
  await search.press("Enter");
  await expect(other.getByRole("heading", { level: 2 })).toHaveText("Un résultat pour « fetes reserver »");
  expect(heard).toEqual([]);
  for (const context of [one, two]) await context.close();
});
