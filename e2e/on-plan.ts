import type { Browser, Page } from "@playwright/test";
import type { TestPerson } from "@/server/realtime/testing/coalition-world";
import { expect, open } from "./fixtures";
import { contextOf } from "./own-coalition";

export async function pageOf(browser: Browser, person: TestPerson): Promise<Page> {
  return (await contextOf(browser, person)).newPage();
}

/** Makes a plan by the form; answers with its address. */
export async function makePlan(
  page: Page,
  plans: string,
  title: string,
  template = "Une page blanche",
  day?: string,
): Promise<string> {
  await open(page, `${plans}/nouveau`);
  await page.getByLabel("Titre du plan").fill(title);
  await page.getByLabel(new RegExp(`^${template}`)).check();
  if (day !== undefined) await page.getByLabel("Date de l’action").fill(day);
  await page.getByRole("button", { name: "Créer le plan" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  return new URL(page.url()).pathname;
}

export async function edit(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Modifier" }).click();
  await expect(page.locator("[data-ready]")).toBeVisible();
  await expect(text(page)).toBeFocused();
}

export const text = (page: Page) => page.getByRole("textbox", { name: "Texte du plan" });
export const saved = (page: Page) => expect(page.getByText("Enregistré", { exact: true })).toBeVisible();

/** What the server's page says, once the projection has followed. */
export async function reads(page: Page, path: string, words: string): Promise<void> {
  await expect
    .poll(async () => {
      await open(page, path);
      return page.locator(".plan-text").allInnerTexts();
    })
    .toContainEqual(expect.stringContaining(words));
}

/** As from another program, or from another page. */
export async function paste(page: Page, html: string): Promise<void> {
  await text(page).evaluate((element, content) => {
    const data = new DataTransfer();
    data.setData("text/html", content);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, html);
}

/** What copying the chosen block puts on the clipboard. */
export async function copied(page: Page): Promise<string> {
  return text(page).evaluate((element) => {
    const data = new DataTransfer();
    element.dispatchEvent(new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true }));
    return data.getData("text/html");
  });
}

/** An act of the plan's menu. */
export async function choose(page: Page, name: string): Promise<void> {
  await page.getByLabel("Autres actions").click();
  await page.locator(".plan-acts .menu").getByText(name).click();
}
