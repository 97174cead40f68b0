import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { parseCsv } from "@/domain/transport/exchange/csv";
import { readWorkbook } from "@/domain/transport/exchange/read-workbook";
import { messySpreadsheet } from "@/domain/transport/exchange/testing-spreadsheet";
import { complaints, demo, expect, expectAccessibleInViews, test } from "./fixtures";
import { type OwnCoalition, onSheetAs, ownCoalition } from "./own-coalition";

let own: OwnCoalition;
let departureId: string;

test.beforeAll(async () => {
  own = await ownCoalition();
  const departure = await own.database.db
    .insertInto("departure")
    .values({
      coalitionId: own.world.coalitionId,
      title: "Marche pour le climat",
      kind: "march",
      startsAtLocal: "2027-03-07T14:00",
      endsAtLocal: "2027-03-07T17:00",
      place: "Paris, République",
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  departureId = departure.id;
});
test.afterAll(() => own.database.close());

type File = { name: string; mimeType: string; buffer: Buffer };

async function choose(page: Page, act: string): Promise<void> {
  await page.getByLabel("Autres actions", { exact: true }).first().click();
  await page.getByRole("button", { name: act }).click();
}

/** The first step of the dialog, with this file read. */
async function importing(page: Page, file: File): Promise<Locator> {
  await choose(page, "Importer un tableau…");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Un fichier de votre appareil").setInputFiles(file);
  await dialog.getByLabel("Départ concerné", { exact: true }).selectOption(departureId);
  return dialog;
}

/** The file that the browser saves. */
async function exported(page: Page, format: string): Promise<File> {
  await choose(page, "Exporter…");
  const saved = page.waitForEvent("download");
  await page.getByRole("dialog").getByRole("button", { name: format }).click();
  const download = await saved;
  const buffer = await readFile(await download.path());
  return { name: download.suggestedFilename(), mimeType: "", buffer };
}

/** As many trips as the sheet says below its last line; none: it says that it is empty. */
async function expectTrips(page: Page, count: number): Promise<void> {
  if (count === 0) await expect(page.getByText(/^Aucun trajet pour l’instant/)).toBeVisible();
  else await expect(page.locator("tfoot").getByText(`${count} trajets`, { exact: true })).toBeVisible();
}

test("T45 · a coalition's spreadsheet comes in, goes again, comes back mended, and leaves as a file that changes nothing", async ({
  browser,
}) => {
  // The file names both.
  const one = await own.world.person("member", "Référent·e transports");
  const two = await own.world.person("coordinator", "Référent·e logistique");
  const [page, other] = await Promise.all([onSheetAs(browser, own, one), onSheetAs(browser, own, two)]);
  const heard = complaints(page);
  const messy: File = { name: "Transports.ods", mimeType: "", buffer: Buffer.from(messySpreadsheet()) };

  // The other sheet of the file is looked at, then the first one is taken.
  const dialog = await importing(page, messy);
  await dialog.getByRole("radio", { name: "Décembre" }).check();
  await dialog.getByRole("button", { name: "Vérifier les lignes" }).click();
  await expect(dialog.getByRole("button", { name: "Importer les 20 prêtes" })).toBeEnabled();
  await dialog.getByRole("button", { name: "Revoir les colonnes" }).click();
  await dialog.getByRole("radio", { name: "Novembre" }).check();
  const remarks = dialog.getByLabel("Remarques devient");
  await expect(remarks).toHaveValue("notes");
  await expect(dialog.getByLabel("Tél devient")).toHaveValue("");
  await expect(dialog.getByText("La colonne « Tél » contient des numéros")).toBeVisible();
  await remarks.selectOption({ label: "À apporter" });
  await expectAccessibleInViews(page, "the columns of an import");
  await dialog.getByRole("button", { name: "Vérifier les lignes" }).click();
  const wrong = dialog.locator(".bad-list > ul > li");
  await expect(wrong).toContainText([
    "12Heure de départ « 6h3O »Une lettre à la place d’un chiffre",
    "19Places « complet »Pas de nombre",
    "23Heure d’arrivée « 3h00 »Avant le départ",
    "36Places « une cinquantaine »Ce n’est pas un nombre",
    "41Qui s’en occupe « Quelqu’un »Aucune personne de ce nom dans la coalitionAux lignes 41 et 44",
  ]);
  await expectAccessibleInViews(page, "what an import would do");
  await page.setViewportSize({ width: 1280, height: 800 });

  // In at once, seen by the other, and out at once.
  await dialog.getByRole("button", { name: "Importer les 54 prêtes" }).click();
  await expect(dialog.getByRole("heading", { name: "54 trajets importés" })).toBeFocused();
  await expectTrips(other, 54);
  await dialog.getByRole("button", { name: "Annuler l’import" }).click();
  await expect(dialog.getByText("Import annulé. Le tableau est comme avant.")).toBeVisible();
  await expectTrips(other, 0);
  await dialog.getByRole("button", { name: "Voir le tableau" }).click();
  await expectTrips(page, 0);

  // Again: the choice is remembered, and what is wrong is mended in each way there is, the same thing once for all its lines.
  await importing(page, messy);
  await expect(remarks).toHaveValue("bring");
  await dialog.getByRole("button", { name: "Vérifier les lignes" }).click();
  for (const repair of ["Écrire 6 h 30 : ligne 12", "Écrire 51, complet : ligne 19", "Écrire 15 h 00 : ligne 23"])
    await dialog.getByRole("button", { name: repair }).click();
  await dialog.getByRole("button", { name: "Autre : ligne 36" }).click();
  await dialog.getByLabel("Places, ligne 36").fill("50");
  await dialog.getByRole("button", { name: "OK", exact: true }).click();
  await dialog.getByRole("button", { name: "Laisser vide : lignes 41 et 44" }).click();
  await dialog.getByRole("button", { name: "Importer les 60 prêtes" }).click();
  await expect(dialog.getByText("6 lignes corrigées.")).toBeVisible();
  await dialog.getByRole("button", { name: "Voir le tableau" }).click();
  await expectTrips(other, 60);
  const first = other.getByRole("row").filter({ has: other.getByRole("rowheader", { name: "Car Lille GP (" }) });
  await expect(first).toContainText("6 h 00");
  await importing(page, messy);
  await dialog.getByRole("radio", { name: "Décembre" }).check();
  await expect(remarks).toHaveValue("bring");
  await dialog.getByRole("button", { name: "Vérifier les lignes" }).click();
  await dialog.getByRole("button", { name: "Importer les 20 prêtes" }).click();
  await dialog.getByRole("button", { name: "Voir le tableau" }).click();
  for (const each of [page, other]) await expectTrips(each, 80);

  // Out as files, the same for both, and in again: nothing would change.
  const [csv, ods, seen] = [
    await exported(page, "Texte (CSV)"),
    await exported(page, "LibreOffice (ODS)"),
    await exported(other, "Texte (CSV)"),
  ];
  expect(csv.name).toMatch(/^trajets-\d{4}-\d\d-\d\d\.csv$/);
  expect(seen.buffer.toString()).toBe(csv.buffer.toString());
  const table = parseCsv(csv.buffer.toString());
  expect(table).toHaveLength(81);
  expect((await readWorkbook(ods.buffer))[0]?.rows).toEqual(table);
  for (const file of [csv, ods]) {
    await importing(page, file);
    await dialog.getByRole("button", { name: "Vérifier les lignes" }).click();
    await expect(dialog.getByText("80 lignes sont déjà dans le tableau")).toBeVisible();
    await expect(dialog.getByRole("heading", { name: "Aucune différence" })).toBeVisible();
    await expect(dialog.getByRole("button", { name: "Rien à importer" })).toBeDisabled();
    await dialog.getByRole("button", { name: "Trajets", exact: true }).click();
  }
  // What was changed in the file is the only difference.
  const seats = table[0]?.indexOf("Places") ?? -1;
  const changed = table.map((cells, line) => cells.map((cell, n) => (line === 1 && n === seats ? "12" : cell)));
  const text = changed.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(";")).join("\r\n");
  await importing(page, { ...csv, buffer: Buffer.from(text) });
  await dialog.getByRole("button", { name: "Vérifier les lignes" }).click();
  await expect(dialog.getByText("Mis à jour", { exact: true })).toHaveCount(1);
  await dialog.getByRole("button", { name: "Importer la ligne prête" }).click();
  await dialog.getByRole("button", { name: "Voir le tableau" }).click();
  await expect(first).toContainText("12");
  expect(heard).toEqual([]);
  for (const each of [page, other]) await each.context().close();
});

test("T23 · who reads the sheet takes it out as a file and as a text, and brings none in", async ({ browser }) => {
  const person = await own.world.person("participant");
  const lille = await own.database.db.selectFrom("coalition").select("id").where("slug", "=", "lille").execute();
  const joins = lille.map(({ id }) => ({
    coalitionId: id,
    accountId: person.accountId,
    name: "Lecture",
    role: "participant",
  }));
  await own.database.db.insertInto("membership").values(joins).execute();
  const reader = await onSheetAs(browser, { ...own, path: "/espace/lille/trajets" }, person);
  await reader.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await reader.getByLabel("Autres actions", { exact: true }).first().click();
  await expect(reader.getByRole("button", { name: "Importer un tableau…" })).toHaveCount(0);
  await reader.getByRole("button", { name: "Exporter…" }).click();
  const dialog = reader.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: /CSV/ })).toBeVisible();
  await expectAccessibleInViews(reader, "the export");
  await reader.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await choose(reader, "Copier pour Signal…");
  await expect(dialog.getByRole("textbox")).toHaveValue(/• Car n° 1 Lille – Paris/);
  await expectAccessibleInViews(reader, "the text for a chat");
  await dialog.getByRole("button", { name: "Copier", exact: true }).click();
  await expect(dialog.getByText("Copié", { exact: false })).toBeVisible();
  const copied = await reader.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain(`${demo().origin}/lille/trajet/`);
  await reader.context().close();
});

test("T74 · who joined the coalition since the sheet was opened is known there by name", async ({ browser }) => {
  const page = await onSheetAs(browser, own, await own.world.person("member", "Référent·e vélo"));
  const joined = await own.world.person("member", "Référent·e covoiturage");
  const other = await onSheetAs(browser, own, joined);
  await expect(page.getByRole("img", { name: /Référent·e covoiturage/ })).toBeVisible();
  for (const each of [page, other]) await each.context().close();
});
