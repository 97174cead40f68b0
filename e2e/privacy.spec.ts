import { readFile } from "node:fs/promises";
import type { BrowserContext } from "@playwright/test";
import { insertTestTrip } from "@/db/testing/trip";
import { openZip } from "@/domain/transport/exchange/zip";
import { demo, expect, expectAccessible, expectAccessibleInViews, firstCoalition, open, test } from "./fixtures";
import { contextOf, type OwnCoalition, ownCoalition } from "./own-coalition";

let own: OwnCoalition;
test.beforeAll(async () => {
  own = await ownCoalition();
});
test.afterAll(() => own.database.close());

test("K4 · one's data are shown, taken away as a file and erased in one step; the browser is signed out", async ({
  browser,
}) => {
  const person = await own.world.person("participant");
  const context = await contextOf(browser, person);
  const page = await context.newPage();
  await open(page, "/compte/donnees");
  await expect(page.getByRole("heading", { level: 1, name: "Mes données" })).toBeVisible();
  for (const fold of await page.locator("dl.kept summary").all()) await fold.click();
  await expect(page.getByRole("list").filter({ hasText: "Rôle : participe" })).toBeVisible();
  await expectAccessibleInViews(page, "one's data");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Télécharger mes données" }).click(),
  ]);
  expect(JSON.parse(await readFile(await file.path(), "utf8"))).toMatchObject({ account: [{ id: person.accountId }] });
  await page.getByLabel("J’ai lu. Effacer tout ce qui me concerne.").check();
  await page.getByRole("button", { name: "Effacer mon compte et mes données" }).click();
  await expect(page.getByText("Tout ce qui vous concernait est effacé.")).toBeVisible();
  await page.goto("/compte");
  await expect(page).toHaveURL(/\/connexion/);
  await context.close();
});

/** The link of « Retrouver ma réservation » in the demo's mailbox. */
async function linkMailed(context: BrowserContext, email: string): Promise<string> {
  const box = await context.newPage();
  let link = "";
  await expect
    .poll(async () => {
      await box.goto(`${demo().mailbox}?adresse=${encodeURIComponent(email)}`);
      const text = (await box.locator("main").textContent()) ?? "";
      link = /toutes les réservations[\s\S]*?(\/reservations\/[\w-]{43})/.exec(text)?.[1] ?? "";
      return link;
    })
    .not.toBe("");
  await box.close();
  return link;
}

test("K6 · without an account: from an address to all that is held under it, a file of it, and its end", async ({
  browser,
}) => {
  const departs = new Date(Date.now() + 20 * 86_400_000);
  const trip = await insertTestTrip(own.database.db, { seats: 5, departs });
  const context = await browser.newContext({ baseURL: demo().origin });
  const page = await context.newPage();
  const email = `sans-compte-${crypto.randomUUID()}@example.org`;
  await open(page, `/${trip.slug}/trajet/${trip.tripId}`);
  await page.locator("#firstName").fill("Essai");
  await page.locator("#email").fill(email);
  await page.locator("#consent").check();
  await page.getByRole("button", { name: /Réserver/ }).click();
  await page.waitForURL("**/reservations/**");
  await open(page, "/reservations");
  await page.getByLabel("Votre courriel").fill(email);
  await page.getByRole("button", { name: "Recevoir mon lien" }).click();
  await expect(page.getByText("le lien vient de partir")).toBeVisible();
  await open(page, await linkMailed(context, email));
  await expectAccessible(page, "the bookings of an address");
  await page.getByRole("link", { name: "Ce que nous gardons sur vous" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ce que nous gardons sur vous" })).toBeVisible();
  await expectAccessibleInViews(page, "what is held under an address");
  const here = page.url();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Télécharger mes données" }).click(),
  ]);
  expect(JSON.parse(await readFile(await file.path(), "utf8"))).toMatchObject({ signup: [{ email }] });
  await page.getByLabel("J’ai lu. Effacer tout ce qui me concerne.").check();
  await page.getByRole("button", { name: "Effacer mes données" }).click();
  await expect(page.getByText("Tout ce qui vous concernait est effacé.")).toBeVisible();
  expect((await page.goto(here))?.status()).toBe(404);
  await context.close();
});

test("K10 · a coordinator downloads all of their coalition from its settings, and nobody else does", async ({
  coordinatorPage,
  memberPage,
}) => {
  const { slug } = firstCoalition();
  await open(coordinatorPage, `/espace/${slug}/reglages`);
  const [file] = await Promise.all([
    coordinatorPage.waitForEvent("download"),
    coordinatorPage.getByRole("link", { name: "Télécharger l’archive" }).click(),
  ]);
  expect(file.suggestedFilename()).toBe(`${slug}.zip`);
  const zip = openZip(new Uint8Array(await readFile(await file.path())));
  expect([...zip.names]).toEqual(expect.arrayContaining(["LISEZMOI.txt", "README.txt", "trajets.ods", "agenda.ics"]));
  const readme = new TextDecoder().decode(await zip.read("LISEZMOI.txt"));
  expect(readme).toContain("trajets.ods et trajets.csv");
  expect((await memberPage.request.get(`/api/emporter/${slug}`)).status()).toBe(404);
});
