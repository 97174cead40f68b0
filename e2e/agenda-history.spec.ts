import type { Page } from "@playwright/test";
import { complaints, expect, expectAccessibleInViews, firstCoalition, open, test } from "./fixtures";

const base = () => `/espace/${firstCoalition().slug}/agenda`;

async function onAgenda(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, base());
  await expect(page.locator(".agenda-page[data-ready]")).toBeVisible();
}

function restored(page: Page): Promise<void> {
  return expect(page.getByText("C’est rétabli.", { exact: true })).toBeVisible();
}

test("C40 C41 C42 · who changed what in a date is told; it comes back once removed, and so does a version, for the other too", async ({
  coordinatorPage: page,
  memberPage: other,
}) => {
  test.setTimeout(90_000);
  const heard = complaints(page);
  const title = `Tractage ${crypto.randomUUID().slice(0, 6)}`;
  await Promise.all([onAgenda(page), onAgenda(other)]);
  await page.getByRole("button", { name: "Ajouter une date" }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel("Titre").pressSequentially(title);
  await form.getByRole("button", { name: "Fermer" }).click();

  // The other moves it and writes where; in the open date it is told, from what to what.
  const there = other.locator("[data-item]").filter({ hasText: title });
  const theirs = other.getByRole("dialog");
  await there.click();
  await theirs.getByLabel("De", { exact: true }).fill("19:30");
  await theirs.getByLabel("Lieu").fill("Grand-Place");
  await theirs.getByLabel("Titre").focus();
  await expect(other.locator(".save")).toHaveText("Enregistré");
  await theirs.getByRole("button", { name: "Fermer" }).click();
  const here = page.locator("[data-item]").filter({ hasText: title });
  await expect(here).toContainText("19 h 30");
  await here.click();
  const lines = form.locator(".histlines > li");
  await expect(async () => {
    await form.locator("summary", { hasText: "Qui a changé quoi" }).click();
    await expect(lines).toHaveCount(3, { timeout: 200 });
  }).toPass({ intervals: [100] });
  await expect(lines).toContainText([
    "a indiqué le lieu : Grand-Place",
    "18 h →devient 19 h 30",
    `avez ajouté « ${title} »`,
  ]);
  await form.getByRole("button", { name: "Fermer" }).click();

  // Kept under a name, then removed by the other; found and brought back.
  const path = `${base()}/historique`;
  const version = `Avant ${title}`;
  await open(page, path);
  await page.getByText("Garder la version actuelle", { exact: true }).click();
  await page.getByLabel("Nom de la version").fill(version);
  await page.getByRole("button", { name: "Garder", exact: true }).click();
  const kept = page.locator("#versions li", { hasText: version });
  await expect(kept).toBeVisible();
  await there.click();
  await theirs.getByRole("button", { name: "Retirer de l’agenda" }).click();
  await expect(other.locator(".save")).toHaveText("Enregistré");
  await open(page, path);
  const removed = page.locator("#retires li", { hasText: title });
  await expect(removed).toContainText("Retirée par");
  await expectAccessibleInViews(page, "the history of the agenda");
  await page.setViewportSize({ width: 1280, height: 900 });

  await kept.getByRole("link", { name: `Comparer : ${version}` }).click();
  await expect(page.locator(".hist > li", { hasText: title })).toContainText("revient");
  await expectAccessibleInViews(page, "a version of the agenda");
  await page.getByRole("link", { name: "Historique" }).click();
  await removed.getByRole("button", { name: `Rétablir : ${title}` }).click();
  await restored(page);
  await expect(removed).toHaveCount(0);
  await expect(there).toBeVisible();

  // One change is taken back, and that too can be undone.
  const place = page.locator(".histlines > li", { hasText: "a indiqué le lieu" }).filter({ hasText: title });
  await place.getByRole("button", { name: "Rétablir" }).click();
  await restored(page);
  await there.click();
  await expect(theirs.getByLabel("Lieu")).toHaveValue("");
  await page.getByRole("button", { name: "Annuler", exact: true }).click();
  await expect(theirs.getByLabel("Lieu")).toHaveValue("Grand-Place");
  expect(heard).toEqual([]);
});
