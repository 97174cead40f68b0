import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { scanFor } from "@/db/testing/scan";
import { complaints, expect, expectAccessibleInViews, open, test } from "./fixtures";
import { Line } from "./line";
import { edit, makePlan, pageOf, reads, saved, text } from "./on-plan";
import { contextOf, type OwnCoalition, ownCoalition } from "./own-coalition";

test.describe.configure({ timeout: 120_000 });

let own: OwnCoalition;
test.beforeAll(async () => {
  own = await ownCoalition();
});
test.afterAll(() => own.database.close());

/** Tables and columns in which a name stands; a document's bytes are read as they are. */
async function stands(name: string): Promise<string[]> {
  const found = await scanFor(own.database.db, [name], () => []);
  return found.map((line) => line.split(":")[0] ?? "");
}

async function search(page: Page, name: string): Promise<void> {
  await open(page, `/espace/${own.slug}/chercher-un-nom`);
  await page.getByLabel("Un nom, un numéro, une adresse").fill(name);
  await page.getByRole("main").getByRole("button", { name: "Chercher" }).click();
  await expect(page.getByRole("heading", { level: 2, name })).toBeVisible();
  expect(page.url()).not.toContain(name);
}

test("K8 · a name is found, taken out and dropped; a phone that was away brings it back only where nothing started anew", async ({
  browser,
}) => {
  const phone = await contextOf(browser, await own.world.person("member"));
  const desk = await pageOf(browser, await own.world.person("coordinator", "Coordination"));
  const heard = [complaints(desk)];
  const line = new Line();
  const plans: { name: string; path: string; page: Page }[] = [];
  for (const title of ["Repartira", "Ne repart pas"]) {
    const name = `Zq${randomUUID().slice(0, 8)}`;
    const page = await phone.newPage();
    await line.under(page);
    heard.push(complaints(page));
    const path = await makePlan(page, `/espace/${own.slug}/plans`, title);
    await edit(page);
    // In one go, so that its bytes stand together in the log.
    await page.keyboard.insertText(`Appeler ${name} demain.`);
    await saved(page);
    plans.push({ name, path, page });
  }
  await line.away();
  for (const { page, name } of plans) {
    await page.bringToFront();
    await text(page).focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Enter");
    await page.keyboard.type(`${name} viendra.`);
    await expect(page.getByText("1 modification gardée sur cet appareil").first()).toBeVisible();
    // The phone is put away, for a month or for a minute.
    await page.close();
  }

  for (const { name, path } of plans) {
    await reads(desk, path, name);
    await search(desk, name);
    const place = desk.locator("#textes").getByRole("link");
    await expect(place).toHaveCount(1);
    await expect(desk.locator("#avant")).toContainText("Le nom y est encore");
    await place.click();
    await expect(desk).toHaveURL(new RegExp(`${path}$`));
    await edit(desk);
    await desk.keyboard.press("Control+a");
    await desk.keyboard.type("Appeler demain.");
    await saved(desk);
    await reads(desk, path, "Appeler demain.");
    await search(desk, name);
    await expect(desk.locator("#textes")).toContainText("Rien à effacer");
    // Nobody reads it any more, and it is still there.
    expect(await stands(name)).toContain("document_update.payload");
  }

  const [dropped, left] = plans;
  if (!dropped || !left) throw new Error("two plans were made");
  await search(desk, dropped.name);
  await expectAccessibleInViews(desk, "a name that is searched for");
  const again = desk.locator("#avant li", { hasText: "Repartira" });
  await again.getByRole("checkbox").check();
  await again.getByRole("button", { name: "Repartir sans l’historique" }).click();
  await expect(desk.locator("#avant")).toContainText("Aucun document ne garde ces mots.");
  expect(await stands(dropped.name)).toEqual([]);

  line.fine();
  for (const { path } of plans) {
    const page = await phone.newPage();
    await line.under(page);
    heard.push(complaints(page));
    await open(page, path);
    await edit(page);
    await expect(page.locator("[data-ready]")).toBeVisible();
    if (path === dropped.path) {
      // What was not sent is told to whoever wrote it, and to nobody else.
      const told = page.getByRole("status").filter({ hasText: "Ce plan a été remplacé" });
      await expect(told.getByRole("listitem")).toHaveText([`${dropped.name} viendra.`]);
      await expect(text(page)).toHaveText("Appeler demain.");
      await told.getByRole("button", { name: "Les abandonner" }).click();
    } else {
      await expect(text(page)).toContainText(`${left.name} viendra.`);
      await expect(page.getByText(/Tout est envoyé|Enregistré/).first()).toBeVisible();
    }
  }
  // The control: where nothing started anew, what the phone had kept is read by everybody again.
  await reads(desk, left.path, `${left.name} viendra.`);
  expect(await stands(left.name)).toContain("plan.words");
  expect(await stands(dropped.name)).toEqual([]);
  expect(heard.flat()).toEqual([]);
  await phone.close();
  await desk.context().close();
});
