import { demo, expect, expectAccessible, firstCoalition, open, test } from "./fixtures";

const phone = { width: 360, height: 780 };

test("S23, S25 · on a phone without JavaScript one chooses a price and says what one needs; organisers alone read it", async ({
  browser,
  coordinatorPage,
  memberPage,
}) => {
  test.setTimeout(120_000);
  const { slug } = firstCoalition();
  const context = await browser.newContext({ baseURL: demo().origin, viewport: phone, javaScriptEnabled: false });
  const page = await context.newPage();
  await open(page, `/${slug}`);
  const ticket = page.locator("article.ticket", { hasText: "Car n° 2" });
  const href = (await ticket.getByRole("link").first().getAttribute("href")) ?? "";
  await open(page, href);
  await expect(page.locator("#prix, [aria-labelledby=prix]").first()).toContainText("25");

  const need = `Chien guide ${crypto.randomUUID().slice(0, 8)}`;
  const name = `Essai ${crypto.randomUUID().slice(0, 8)}`;
  await page.locator("#firstName").fill(name);
  await page.locator("#email").fill("x@y");
  await page.locator("main form details.more summary").click();
  await page.locator(".pick", { hasText: "Plein" }).click();
  await page.locator("#accessNeed").fill(need);
  await page.locator("#consent").check();
  await page.locator("main form button.main").click();
  // Refused for its address: the fold is open again, and holds what was chosen and written.
  await expect(page.locator("#email-error")).toBeVisible();
  await expect(page.locator("#accessNeed")).toHaveValue(need);
  await expect(page.locator(".pick", { hasText: "Plein" }).locator("input")).toBeChecked();
  await page.locator("#email").fill(`besoin-${crypto.randomUUID()}@example.org`);
  await page.locator("main form button.main").click();
  await page.waitForURL("**/reservations/**");
  expect(page.url()).not.toContain("Chien");
  await expect(page.locator("article.mine")).toContainText("25");
  await expect(page.locator("main")).not.toContainText(need);

  const booking = page.url();
  await page.goto(`${booking}?question=changer`);
  await expect(page.locator("#accessNeed")).toHaveValue(need);
  await page.locator(".pick", { hasText: "Soutien" }).click();
  await page.locator("main form button.main").click();
  await expect(page.locator("article.mine")).toContainText("35");

  const aboard = `/espace/${slug}/trajets/${href.split("/").at(-1)}`;
  expect((await memberPage.goto(aboard))?.status()).toBe(404);
  await open(coordinatorPage, aboard);
  await coordinatorPage.locator("details.more").evaluateAll((folds) => {
    for (const fold of folds) fold.setAttribute("open", "");
  });
  const line = coordinatorPage.locator("li", { has: coordinatorPage.getByText(name, { exact: true }) }).first();
  await expect(line).toContainText(need);
  await expectAccessible(coordinatorPage, aboard);
  await coordinatorPage.getByRole("button", { name: `Historique et actions : ${name}` }).click();
  await coordinatorPage.getByRole("button", { name: "Noter comme payé" }).click();
  await expect(async () => {
    await page.goto(booking);
    await expect(page.locator("article.mine")).toContainText("(payé)", { timeout: 1000 });
  }).toPass();

  await page.goto(`${booking}?question=desister`);
  await page.locator("main form button.danger").click();
  await context.close();
});
