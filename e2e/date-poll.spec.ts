import { complaints, demo, expect, expectAccessible, firstCoalition, open, test } from "./fixtures";

/** A day that is still to come, as a date field holds it. */
const dayAhead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test("D1, D2, D3, D6 · a member asks when to meet; somebody without account or JavaScript answers, changes it by their own link, and the date is kept in the agenda", async ({
  memberPage,
  browser,
}) => {
  const heard = complaints(memberPage);
  const { slug } = firstCoalition();
  const title = `Quand nous réunir ? ${crypto.randomUUID().slice(0, 8)}`;
  await open(memberPage, `/espace/${slug}/dates`);
  const fold = memberPage
    .locator("details.more", { has: memberPage.locator("#title") })
    .locator("summary")
    .first();
  if (await fold.count()) await fold.click();
  await memberPage.locator("#title").fill(title);
  for (const [row, days] of [20, 22].entries()) {
    await memberPage.locator(`#day${row}`).fill(dayAhead(days));
    await memberPage.locator(`#time${row}`).fill("18:30");
  }
  await memberPage.locator("#closesOn").fill(dayAhead(15));
  await memberPage.locator("form.dates-new button.main").click();
  await memberPage.waitForURL(/\/dates\/[0-9a-f-]{36}$/);
  const address = await memberPage.locator("#adresse").inputValue();

  const context = await browser.newContext({
    baseURL: demo().origin,
    javaScriptEnabled: false,
    viewport: { width: 360, height: 800 },
  });
  const page = await context.newPage();
  await open(page, address);
  const choose = async (row: number, word: string) =>
    page.locator("ol.poll > li").nth(row).getByLabel(word, { exact: true }).check();
  await choose(0, "Oui");
  await choose(1, "Si besoin");
  await page.locator("#firstName").fill("Essai");
  await page.locator("form button.main").click();
  await page.waitForURL(/merci/);
  await expect(page.locator("ol.poll > li.is-best")).toHaveCount(1);
  const mine = await page.locator("#adresse").inputValue();

  await page.goto(mine);
  await expect(page.locator("#firstName")).toHaveValue("Essai");
  await choose(0, "Non");
  await page.locator("form button.main").click();
  await page.waitForURL(/merci/);
  await expect(page.locator("ol.poll > li").nth(1)).toHaveClass("is-best");
  await open(page, address);
  await expect(page.getByText("Essai")).toHaveCount(0);
  await context.close();

  await memberPage.reload();
  await expect(memberPage.getByRole("row", { name: /Essai/ })).toContainText("Si besoin");
  for (const width of [360, 1280]) {
    await memberPage.setViewportSize({ width, height: 800 });
    await expectAccessible(memberPage, `the answers at ${width} px`);
  }
  await memberPage.goto(mine);
  await expectAccessible(memberPage, "the form of somebody who has answered");
  await memberPage.emulateMedia({ colorScheme: "dark" });
  await memberPage.setViewportSize({ width: 360, height: 800 });
  await expectAccessible(memberPage, "the same in the dark, at 360 px");
  await memberPage.goto(`/espace/${slug}/dates`);
  await expectAccessible(memberPage, "the list of choices");

  await memberPage.setViewportSize({ width: 1280, height: 800 });
  await memberPage.getByRole("link", { name: title }).click();
  await memberPage
    .getByRole("button", { name: /^Retenir/ })
    .first()
    .click();
  await expect(memberPage.getByText("C’est dans l’agenda.")).toBeVisible();
  // The page tells what the agenda's projection knows, which comes after a short quiet.
  await expect(async () => {
    await memberPage.reload();
    await expect(memberPage.getByRole("link", { name: "Voir dans l’agenda" })).toBeVisible({ timeout: 1000 });
  }).toPass();
  await memberPage.goto(mine);
  await expect(memberPage.locator("form.stack")).toHaveCount(0);
  expect(heard).toEqual([]);
});
