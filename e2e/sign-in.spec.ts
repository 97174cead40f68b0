import { randomUUID } from "node:crypto";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { contextAs, demo, expect, expectAccessibleInViews, firstCoalition, open, stateOf, test } from "./fixtures";

const someone = () => `visite-${randomUUID()}@example.org`;

/** A browser of its own. */
const browserOf = (browser: Browser, more: Parameters<Browser["newContext"]>[0] = {}): Promise<BrowserContext> =>
  browser.newContext({ baseURL: demo().origin, ...more });

async function ask(page: Page, email: string, path = "/connexion"): Promise<void> {
  await page.goto(path);
  await page.getByLabel("Courriel", { exact: true }).fill(email);
  await page.getByRole("button", { name: "Recevoir mon code" }).click();
  await page.waitForURL("**/connexion/code");
}

/** Code and link of the latest mail to this address, as the demo's mailbox shows them. */
async function mailTo(page: Page, email: string): Promise<{ code: string; link: string }> {
  let text = "";
  await expect(async () => {
    await page.goto(`/boite-demo?adresse=${encodeURIComponent(email)}`);
    text = (await page.locator("main article").first().textContent({ timeout: 500 })) ?? "";
    expect(text).toContain("/connexion/lien/");
  }).toPass();
  return { code: /\b\d{6}\b/.exec(text)?.[0] ?? "", link: /http\S+\/connexion\/lien\/[\w-]{43}/.exec(text)?.[0] ?? "" };
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with JavaScript" : "without JavaScript";

  test(`I1 · the code signs in, ${how}; mistakes keep what was typed and say what is wrong`, async ({ browser }) => {
    const context = await browserOf(browser, { javaScriptEnabled });
    const page = await context.newPage();
    await page.goto("/connexion?vers=%2Fcompte");
    await page.getByLabel("Courriel", { exact: true }).fill("faux");
    await page.getByRole("button", { name: "Recevoir mon code" }).click();
    await expect(page.getByText("Écrivez une adresse complète")).toBeVisible();
    await expect(page.getByLabel("Courriel", { exact: true })).toHaveValue("faux");

    const email = someone();
    await ask(page, email, "/connexion?vers=%2Fcompte");
    await expect(page.getByRole("heading", { level: 1, name: "Regardez vos courriels" })).toBeVisible();
    const field = page.getByLabel("Code à six chiffres");
    await expect(field).toHaveAttribute("autocomplete", "one-time-code");
    const mailbox = await context.newPage();
    const { code } = await mailTo(mailbox, email);
    const wrong = code === "000000" ? "000001" : "000000";
    await field.fill(wrong);
    await field.press("Enter");
    await expect(page.getByText("Ce code n’est pas le bon")).toBeVisible();
    await expect(field).toHaveValue(wrong);
    await field.fill(code);
    await field.press("Enter");
    await page.waitForURL(`${demo().origin}/compte`);
    await expect(page.locator("main")).toContainText(email);
    await context.close();
  });
}

test("I8 · scanners that fetch the link ten times, or load it in a headless browser, do not spend it", async ({
  browser,
}) => {
  const asking = await browserOf(browser);
  const email = someone();
  const page = await asking.newPage();
  await ask(page, email);
  const { link } = await mailTo(page, email);
  for (let n = 0; n < 10; n++) {
    const fetched = await asking.request.get(link);
    expect(fetched.status()).toBe(200);
    expect(fetched.headers()["set-cookie"] ?? "").not.toContain("session");
  }
  const scanner = await browserOf(browser);
  const scanned = await scanner.newPage();
  await scanned.goto(link);
  await scanned.waitForLoadState("networkidle");
  expect((await scanner.cookies()).map(({ name }) => name)).not.toContain("cortege.session");

  // The mail app's own browser, which asked for nothing.
  const reading = await browserOf(browser);
  const read = await reading.newPage();
  await open(read, new URL(link).pathname);
  await read.getByRole("button", { name: "Entrer" }).click();
  await read.waitForURL("**/espace");
  await read.goto("/compte");
  await expect(read.locator("main")).toContainText(email);
  await scanned.getByRole("button", { name: "Entrer" }).click();
  await expect(scanned.getByText("Ce lien a déjà servi")).toBeVisible();
  for (const context of [asking, scanner, reading]) await context.close();
});

test("I4 · the code does not work in another browser", async ({ browser }) => {
  const [one, other] = [await browserOf(browser), await browserOf(browser)];
  const email = someone();
  const page = await one.newPage();
  await ask(page, email);
  const { code } = await mailTo(await one.newPage(), email);
  const elsewhere = await other.newPage();
  await ask(elsewhere, someone());
  await elsewhere.getByLabel("Code à six chiffres").fill(code);
  await elsewhere.getByLabel("Code à six chiffres").press("Enter");
  await expect(elsewhere.getByText("Ce code n’est pas le bon")).toBeVisible();
  await page.getByLabel("Code à six chiffres").fill(code);
  await page.getByLabel("Code à six chiffres").press("Enter");
  await page.waitForURL("**/espace");
  for (const context of [one, other]) await context.close();
});

test("I11 · « Sortir » ends the session everywhere it is open", async ({ browser }) => {
  const context = await browserOf(browser);
  const page = await context.newPage();
  const email = someone();
  await ask(page, email, "/connexion?vers=%2Fcompte");
  const { link } = await mailTo(page, email);
  await page.goto(link);
  await page.getByRole("button", { name: "Entrer" }).click();
  await page.waitForURL("**/compte");
  const cookies = await context.cookies();
  await page.getByRole("button", { name: "Sortir" }).click();
  await page.waitForURL(`${demo().origin}/`);
  await page.goto("/compte");
  await expect(page).toHaveURL(/\/connexion\?vers=/);
  // Whoever kept a copy of the cookie holds nothing.
  const thief = await browserOf(browser);
  await thief.addCookies(cookies);
  const stolen = await thief.newPage();
  await stolen.goto("/compte");
  await expect(stolen).toHaveURL(/\/connexion\?vers=/);
  await context.close();
  await thief.close();
});

test("I11 · a sheet that is open is cut off within two seconds of « Sortir »", async ({ browser }) => {
  const context = await browserOf(browser);
  const sheet = await context.newPage();
  const email = "membre-lille@example.org";
  await ask(sheet, email);
  const { link } = await mailTo(await context.newPage(), email);
  await sheet.goto(link);
  await sheet.getByRole("button", { name: "Entrer" }).click();
  await sheet.waitForURL("**/espace/**");
  const connected = sheet.waitForEvent("websocket", (socket) => socket.url().includes("/collab/"));
  await sheet.goto(`/espace/${firstCoalition().slug}/trajets`);
  const socket = await connected;
  await socket.waitForEvent("framereceived");

  const account = await context.newPage();
  await account.goto("/compte");
  const closed = socket.waitForEvent("close", { timeout: 10_000 });
  const out = account.waitForResponse((answer) => answer.request().method() === "POST");
  await account.getByRole("button", { name: "Sortir" }).click();
  await out;
  const signedOut = performance.now();
  await closed;
  console.log(`signed out, an open sheet is cut off after ${Math.round(performance.now() - signedOut)} ms`);
  await context.close();
});

test("I12 · a wish for another site leads to one's own space", async ({ browser }) => {
  const context = await contextAs(browser, "participant");
  const page = await context.newPage();
  for (const wish of ["//example.com/", "https://example.com/", "/\\example.com", "javascript:alert(1)"]) {
    await page.goto(`/connexion?vers=${encodeURIComponent(wish)}`);
    expect(new URL(page.url()).origin, wish).toBe(demo().origin);
    expect(new URL(page.url()).pathname, wish).toContain("/espace");
  }
  await context.close();
});

test("I22 · a demo link is used up once somebody has entered", async ({ browser }) => {
  expect(stateOf("member")).toContain("member");
  const context = await browserOf(browser);
  const page = await context.newPage();
  await open(page, new URL(demo().signIn.member).pathname);
  await expect(page.getByRole("heading", { level: 1, name: "Ce lien a déjà servi" })).toBeVisible();
  await context.close();
});

test("the code, link and account pages are accessible and fit, whatever the width and the colours", async ({
  browser,
}) => {
  test.slow();
  const context = await browserOf(browser);
  const page = await context.newPage();
  const email = someone();
  await ask(page, email);
  await expectAccessibleInViews(page, "the code page");
  const { link } = await mailTo(page, email);
  await expectAccessibleInViews(page, "the mailbox");
  await open(page, new URL(link).pathname);
  await expectAccessibleInViews(page, "the link page");
  await page.getByRole("button", { name: "Entrer" }).click();
  await page.waitForURL("**/espace");
  await open(page, "/compte");
  await expectAccessibleInViews(page, "the account page");
  await context.close();
});
