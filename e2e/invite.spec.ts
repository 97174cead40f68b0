import { randomUUID } from "node:crypto";
import type { Browser, Page } from "@playwright/test";
import type { TestPerson } from "@/server/realtime/testing/coalition-world";
import { complaints, demo, expect, expectAccessible, expectAccessibleInViews, open, test } from "./fixtures";
import { contextOf, type OwnCoalition, ownCoalition, signIn } from "./own-coalition";
import { serverLog } from "./raw-request";

let own: OwnCoalition;
let boss: TestPerson;
test.beforeAll(async () => {
  own = await ownCoalition();
  boss = await own.world.person("coordinator", "Référent·e mobilisation");
});
test.afterAll(() => own.database.close());

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

/** What stands last in the demo's mailbox for this address. */
async function mailTo(page: Page, email: string, word: string): Promise<string> {
  let text = "";
  await expect(async () => {
    await page.goto(`${demo().origin}/boite-demo?adresse=${encodeURIComponent(email)}`);
    text = (await page.locator("main article").first().textContent({ timeout: 500 })) ?? "";
    expect(text).toContain(word);
  }).toPass();
  return text;
}

async function atDesk(browser: Browser): Promise<Page> {
  const page = await (await contextOf(browser, boss)).newPage();
  await open(page, `/espace/${own.slug}/membres`);
  await page.getByRole("link", { name: "Inviter" }).click();
  await expect(page.getByRole("heading", { name: "Inviter", level: 1 })).toBeVisible();
  return page;
}

test("M20 M21 · invited by a link, on a phone and from nothing: proves an address, comes back, accepts, and writes; then it is used up", async ({
  browser,
}) => {
  const desk = await atDesk(browser);
  const heard = complaints(desk);
  const byLink = desk.getByRole("region", { name: "Par un lien" });
  await byLink.getByLabel("Nom du lien").fill("Réunion du 26");
  await byLink.getByRole("radio", { name: /^Prépare/ }).check();
  await byLink.getByLabel("Pour combien de personnes").fill("1");
  await byLink.getByRole("button", { name: "Créer le lien" }).click();
  const link = await byLink.getByLabel("Lien à donner").inputValue();
  expect(link).toMatch(/\/invitation\/[\w-]{43}$/);
  await expect(byLink.getByRole("img", { name: "QR du lien" })).toBeVisible();
  await expectAccessibleInViews(desk, "inviting, a link made");

  const hand = await browser.newContext({ baseURL: demo().origin, ...phone });
  const page = await hand.newPage();
  const said = complaints(page);
  await open(page, link);
  await expect(page.getByText("vous invite à préparer")).toBeVisible();
  await expect(page.getByText("Vous pourrez modifier les plans")).toBeVisible();
  await expectAccessible(page, "an invitation");
  const email = `invitee-${randomUUID()}@example.org`;
  await page.getByLabel("Votre courriel").fill(email);
  await page.getByRole("button", { name: "Continuer" }).click();
  await page.waitForURL("**/connexion/code");
  const code = /\b\d{6}\b/.exec(await mailTo(await hand.newPage(), email, "/connexion/lien/"))?.[0] ?? "";
  await page.getByLabel("Code à six chiffres").fill(code);
  await page.getByLabel("Code à six chiffres").press("Enter");
  await page.waitForURL(link);
  await page.getByLabel("Votre prénom").fill("Camille");
  await page.getByRole("button", { name: "Accepter l’invitation" }).click();
  await expect(page).toHaveURL(new RegExp(`/espace/${own.slug}$`));
  await open(page, own.path);
  await page.getByRole("button", { name: "Proposer un trajet" }).first().click();
  await expect(page.getByText("Enregistré", { exact: true }).first()).toBeVisible();
  await open(page, link);
  await expect(page.getByText("Vous avez déjà ce rôle")).toBeVisible();

  const late = await (await browser.newContext({ baseURL: demo().origin })).newPage();
  await open(late, link);
  await expect(late.getByText("Ce lien a servi autant de fois que prévu.")).toBeVisible();
  await expect(late.getByRole("button", { name: "Continuer" })).toHaveCount(0);
  expect(serverLog()).not.toContain(link.split("/").at(-1));
  expect([...heard, ...said]).toEqual([]);
  for (const each of [desk, page, late]) await each.context().close();
});

test("M20 M21 · invited by mail, without JavaScript: for that address alone; the list shows it, sends it again and withdraws it", async ({
  browser,
}) => {
  const plain = await browser.newContext({ baseURL: demo().origin, javaScriptEnabled: false });
  await signIn(plain, boss);
  const desk = await plain.newPage();
  const invited = await own.world.person(null);
  const { email } = await own.database.db
    .selectFrom("account")
    .select("email")
    .where("id", "=", invited.accountId)
    .executeTakeFirstOrThrow();
  await desk.goto(`/espace/${own.slug}/membres/inviter`);
  const byMail = desk.getByRole("region", { name: "Par courriel" });
  await byMail.getByLabel("Courriels").fill(`${email}, faute`);
  await byMail.getByRole("radio", { name: /^Coordonne/ }).check();
  await byMail.getByRole("button", { name: "Envoyer l’invitation" }).click();
  await expect(byMail.getByText(/Ceci n’est pas une adresse.*faute/)).toBeVisible();
  await expect(byMail.getByRole("radio", { name: /^Coordonne/ })).toBeChecked();
  await byMail.getByLabel("Courriels").fill(email);
  await byMail.getByRole("button", { name: "Envoyer l’invitation" }).click();
  await expect(byMail.getByText("L’invitation est partie.")).toBeVisible();

  const linkIn = (text: string) => /http\S+\/invitation\/[\w-]{43}/.exec(text)?.[0] ?? "";
  const mailbox = await plain.newPage();
  const first = linkIn(await mailTo(mailbox, email, "la coordonner"));
  await desk.goto(`/espace/${own.slug}/membres`);
  const row = desk
    .getByRole("region", { name: "Invitations en attente" })
    .getByRole("listitem")
    .filter({ hasText: email });
  await expect(row).toContainText("Pour coordonner");
  await row.getByRole("button", { name: "Renvoyer" }).click();
  await expect(desk.getByText("C’est fait.").first()).toBeAttached();
  let link = first;
  await expect(async () => {
    link = linkIn(await mailTo(mailbox, email, "la coordonner"));
    expect(link).not.toBe(first);
  }).toPass();

  const other = await (await contextOf(browser, await own.world.person(null))).newPage();
  await open(other, link);
  await expect(other.getByText("pour une autre adresse que celle de votre compte")).toBeVisible();
  await expect(other.getByRole("button", { name: "Accepter" })).toHaveCount(0);
  await open(other, first);
  await expect(other.getByText("Cette invitation a été retirée.")).toBeVisible();

  const context = await browser.newContext({ baseURL: demo().origin, javaScriptEnabled: false });
  await signIn(context, invited);
  const page = await context.newPage();
  await page.goto(`/en${new URL(link).pathname}`);
  await expect(page.getByText("invites you to coordinate it")).toBeVisible();
  await page.getByLabel("Your first name").fill("Dominique");
  await page.getByRole("button", { name: "Accept the invitation" }).click();
  await expect(page).toHaveURL(new RegExp(`/en/espace/${own.slug}$`));
  await desk.goto(`/espace/${own.slug}/membres`);
  await expect(desk.getByRole("region", { name: "Les personnes" })).toContainText("Dominique");
  await expect(desk.getByText(email)).toHaveCount(0);
  for (const each of [plain, context, other.context()]) await each.close();
});

test("M21 · a link that expired or was withdrawn says so, and one that never was is not found", async ({ browser }) => {
  const desk = await atDesk(browser);
  const byLink = desk.getByRole("region", { name: "Par un lien" });
  const make = async (label: string) => {
    const shown = byLink.getByLabel("Lien à donner");
    const before = (await shown.count()) > 0 ? await shown.inputValue() : "";
    await byLink.getByLabel("Nom du lien").fill(label);
    await byLink.getByRole("button", { name: "Créer le lien" }).click();
    await expect(shown).not.toHaveValue(before);
    return shown.inputValue();
  };
  const [expired, withdrawn] = [await make("Trop tard"), await make("À retirer")];
  await own.database.db
    .updateTable("invitation")
    .set({ expires: new Date(Date.now() - 1000) })
    .where("label", "=", "Trop tard")
    .where("coalitionId", "=", own.world.coalitionId)
    .execute();
  await open(desk, `/espace/${own.slug}/membres`);
  const list = desk.getByRole("region", { name: "Invitations en attente" });
  await expect(list.getByText("Trop tard")).toHaveCount(0);
  await expectAccessibleInViews(desk, "the members, with invitations");
  const row = list.getByRole("listitem").filter({ hasText: "À retirer" });
  await row.getByRole("button", { name: "Retirer" }).click();
  await expect(row).toHaveCount(0);
  const page = await (await browser.newContext({ baseURL: demo().origin, ...phone })).newPage();
  await open(page, expired);
  await expect(page.getByText("Cette invitation n’est plus valable depuis")).toBeVisible();
  await open(page, withdrawn);
  await expect(page.getByText("Cette invitation a été retirée.")).toBeVisible();
  await expectAccessible(page, "an invitation withdrawn");
  expect((await page.goto(`${demo().origin}/invitation/${"x".repeat(43)}`))?.status()).toBe(404);
  for (const each of [desk, page]) await each.context().close();
});
