import type { Page } from "@playwright/test";
import { complaints, expect, expectAccessible, firstCoalition, open, test } from "./fixtures";

/** The page of who is on board of a trip that still has seats. */
async function aboardPath(page: Page): Promise<string> {
  const { slug } = firstCoalition();
  await open(page, `/${slug}`);
  const ticket = page.locator("article.ticket", { has: page.locator(".count:not(.full)") }).first();
  const href = await ticket.getByRole("link").first().getAttribute("href");
  return `/espace/${slug}/trajets/${href?.split("/").at(-1)}`;
}

test("S17 · a coordinator writes somebody down without e-mail, reads their history, and cancels with a reason", async ({
  coordinatorPage: page,
}) => {
  const heard = complaints(page);
  const path = await aboardPath(page);
  await open(page, path);
  const name = `Essai ${crypto.randomUUID().slice(0, 8)}`;
  await page.getByRole("button", { name: "Ajouter une personne" }).click();
  await page.locator("#add-phone").fill("pas un numéro");
  await page.locator("form.actform button[type=submit], form.actform button:not([type=button])").click();
  await expect(page.locator("form.actform .err, form.actform [role=alert], form.actform .error").first()).toBeVisible();
  await page.locator("#add-name").fill(name);
  await page.locator("#add-phone").fill("06 00 00 00 00");
  await page.locator("form.actform button[type=submit], form.actform button:not([type=button])").click();
  await expect(page.locator("#add-name")).toHaveCount(0);
  await page.locator("details.more").evaluateAll((folds) => {
    for (const fold of folds) fold.setAttribute("open", "");
  });
  await expect(page.getByText(name).first()).toBeVisible();
  await expectAccessible(page, path);

  await page.getByRole("button", { name: `Historique et actions : ${name}` }).click();
  await expect(page.locator("ol.hist li")).toHaveCount(1);
  await page.getByText("06 00 00 00 00").waitFor();
  await page
    .locator("details", { has: page.locator("textarea[name=reason]") })
    .locator("summary")
    .click();
  await page.locator("textarea[name=reason]").fill("Vient en train,\navec une autre coalition");
  await page
    .locator("form", { has: page.locator("textarea[name=reason]") })
    .getByRole("button")
    .click();
  await expect(page.locator("textarea[name=reason]")).toHaveCount(0);
  await page.reload();
  await expect(page.locator("section, details", { hasText: name }).last()).toBeAttached();
  expect(heard).toEqual([]);
});

test("S16 · who is on board is for organisers: a member and a participant find no such page, a visitor is asked to sign in", async ({
  coordinatorPage,
  memberPage,
  participantPage,
  page,
}) => {
  const path = await aboardPath(coordinatorPage);
  await open(coordinatorPage, path);
  for (const other of [memberPage, participantPage]) {
    const answer = await other.goto(path);
    expect(answer?.status()).toBe(404);
  }
  await page.goto(path);
  await expect(page).toHaveURL(/\/connexion/);
});
