import type { Browser, Locator, Page } from "@playwright/test";
import { contextAs, demo, expect, expectAccessible, firstCoalition, open, type Role, stateOf, test } from "./fixtures";

// Journeys of many taps by two people.
test.describe.configure({ timeout: 90_000 });

const path = () => `/espace/${firstCoalition().slug}/trajets`;

/** A phone: small, with a finger in place of a mouse. */
async function onPhone(browser: Browser, role: Role): Promise<Page> {
  const context = await browser.newContext({
    baseURL: demo().origin,
    storageState: stateOf(role),
    viewport: { width: 360, height: 640 },
    hasTouch: true,
    isMobile: true,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  await open(page, path());
  await expect(page.locator("[data-ready]")).toBeVisible();
  return page;
}

function unused(words: string): string {
  return `${words} ${crypto.randomUUID().slice(0, 6)}`;
}

const saved = (page: Page) => page.getByText("Enregistré", { exact: true }).first();
const sheet = (page: Page) => page.getByRole("dialog");
const ticket = (page: Page, name: string): Locator =>
  page.locator("article.ticket").filter({ has: page.getByRole("heading", { name }) });
const next = (page: Page) => page.getByRole("toolbar").getByRole("button", { name: "Suivant" });
const okay = (page: Page) => page.getByRole("toolbar").getByRole("button", { name: "OK" });

/** Adds a trip by tap and names it; its sheet stays open, « Suivant » has led to the seats. */
async function propose(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Proposer un trajet" }).tap();
  await sheet(page).getByRole("radio", { name: "Car" }).tap();
  await sheet(page).getByLabel("Nom du trajet").tap();
  await page.keyboard.type(name);
  await next(page).tap();
  await expect(sheet(page).getByLabel("Nombre de places", { exact: true })).toBeFocused();
}

async function close(page: Page): Promise<void> {
  await sheet(page).getByRole("button", { name: "Fermer", exact: true }).tap();
  await expect(sheet(page)).toHaveCount(0);
}

test("on a phone, add a coach with four stops, open it, correct a wrong time, undo", async ({ browser }) => {
  const page = await onPhone(browser, "coordinator");
  const name = unused("Car du marché");
  await propose(page, name);
  await page.keyboard.type("49");
  await okay(page).tap();
  await expect(page.getByRole("toolbar")).toHaveCount(0);

  const outbound = [
    ["08:00", "Lille, gare"],
    ["08:40", "Lens"],
    ["08:20", "Arras"],
    ["12:00", "Paris"],
  ] as const;
  for (const direction of ["Aller", "Retour"]) {
    await sheet(page).getByRole("button", { name: direction, exact: true }).tap();
    for (const [index, [time, place]] of outbound.slice(0, direction === "Aller" ? 4 : 2).entries()) {
      await sheet(page).getByRole("button", { name: "Ajouter un arrêt" }).tap();
      const line = sheet(page).locator(".stopform > li").nth(index);
      await line.locator('input[type="time"]').fill(direction === "Aller" ? time : `${18 + index}:00`);
      await next(page).tap();
      await expect(line.locator('[data-part="place"]')).toBeFocused();
      await page.keyboard.type(direction === "Aller" ? place : index === 0 ? "Paris" : "Lille, gare");
      await okay(page).tap();
    }
  }
  await sheet(page).getByRole("button", { name: "Aller", exact: true }).tap();
  const wrong = sheet(page).locator(".stopform > li").nth(2);
  await expect(wrong.locator(".error")).toBeVisible();
  const time = wrong.locator('input[type="time"]');
  await time.fill("09:10");
  // Nothing has left this phone before the field does.
  await expect(wrong.locator(".error")).toBeVisible();
  await okay(page).tap();
  await expect(wrong.locator(".error")).toHaveCount(0);
  // Said to be missing otherwise; a time alone means the day of the departure.
  await sheet(page).getByLabel("Heure limite").fill("06:00");
  await okay(page).tap();
  await sheet(page).getByRole("button", { name: "Ouvrir aux réservations" }).tap();
  await expect(sheet(page).getByRole("button", { name: "Marquer complet" })).toBeVisible();
  await expectAccessible(page, "the form on a phone");
  await close(page);

  const mine = ticket(page, name);
  await expect(mine.getByText("49 places libres")).toBeVisible();
  await mine.getByRole("button", { name: /^Une place de moins/ }).tap();
  await expect(mine.locator("output")).toHaveText("48");
  await expect(page.locator(".snackbar")).toContainText(/48 places, dès maintenant/);
  await page.locator(".snackbar").getByRole("button", { name: "Annuler" }).tap();
  await expect(mine.locator("output")).toHaveText("49");
  await mine.getByRole("button", { name: name, exact: true }).tap();
  await expect(sheet(page).getByText("Lens")).toBeVisible();
  await expect(sheet(page).locator("input")).toHaveCount(0);
  await sheet(page).getByRole("button", { name: "Modifier" }).tap();
  await sheet(page).getByRole("button", { name: "Retirer", exact: true }).tap();
  await expect(mine).toHaveCount(0);
  await page.context().close();
});

test("two people on one field: both values are shown, one picks, and both screens agree", async ({ browser }) => {
  const [marie, paul] = [await onPhone(browser, "member"), await onPhone(browser, "coordinator")];
  const name = unused("Car à deux");
  await propose(marie, name);
  await marie.keyboard.type("40");
  await okay(marie).tap();
  await expect(saved(marie)).toBeVisible();
  await ticket(paul, name)
    .getByRole("button", { name: /^Modifier/ })
    .tap();

  const [seats, others] = [marie, paul].map((page) => sheet(page).getByLabel("Nombre de places", { exact: true }));
  if (!seats || !others) throw new Error("two fields");
  await expect(others).toHaveValue("40");
  await seats.fill("42");
  await others.fill("44");
  await okay(paul).tap();
  await expect(saved(paul)).toBeVisible();
  await expect(seats).toHaveValue("42");
  await close(marie);
  await ticket(marie, name)
    .getByRole("button", { name: /^Modifier/ })
    .tap();
  const question = sheet(marie).getByText("Cette case a changé");
  await expect(question).toBeVisible();
  await expect(seats).toHaveValue("42");
  await sheet(marie)
    .getByRole("button", { name: /^Coordination Lille.: 44/ })
    .tap();
  await expect(question).toHaveCount(0);
  await expect(seats).toHaveValue("44");

  // The notes of both are kept: they wrote in different places.
  const [note, otherNote] = [marie, paul].map((page) => sheet(page).getByLabel("Note pour les personnes inscrites"));
  if (!note || !otherNote) throw new Error("two notes");
  await note.fill("Parking nord");
  await okay(marie).tap();
  await expect(otherNote).toHaveValue("Parking nord");
  await note.fill("Parking nord, à 8 h");
  await otherNote.fill("Au parking nord".replace("parking", "Parking"));
  await okay(paul).tap();
  await expect(saved(paul)).toBeVisible();
  await okay(marie).tap();
  for (const each of [note, otherNote]) await expect(each).toHaveValue("Au Parking nord, à 8 h");

  await sheet(marie).getByRole("button", { name: "Retirer", exact: true }).tap();
  for (const page of [marie, paul]) await page.context().close();
});

test("the network is cut in mid-field: what was typed stays, is kept, and goes out on return", async ({ browser }) => {
  const page = await onPhone(browser, "member");
  const name = unused("Car du tunnel");
  await propose(page, name);
  await page.keyboard.type("30");
  await page.context().setOffline(true);
  await page.keyboard.press("Backspace");
  await page.keyboard.type("3");
  await close(page);
  await expect(ticket(page, name).locator("output")).toHaveText("33");
  await page.context().setOffline(false);
  await expect(saved(page)).toBeVisible({ timeout: 30_000 });

  const other = await contextAs(browser, "coordinator", { width: 1280, colorScheme: "light" });
  const desk = await other.newPage();
  await open(desk, path());
  const line = desk.getByRole("row").filter({ has: desk.getByRole("rowheader", { name }) });
  await expect(line.locator("> *").nth(2)).toHaveText("33");
  await ticket(page, name)
    .getByRole("button", { name: /^Modifier/ })
    .tap();
  await sheet(page).getByRole("button", { name: "Retirer", exact: true }).tap();
  await page.context().close();
  await other.close();
});

test("a phone reads the trips before the editor comes, and what was tapped meanwhile happens", async ({ browser }) => {
  const context = await browser.newContext({
    baseURL: demo().origin,
    storageState: stateOf("member"),
    viewport: { width: 320, height: 640 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  let release = () => undefined as undefined;
  const held = new Promise<void>((resolve) => {
    release = () => void resolve();
  });
  // The editor's own socket waits; everything else of the page comes.
  await page.routeWebSocket(/\/collab\//, async (socket) => {
    await held;
    socket.connectToServer();
  });
  await open(page, path());
  const first = page.locator("article.ticket").first();
  await expect(first).toBeVisible();
  await expect(page.locator("[data-ready]")).toHaveCount(0);
  await expectAccessible(page, "the trips before the editor");
  const height = await first.evaluate((element) => element.getBoundingClientRect().height);
  await first.getByRole("button", { name: /^Modifier/ }).tap();
  await expect(sheet(page)).toHaveCount(0);
  release();
  await expect(sheet(page).getByLabel("Nombre de places", { exact: true })).toBeVisible();
  await close(page);
  await expect
    .poll(() => first.evaluate((element) => element.getBoundingClientRect().height))
    .toBeLessThanOrEqual(height + 60);
  await context.close();
});
