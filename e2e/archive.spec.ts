import { complaints, demo, expect, expectAccessible, expectAccessibleInViews, open, test } from "./fixtures";
import { contextOf, type OwnCoalition, onSheetAs, publicCoalition, signIn } from "./own-coalition";

let own: OwnCoalition;
test.beforeAll(async () => {
  own = await publicCoalition();
});
test.afterAll(() => own.database.close());

test("M26 M27 · archived by its coordinator: who has its sheet open stops writing, the public page says so, and it is opened again", async ({
  browser,
}) => {
  const [boss, member] = [
    await own.world.person("coordinator", "Référent·e mobilisation"),
    await own.world.person("member", "Bénévole"),
  ];
  const sheet = await onSheetAs(browser, own, member);
  await sheet.getByRole("button", { name: "Proposer un trajet" }).first().click();
  await expect(sheet.getByText("Enregistré", { exact: true }).first()).toBeVisible();

  const plain = await browser.newContext({ baseURL: demo().origin, javaScriptEnabled: false });
  await signIn(plain, boss);
  const desk = await plain.newPage();
  await desk.goto(`/espace/${own.slug}/reglages`);
  const part = desk.getByRole("region", { name: "Archiver la coalition" });
  await part.locator("summary").click();
  await expect(part.getByText("Personne ne pourra plus la rejoindre")).toBeVisible();
  await part.getByRole("button", { name: "Archiver" }).click();
  await expect(desk).toHaveURL(new RegExp(`/espace/${own.slug}$`));
  await expect(desk.getByText("tout se lit, rien ne se modifie")).toBeVisible();
  await expect(desk.getByRole("link", { name: "Réglages" })).toHaveCount(0);
  expect((await desk.goto(`/espace/${own.slug}/reglages`))?.status()).toBe(404);
  await sheet.reload();
  await expect(sheet.getByText("tout se lit, rien ne se modifie")).toBeVisible();
  await expect(sheet.getByRole("button", { name: "Proposer un trajet" })).toHaveCount(0);

  const visitor = await (await browser.newContext({ baseURL: demo().origin })).newPage();
  const heard = complaints(visitor);
  await open(visitor, `/${own.slug}`);
  await expect(visitor.getByText("Cette coalition est archivée depuis le")).toBeVisible();
  await expect(visitor.getByRole("button", { name: "Rouvrir" })).toHaveCount(0);
  await expectAccessibleInViews(visitor, "an archived coalition");
  expect((await visitor.goto(`/${own.slug}/rejoindre`))?.status()).toBe(404);
  await visitor.goto(`/en/${own.slug}`);
  await expect(visitor.getByText("This coalition has been archived since")).toBeVisible();
  expect(heard).toEqual([]);

  const again = await (await contextOf(browser, boss)).newPage();
  await open(again, `/espace/${own.slug}`);
  await expectAccessible(again, "the space of an archived coalition");
  await again.getByRole("link", { name: "sa page publique" }).click();
  await again.getByRole("button", { name: "Rouvrir la coalition" }).click();
  await expect(again).toHaveURL(new RegExp(`/espace/${own.slug}$`));
  await expect(again.getByText("tout se lit, rien ne se modifie")).toHaveCount(0);
  await open(again, `/espace/${own.slug}/reglages`);
  await open(visitor, `/${own.slug}/rejoindre`);
  await sheet.reload();
  await sheet.getByRole("button", { name: "Proposer un trajet" }).first().click();
  await expect(sheet.getByText("Enregistré", { exact: true }).first()).toBeVisible();
  for (const page of [sheet, desk, visitor, again]) await page.context().close();
});
