import type { Browser, Page } from "@playwright/test";
import { complaints, demo, expect, expectAccessible, firstCoalition, open, test } from "./fixtures";

const newAddress = () => `aide-${crypto.randomUUID().slice(0, 8)}@example.org`;

async function visitor(browser: Browser) {
  const context = await browser.newContext({
    baseURL: demo().origin,
    javaScriptEnabled: false,
    viewport: { width: 360, height: 800 },
  });
  return { context, page: await context.newPage() };
}

/** The code of the mail to an address, as the demo's mailbox shows it. */
async function codeFor(page: Page, email: string): Promise<string> {
  let code = "";
  await expect
    .poll(async () => {
      await page.goto(`${demo().mailbox}?adresse=${encodeURIComponent(email)}`);
      code = /\b\d{6}\b/.exec((await page.locator("main").textContent()) ?? "")?.[0] ?? "";
      return code;
    })
    .not.toBe("");
  return code;
}

/** The page where one signs up for an entry, and that of those who run it, found by its title. */
async function pagesOf(page: Page, title: string): Promise<{ sign: string; roll: string }> {
  await open(page, `/espace/${firstCoalition().slug}/inscriptions`);
  const row = page.locator("ul.rows > li", { hasText: title });
  const sign = await row.getByRole("link").first().getAttribute("href");
  const roll = await row.locator("a.btn").getAttribute("href");
  if (!sign || !roll) throw new Error(`${title} is not listed`);
  return { sign, roll };
}

test("S50, S54 · a visitor without JavaScript helps at an action, those who run it see them, and they withdraw", async ({
  coordinatorPage,
  browser,
}) => {
  const heard = complaints(coordinatorPage);
  const { sign, roll } = await pagesOf(coordinatorPage, "Tractage au marché de Wazemmes");
  const { context, page } = await visitor(browser);
  const email = newAddress();
  await open(page, sign);
  const before = Number(await page.locator(".full-n .n").innerText());
  await page.locator("#firstName").fill("Aide");
  await page.locator("#email").fill("x@y");
  await page.locator("#consent").check();
  await page.locator("main form button.main").click();
  await expect(page.locator("#email-error")).toBeVisible();
  await expect(page.locator("#firstName")).toHaveValue("Aide");
  await page.locator("#email").fill(email);
  await page.locator("#consent").check();
  await page.locator("main form button.main").click();
  await page.waitForURL("**/reservations/**");
  const holder = page.url();
  const code = await codeFor(page, email);
  await page.goto(holder);
  await page.locator("#code").fill(code);
  await page.locator("main form button.main").click();
  await expect(page.locator("#code")).toHaveCount(0);
  // Near the day the page asks first whether one comes.
  await page.goto(`${holder}?question=voir`);
  await expect(page.locator("h1")).toContainText("confirmé");
  await open(page, sign);
  await expect(page.locator(".full-n .n")).toHaveText(String(before - 1));

  await open(coordinatorPage, roll);
  await expect(coordinatorPage.getByText(email)).toBeVisible();
  for (const width of [360, 1280]) {
    await coordinatorPage.setViewportSize({ width, height: 800 });
    await expectAccessible(coordinatorPage, `who comes, at ${width} px`);
  }
  await page.goto(`${holder}?question=desister`);
  await page.locator("main form button.danger").click();
  await expect(page.locator("h1")).toHaveText("C’est noté");
  await coordinatorPage.goto(sign);
  await expectAccessible(coordinatorPage, "where one signs up");
  expect(heard).toEqual([]);
  await context.close();
});

test("S57, S58, S60 · a coordinator opens a registration; somebody answers, changes an answer by the same page, and is in the file", async ({
  coordinatorPage,
  browser,
}) => {
  const { sign, roll } = await pagesOf(coordinatorPage, "Premiers secours");
  await open(coordinatorPage, roll);
  await coordinatorPage
    .locator("details", { has: coordinatorPage.locator("#capacity") })
    .locator("summary")
    .first()
    .click();
  await coordinatorPage.locator("#capacity").fill("20");
  for (const id of ["#ready-meals", "#ready-lodging", "#ready-access"]) await coordinatorPage.locator(id).check();
  await coordinatorPage.locator("#meals").fill("Samedi midi\nSamedi soir");
  await coordinatorPage
    .locator("form", { has: coordinatorPage.locator("#capacity") })
    .getByRole("button")
    .click();
  await expect(coordinatorPage.locator("dd").nth(1)).toHaveText("20");
  await expectAccessible(coordinatorPage, "the settings of a registration");

  const { context, page } = await visitor(browser);
  // The action was for members: by this name, only who has a role finds it.
  expect((await page.goto(sign))?.status()).toBe(404);
  await coordinatorPage.goto(sign);
  await coordinatorPage.getByLabel("Samedi midi").check();
  await coordinatorPage.getByLabel("J’en propose un").check();
  await coordinatorPage.locator("details.more summary").first().click();
  await coordinatorPage.locator("#q-access").fill("Boucle magnétique");
  await expectAccessible(coordinatorPage, "the form of a registration");
  await coordinatorPage.locator("main form button.main").click();
  await coordinatorPage.waitForURL("**/reservations/**");
  await expectAccessible(coordinatorPage, "the page of who has registered");
  await coordinatorPage.getByRole("link", { name: "Changer mes réponses" }).click();
  await expect(coordinatorPage.getByLabel("Samedi midi")).toBeChecked();
  await coordinatorPage.setViewportSize({ width: 360, height: 800 });
  await coordinatorPage.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(coordinatorPage, "the answers to change, in the dark");
  await coordinatorPage.getByLabel("Samedi soir").check();
  await coordinatorPage.locator("main form button.main").click();
  await expect(coordinatorPage.locator("h1")).toContainText("confirmé");
  const id = roll.split("/").at(-1);
  const file = await coordinatorPage.request.get(`/api/inscriptions/${firstCoalition().slug}/${id}`);
  expect(await file.text()).toContain('"Samedi midi, Samedi soir";J’en propose un;Boucle magnétique');
  expect((await page.request.get(file.url())).status()).toBe(404);
  await context.close();
});
