import type { Locator, Page } from "@playwright/test";
import type { TestPerson } from "@/server/realtime/testing/coalition-world";
import { complaints, expect, expectAccessibleInViews, open, test } from "./fixtures";
import { contextOf, type OwnCoalition, onSheetAs, ownCoalition } from "./own-coalition";
import { callAction, failure, raw } from "./raw-request";

let own: OwnCoalition;
let elsewhere: OwnCoalition;

test.beforeAll(async () => {
  own = await ownCoalition();
  elsewhere = await ownCoalition();
});
test.afterAll(async () => {
  for (const each of [own, elsewhere]) await each.database.close();
});

async function propose(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Proposer un trajet" }).click();
  await page.getByLabel("Nom du trajet").fill(name);
  await saved(page);
}

async function write(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(text);
  await page.getByLabel(label, { exact: true }).blur();
  await saved(page);
}

function saved(page: Page): Promise<void> {
  return expect(page.getByText("Enregistré", { exact: true }).first()).toBeVisible();
}

const seats = "Nombre de places";
const notes = "Note pour les personnes inscrites";

function row(page: Page, name: string): Locator {
  return page.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });
}

function restored(page: Page): Promise<void> {
  return expect(page.getByText("C’est rétabli.", { exact: true })).toBeVisible();
}

test("T50 T54 T55 T58 · who changed what is told; a removed trip and a named version come back, for the other too", async ({
  browser,
}) => {
  const [one, two] = [
    await own.world.person("coordinator", "Référent·e transports"),
    await own.world.person("member", "Référent·e logistique"),
  ];
  const [page, other] = await Promise.all([onSheetAs(browser, own, one), onSheetAs(browser, own, two)]);
  const heard = complaints(page);
  await propose(page, "Car de Lens");
  await write(page, seats, "53");
  await row(other, "Car de Lens").getByRole("button").first().click();
  await expect(other.getByLabel(seats, { exact: true })).toHaveValue("53");
  await write(other, seats, "49");
  await write(other, notes, "Chauffeur : 06 00 00 00 01");

  // In the open trip: the latest first, from what to what.
  await page.getByRole("button", { name: "Fermer le panneau" }).click();
  await row(page, "Car de Lens").getByRole("button").first().click();
  const fold = page.locator("details", { has: page.getByText("Qui a changé quoi", { exact: true }) });
  const lines = fold.locator(".histlines > li");
  await expect(async () => {
    await fold.locator("summary").click();
    await expect(lines).toHaveCount(3, { timeout: 200 });
  }).toPass({ intervals: [100] });
  await expect(lines).toContainText([
    "Référent·e logistique a écrit la note : Chauffeur : 06 00 00 00 01",
    "Référent·e logistique a changé le nombre de places : 53 →devient 49",
    "Vous avez ajouté le trajet",
  ]);

  // Removed by one, found and brought back by the other.
  await other.getByRole("button", { name: "Retirer", exact: true }).click();
  await expect(row(page, "Car de Lens")).toHaveCount(0);
  const path = `${own.path}/historique`;
  const removed = page.locator("#retires li", { hasText: "Car de Lens" });
  // Opened before it is told who did it, the page says so a moment later.
  await open(page, path);
  await expect(removed).toContainText("Retiré par Référent·e logistique, aujourd’hui");
  await removed.getByRole("button", { name: "Rétablir : Car de Lens" }).click();
  await restored(page);
  await expect(removed).toHaveCount(0);
  // That too is told, without opening the page again.
  await expect(page.locator(".histlines > li").first()).toContainText("Vous avez rétabli le trajet");
  await expect(row(other, "Car de Lens")).toContainText("49");

  // A named version; then others go on.
  await page.getByText("Garder la version actuelle", { exact: true }).click();
  await page.getByLabel("Nom de la version").fill("Devis reçus");
  await page.getByRole("button", { name: "Garder", exact: true }).click();
  const version = page.locator("#versions li", { hasText: "Devis reçus" });
  await expect(version).toContainText("nommée par vous");
  await expect(page.getByLabel("Nom de la version")).toHaveValue("");
  await expectAccessibleInViews(page, "the history");
  await row(other, "Car de Lens").getByRole("button").first().click();
  await write(other, seats, "30");
  await propose(other, "Car en trop");

  // It is looked at first; brought back, it is an edit like any other.
  await page.setViewportSize({ width: 1280, height: 800 });
  await version.getByRole("link", { name: "Comparer : Devis reçus" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Devis reçus");
  await expect(page.getByText("2 changements à rétablir.")).toBeVisible();
  const changes = page.locator(".hist > li");
  await expect(changes.filter({ hasText: "Car de Lens" })).toContainText("le nombre de places : 30 →devient 49");
  await expect(changes.filter({ hasText: "Car en trop" })).toContainText("est retiré");
  await expectAccessibleInViews(page, "a version");
  await page.getByRole("button", { name: "Rétablir cette version" }).click();
  await restored(page);
  await expect(page.getByText("Le tableau est le même qu’à ce moment.")).toBeVisible();
  await expect(row(other, "Car en trop")).toHaveCount(0);
  await expect(row(other, "Car de Lens")).toContainText("49");
  await page.getByRole("button", { name: "Annuler", exact: true }).click();
  await expect(row(other, "Car en trop")).toBeVisible();
  await expect(row(other, "Car de Lens")).toContainText("30");

  // Words are found and forgotten; who and when stay.
  await open(page, path);
  await page.locator("main summary", { hasText: "Chercher" }).click();
  await page.getByLabel("Mots à chercher").fill("06 00 00");
  await page.getByRole("button", { name: "Chercher", exact: true }).click();
  await expect(page.locator(".histlines > li")).toHaveCount(1);
  await page.getByRole("button", { name: /^Effacer les mots/ }).click();
  await expect(page.getByText("Aucun changement ne contient ces mots.")).toBeVisible();
  await page.getByRole("link", { name: "Tout afficher" }).click();
  await expect(
    page.getByText("Référent·e logistique a fait un changement dont les mots ont été effacés"),
  ).toBeVisible();
  await expect(page.getByText("06 00 00")).toHaveCount(0);
  expect(heard).toEqual([]);
  for (const each of [page, other]) await each.context().close();
});

/** What a person is told at a path. */
async function answered(path: string, { cookie }: TestPerson): Promise<[status: number, told: string | undefined]> {
  const answer = await raw("GET", path, { cookie });
  return [answer.status, /<main[\s\S]*<\/main>/.exec(answer.body)?.[0]];
}

test("T53 · a participant reads the history and changes nothing; removed members and others find nothing", async ({
  browser,
}) => {
  const member = await own.world.person("member", "Référent·e covoiturage");
  const sheet = await onSheetAs(browser, own, member);
  await propose(sheet, "Voiture de Béthune");
  const path = `${own.path}/historique`;
  const named = [
    ["coalition", own.slug],
    ["document", "sheet"],
    ["name", "Avant le tri"],
  ] as const;
  await callAction("nameVersionAction", path, named, member.cookie);
  const { db } = own.database;
  const versions = () =>
    db.selectFrom("documentVersion").select(["id", "name"]).where("name", "is not", null).execute();
  const changes = () =>
    db.selectFrom("documentChange").selectAll().where("documentId", "=", own.world.documentId).orderBy("id").execute();
  const id = (await versions()).find(({ name }) => name === "Avant le tri")?.id ?? "";
  expect(id).not.toBe("");

  const participant = await own.world.person("participant");
  const reader = await (await contextOf(browser, participant)).newPage();
  const line = reader.locator(".histlines > li", { hasText: "Voiture de Béthune" });
  // What was typed last may be on its way: the sheet stays open until it is told.
  await expect(async () => {
    await open(reader, path);
    await expect(line).toContainText("Référent·e covoiturage a ajouté le trajet", { timeout: 1000 });
  }).toPass();
  await sheet.context().close();
  await open(reader, `${path}?mots=Voiture`);
  await expect(line).toBeVisible();
  await expect(reader.locator("#versions li", { hasText: "Avant le tri" })).toBeVisible();
  await expect(reader.locator("main").getByRole("button")).toHaveText(["Chercher"]);
  await open(reader, `${path}?version=${id}`);
  await expect(reader.locator("main").getByRole("button")).toHaveCount(0);

  // What no button offers is refused as well, and says nothing of what there is.
  const standing = [await versions(), await changes()];
  const acts: [name: string, fields: (slug: string) => (readonly [string, string])[], who: TestPerson[]][] = [
    [
      "nameVersionAction",
      (slug) => [
        ["coalition", slug],
        ["document", "sheet"],
        ["name", "À moi"],
      ],
      [participant],
    ],
    [
      "removeVersionAction",
      (slug) => [
        ["coalition", slug],
        ["document", "sheet"],
        ["version", id],
      ],
      [participant],
    ],
    [
      "eraseChangeAction",
      (slug) => [
        ["coalition", slug],
        ["document", "sheet"],
        ["line", String(standing[1]?.at(-1)?.id)],
      ],
      [participant, member],
    ],
  ];
  const gone = await own.world.person("coordinator");
  await own.world.changeRole(gone, null);
  const stranger = await elsewhere.world.person("coordinator");
  for (const [name, fields, who] of acts)
    for (const { cookie } of [...who, gone, stranger]) {
      const refused = await callAction(name, path, fields(own.slug), cookie);
      expect(failure(refused), name).toBeNull();
      expect(refused.body, name).toContain("n’existe pas");
      expect((await callAction(name, path, fields("nulle-part"), cookie)).body, name).toBe(refused.body);
    }
  expect([await versions(), await changes()]).toEqual(standing);

  for (const person of [gone, stranger]) {
    const nothing = await answered("/espace/nulle-part/trajets/historique", person);
    expect(nothing).toEqual([404, expect.stringContaining("<h1")]);
    for (const asked of ["", `?version=${id}`, "?mots=Voiture"])
      expect(await answered(path + asked, person), asked).toEqual(nothing);
  }
  await reader.context().close();
});
