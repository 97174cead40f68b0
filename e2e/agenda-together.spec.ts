import { complaints, expect, open, test } from "./fixtures";
import { contextOf, type OwnCoalition, ownCoalition } from "./own-coalition";

let own: OwnCoalition;
test.beforeAll(async () => {
  own = await ownCoalition();
});
test.afterAll(() => own.database.close());

test("C44, C45 · who has a date open is seen in the month and in the list; a time that is cancelled is seen at once", async ({
  browser,
}) => {
  test.setTimeout(60_000);
  const [one, two] = await Promise.all([
    contextOf(browser, await own.world.person("coordinator", "Coordination")),
    contextOf(browser, await own.world.person("member", "Référent·e agenda")),
  ]);
  const [page, other] = [await one.newPage(), await two.newPage()];
  const heard = [complaints(page), complaints(other)];
  for (const each of [page, other]) {
    await open(each, `/espace/${own.slug}/agenda`);
    await expect(each.locator(".agenda-page[data-ready]")).toBeVisible();
  }
  const form = page.getByRole("dialog");
  await page.getByRole("button", { name: "Mois suivant" }).click();
  await page.getByRole("button", { name: "Ajouter une date" }).click();
  await form.getByLabel("Titre").fill("Permanence");
  await form.getByLabel("Répétition").selectOption("weekly");
  await form.getByRole("button", { name: "Fermer" }).click();
  await expect(page.locator(".save")).toHaveText("Enregistré");

  await other.getByRole("button", { name: "Mois suivant" }).click();
  const theirs = other.locator("[data-item]").filter({ hasText: "Permanence" });
  await expect(theirs.nth(1)).toBeVisible();
  await page.locator("[data-item]").filter({ hasText: "Permanence" }).nth(1).click();
  await expect(theirs.first().locator(".ev.live .tag")).toHaveText("C");
  await other.getByRole("radio", { name: "Liste" }).check();
  await expect(other.locator(".item.live .tag").first()).toHaveText("C");
  await other.getByRole("radio", { name: "Mois" }).check();

  await form.getByText("Annuler cette date…").click();
  await form.getByLabel("Raison, lue par tout le monde").fill("La salle est prise");
  await form.getByRole("button", { name: "Annuler pour de bon" }).click();
  await expect(form.getByText("Date annulée : La salle est prise")).toBeVisible();
  await expect(theirs.nth(1).locator(".ev.off")).toBeVisible();
  await expect(theirs.first().locator(".ev.off")).toHaveCount(0);
  await form.getByRole("button", { name: "Fermer" }).click();
  await expect(theirs.first().locator(".tag")).toHaveCount(0);
  expect(heard.flat()).toEqual([]);
});

test("C30 · what is being dragged stays in the hand while somebody else writes", async ({ browser }) => {
  const [one, two] = await Promise.all([
    contextOf(browser, await own.world.person("coordinator", "Coordination")),
    contextOf(browser, await own.world.person("member", "Référent·e agenda")),
  ]);
  const [page, other] = [await one.newPage(), await two.newPage()];
  const room = page.waitForEvent("websocket", (socket) => socket.url().includes("/collab/"));
  for (const each of [page, other]) {
    await each.emulateMedia({ reducedMotion: "reduce" });
    await each.setViewportSize({ width: 1280, height: 900 });
    await open(each, `/espace/${own.slug}/agenda`);
    await expect(each.locator(".agenda-page[data-ready]")).toBeVisible();
    await each.getByRole("button", { name: "Mois suivant" }).click();
    await each.getByRole("button", { name: "Ajouter une date" }).click();
  }
  const form = page.getByRole("dialog");
  await form.getByLabel("Titre").fill("Tirée");
  await form.getByRole("button", { name: "Fermer" }).click();
  const [event, days] = [page.locator("[data-item]").filter({ hasText: "Tirée" }), page.locator(".day-cell")];
  await expect(event).toBeVisible();
  const [from, to] = [await event.boundingBox(), await days.nth(17).boundingBox()];
  if (!from || !to) throw new Error("nothing to drag, or nowhere");

  const socket = await room;
  const title = other.getByRole("dialog").getByLabel("Titre");
  await page.mouse.move(from.x + 30, from.y + 8);
  await page.mouse.down();
  for (let step = 1; step <= 8; step += 1) {
    const written = socket.waitForEvent("framereceived");
    await title.fill(`Écrit pendant ce temps ${step}`);
    await written;
    const [along, down] = [((to.x + 10 - from.x) * step) / 8, ((to.y + to.height / 2 - from.y) * step) / 8];
    await page.mouse.move(from.x + 30 + along, from.y + 8 + down, { steps: 2 });
  }
  await page.mouse.up();
  await expect(page.getByRole("status").filter({ hasText: "déplacé au" }).first()).toBeVisible();
  await expect(page.locator("[data-item]").filter({ hasText: "Écrit pendant ce temps 8" })).toBeVisible();
  await expect(event).toHaveCount(1);
  const there = await event.boundingBox();
  expect(Math.abs((there?.x ?? 0) - to.x)).toBeLessThan(to.width / 2);
});
