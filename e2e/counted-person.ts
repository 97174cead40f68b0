import type { Browser, Page } from "@playwright/test";
import { demo, expect } from "./fixtures";

/** What a person does with a form: fields that they fill in, and everything that they press. */
export class CountedPerson {
  fields = 0;
  taps = 0;
  constructor(readonly page: Page) {}
  async fill(field: string, text: string): Promise<void> {
    this.fields += 1;
    await this.page.locator(field).fill(text);
  }
  async check(box: string): Promise<void> {
    this.taps += 1;
    await this.page.locator(box).check();
  }
  async go(name: string): Promise<void> {
    this.taps += 1;
    await this.page.getByRole("link", { name }).first().click();
  }
  async press(name: string): Promise<void> {
    this.taps += 1;
    await this.page.getByRole("button", { name, exact: true }).click();
  }
}

export async function visitor(browser: Browser, javaScriptEnabled = true): Promise<CountedPerson> {
  const context = await browser.newContext({
    baseURL: demo().origin,
    javaScriptEnabled,
    viewport: { width: 360, height: 800 },
  });
  return new CountedPerson(await context.newPage());
}

/** The link of the last mail to an address, as the demo's mailbox shows it. */
export async function linkTo(page: Page, email: string, path: string): Promise<string> {
  const link = page.locator(`a[href*="${path}"]`).first();
  await expect(async () => {
    await page.goto(`/boite-demo?adresse=${encodeURIComponent(email)}`);
    await expect(link).toBeVisible({ timeout: 500 });
  }).toPass();
  return (await link.getAttribute("href")) ?? "";
}
