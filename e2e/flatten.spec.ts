import type { Page } from "@playwright/test";
import { complaints, expect, expectAccessible, open, test } from "./fixtures";
import { Line } from "./line";
import { edit, makePlan, pageOf, saved, text } from "./on-plan";
import { contextOf, type OwnCoalition, ownCoalition } from "./own-coalition";

test.describe.configure({ timeout: 90_000 });

let own: OwnCoalition;
let base: string;

test.beforeAll(async () => {
  own = await ownCoalition();
  base = `/espace/${own.slug}`;
});
test.afterAll(() => own.database.close());

/** A page of its own over a line that the test holds. */
async function overLine(page: Page): Promise<Line> {
  const line = new Line();
  await line.under(page);
  return line;
}

async function dropVersions(page: Page, path: string): Promise<void> {
  await open(page, path);
  const fold = page.locator("#versions details", { hasText: "Effacer les anciennes versions" });
  await fold.locator("summary").click();
  await expectAccessible(page, "before the versions are erased");
  await fold.getByRole("checkbox").check();
  await fold.getByRole("button", { name: "Effacer toutes les versions" }).click();
  await expect(page.getByText(/Versions plus anciennes effacées le .* par vous\./)).toBeVisible();
}

async function back(page: Page, line: Line): Promise<void> {
  line.fine();
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
}

test("P25 · older versions of a plan are erased while somebody is away: their lines are theirs to write again", async ({
  browser,
}) => {
  const away = await pageOf(browser, await own.world.person("member"));
  const desk = await pageOf(browser, await own.world.person("coordinator", "Coordination"));
  const heard = [complaints(away), complaints(desk)];
  const line = await overLine(away);
  const path = await makePlan(away, `${base}/plans`, "À deux versions");
  await edit(away);
  await away.keyboard.type("Appeler la permanence.");
  await saved(away);
  await line.away();
  await away.keyboard.press("Enter");
  await away.keyboard.type("Puis le chauffeur.");

  await dropVersions(desk, `${path}/versions`);
  await back(away, line);
  await expect(away.getByRole("alert").filter({ hasText: "Ce plan a été remplacé" })).toBeVisible();
  await away.getByRole("button", { name: "Recharger la page" }).click();
  await edit(away);
  const left = away.getByRole("status").filter({ hasText: "Ce plan a été remplacé" });
  await expect(left.getByRole("listitem")).toHaveText(["Puis le chauffeur."]);
  await expect(text(away)).toHaveText("Appeler la permanence.");
  await left.getByRole("button", { name: "Les abandonner" }).click();
  await expect(left).toHaveCount(0);
  expect(heard).toEqual([[], []]);
  for (const page of [away, desk]) await page.context().close();
});

test("C43 · older versions of the agenda are erased while somebody is away: their words are theirs to write again", async ({
  browser,
}) => {
  const away = await (await contextOf(browser, await own.world.person("member"))).newPage();
  const desk = await pageOf(browser, await own.world.person("coordinator", "Coordination"));
  const line = await overLine(away);
  await open(away, `${base}/agenda`);
  await expect(away.locator(".agenda-page[data-ready]")).toBeVisible();
  const form = away.getByRole("dialog");
  await away.getByRole("button", { name: "Ajouter une date" }).click();
  await form.getByLabel("Titre").fill("Réunion");
  await expect(away.locator(".save")).toHaveText("Enregistré");
  await line.away();
  await form.getByLabel("Lieu").fill("Grand-Place");
  await form.getByLabel("Titre").fill("Réunion publique");
  await form.getByRole("button", { name: "Fermer" }).click();

  await dropVersions(desk, `${base}/agenda/historique`);
  await back(away, line);
  // An open agenda hears of it and may be the new one by now.
  await away.reload();
  const left = away.getByRole("status").filter({ hasText: "Cet agenda a été remplacé" });
  await expect(left.getByRole("listitem")).toHaveText([
    "Réunion publique, le lieu : Grand-Place",
    "Réunion publique, le titre : Réunion publique",
  ]);
  await expectAccessible(away, "words left from before");
  await expect(away.getByRole("button", { name: /18 h Réunion$/ })).toBeVisible();
  await left.getByRole("button", { name: "Les abandonner" }).click();
  await expect(left).toHaveCount(0);
  for (const page of [away, desk]) await page.context().close();
});
