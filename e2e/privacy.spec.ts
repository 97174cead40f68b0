import { readFile } from "node:fs/promises";
import { expect, expectAccessibleInViews, open, test } from "./fixtures";
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
