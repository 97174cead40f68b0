import { complaints, expect, expectAccessible, open, test } from "./fixtures";
import { contextOf, type OwnCoalition, publicCoalition } from "./own-coalition";

let own: OwnCoalition;
test.beforeAll(async () => {
  own = await publicCoalition();
});
test.afterAll(() => own.database.close());

test("M1 · somebody finds the page, takes part in three presses and one field, and is in the workspace", async ({
  browser,
}) => {
  const context = await contextOf(browser, await own.world.person(null));
  const page = await context.newPage();
  const heard = complaints(page);
  await open(page, `/${own.slug}`);
  await page.getByRole("link", { name: "Rejoindre la coalition" }).first().click();
  await page.getByRole("link", { name: "Participer" }).click();
  await expectAccessible(page, "joining");
  await page.getByRole("button", { name: "Participer" }).click();
  await expect(page.getByText("Donnez un prénom")).toBeVisible();
  await page.getByLabel("Votre prénom").fill("Camille");
  await page.getByRole("button", { name: "Participer" }).click();
  await expect(page).toHaveURL(new RegExp(`/espace/${own.slug}$`));
  await open(page, `/${own.slug}/rejoindre`);
  await expect(page.getByText("Vous participez déjà")).toBeVisible();
  expect(heard).toEqual([]);
  await context.close();
});

test("M2 · without JavaScript one asks, a coordinator welcomes, and one is in", async ({ browser }) => {
  const [asking, boss] = [await own.world.person(null), await own.world.person("coordinator")];
  const [there, here] = [await contextOf(browser, asking), await contextOf(browser, boss)];
  const desk = await here.newPage();
  await open(desk, `/espace/${own.slug}/demandes`);
  await desk.getByLabel("Sur demande").check();
  await desk.getByRole("button", { name: "Enregistrer" }).click();
  await expect(desk.getByText("C’est fait.")).toBeVisible();
  await expectAccessible(desk, "who may take part");
  const plain = await browser.newContext({ javaScriptEnabled: false, storageState: await there.storageState() });
  const page = await plain.newPage();
  await page.goto(new URL(`/${own.slug}/rejoindre`, desk.url()).href);
  await page.getByRole("link", { name: "Participer" }).click();
  await page.getByLabel("Votre prénom").fill("Dominique");
  await page.getByLabel(/^Un mot/).fill("Je viens de Lens.");
  await page.getByRole("button", { name: "Demander à participer" }).click();
  await expect(page.getByText("Votre demande est arrivée")).toBeVisible();
  await open(desk, `/espace/${own.slug}/demandes`);
  await expect(desk.getByText("Je viens de Lens.")).toBeVisible();
  await desk.getByRole("button", { name: /^Accueillir/ }).click();
  await expect(desk.getByText("Personne n’attend de réponse.")).toBeVisible();
  await page.reload();
  await expect(page.getByText("Vous participez déjà")).toBeVisible();
  await desk.getByLabel("Sur invitation").check();
  await desk.getByRole("button", { name: "Enregistrer" }).click();
  await expect(desk.getByText("C’est fait.")).toBeVisible();
  const late = await contextOf(browser, await own.world.person(null));
  const closed = await late.newPage();
  await open(closed, `/${own.slug}/rejoindre`);
  await closed.getByRole("link", { name: "Participer" }).click();
  await expect(closed.getByText("s’ouvre sur invitation")).toBeVisible();
  for (const context of [there, here, plain, late]) await context.close();
});
