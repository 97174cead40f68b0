import type { Browser, Locator, Page } from "@playwright/test";
import { contextAs, demo, expect, firstCoalition, open, type Role, test } from "./fixtures";

const tripName = /^Groupe train Lille/;

async function onSheet(browser: Browser, role: Role): Promise<Page> {
  const page = await (await contextAs(browser, role, { width: 1280, colorScheme: "light" })).newPage();
  await open(page, `/espace/${firstCoalition().slug}/trajets`);
  await expect(page.locator("[data-ready]")).toBeVisible();
  return page;
}

/** A cell of the trip's line: 1 says how many seats are taken, 2 how many there are. */
function cell(page: Page, column: number): Locator {
  const line = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: tripName }) });
  return line.locator("> *").nth(column);
}

test("two people on one sheet see what the other types, and both see a seat go when a third books it in public", async ({
  browser,
}) => {
  const [writer, reader] = await Promise.all([onSheet(browser, "coordinator"), onSheet(browser, "member")]);
  const seats = await cell(reader, 2).innerText();
  await cell(writer, 2).click();
  await writer.keyboard.press("Enter");
  await cell(writer, 2)
    .locator("input")
    .fill(String(Number(seats) + 1));
  await writer.keyboard.press("Enter");
  await expect(cell(reader, 2)).toHaveText(String(Number(seats) + 1));
  await writer.keyboard.press("Control+z");
  await expect(cell(reader, 2)).toHaveText(seats);

  const before = Number(await cell(writer, 1).innerText());
  expect(await cell(reader, 1).innerText()).toBe(String(before));
  const third = await (await browser.newContext({ baseURL: demo().origin })).newPage();
  await open(third, `/${firstCoalition().slug}`);
  await third.locator("article.ticket", { hasText: "Groupe train Lille" }).getByRole("link").first().click();
  await third.locator("#firstName").fill("Essai");
  await third.locator("#email").fill(`essai-${crypto.randomUUID()}@example.org`);
  await third.locator("#consent").check();
  await third.getByRole("button", { name: "Réserver ma place" }).click();
  await expect(third.getByRole("heading", { level: 1 })).toContainText("gardée");
  for (const page of [writer, reader]) await expect(cell(page, 1)).toHaveText(String(before + 1));

  const [booking] = third.url().split("?");
  await third.goto(`${booking}?question=desister`);
  await third.locator("main form button.danger").click();
  for (const page of [writer, reader]) await expect(cell(page, 1)).toHaveText(String(before));
});
