import type { BrowserContext, Locator, Page } from "@playwright/test";
import type { CoalitionWorld } from "@/server/realtime/testing/coalition-world";
import { complaints, demo, expect, expectAccessible, open, test } from "./fixtures";
import { Line } from "./line";
import { contextOf, type OwnCoalition, ownCoalition, signIn } from "./own-coalition";

// Two browsers each, a worker to install, pages to load again: more than others need, though nothing sleeps.
test.describe.configure({ timeout: 120_000 });

let own: OwnCoalition;
let world: CoalitionWorld;
let path: string;

test.beforeAll(async () => {
  own = await ownCoalition();
  ({ world, path } = own);
});
test.afterAll(() => own.database.close());

/** The sheet, open for writing, over a line that the test holds, on a clock that it can push. */
async function onSheet(context: BrowserContext): Promise<{ page: Page; line: Line }> {
  const page = await context.newPage();
  const line = new Line();
  await line.under(page);
  await page.clock.install();
  await open(page, path);
  await expect(page.locator("[data-ready]")).toBeVisible();
  return { page, line };
}

function unused(words: string): string {
  return `${words} ${crypto.randomUUID().slice(0, 6)}`;
}

async function propose(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Proposer un trajet" }).first().click();
  await page.getByLabel("Nom du trajet").fill(name);
  await expect(page.getByText("Enregistré", { exact: true }).first()).toBeVisible();
}

async function openTrip(page: Page, name: string): Promise<void> {
  await page.getByRole("row").filter({ hasText: name }).getByRole("button").first().click();
  await expect(page.getByLabel("Nom du trajet")).toHaveValue(name);
}

function field(page: Page, label: string): Locator {
  return page.getByLabel(label, { exact: true });
}

const notes = "Note pour les personnes inscrites";
const seats = "Nombre de places";

async function write(page: Page, label: string, text: string): Promise<void> {
  await field(page, label).fill(text);
  await field(page, label).blur();
}

/** The worker has kept the page: it opens without a network. */
async function kept(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const names = (await caches.keys()).filter((name) => name.startsWith("cortege-pages-"));
        const entries = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
        return entries.flat().length;
      }),
    )
    .toBe(1);
}

/** What this device holds, of anybody. */
function onDevice(page: Page): Promise<{ copies: number; changes: number; pages: number }> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("cortege");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const count = (store: string) =>
      new Promise<number>((resolve) => {
        const request = database.transaction(store).objectStore(store).count();
        request.onsuccess = () => resolve(request.result);
      });
    const found = { copies: await count("copy"), changes: await count("change") };
    database.close();
    const pages = (await caches.keys()).filter((each) => each.startsWith("cortege-pages-"));
    const entries = await Promise.all(pages.map(async (name) => (await caches.open(name)).keys()));
    return { ...found, pages: entries.flat().length };
  });
}

test("R43 · two people edit one row offline for a minute, one reloads; both come back, all equal, nothing lost", async ({
  browser,
}) => {
  const one = await contextOf(browser, await world.person("member"));
  const other = await contextOf(browser, await world.person("coordinator"));
  const [a, b] = [await onSheet(one), await onSheet(other)];
  const heard = complaints(a.page);
  const name = unused("Car hors ligne");
  await propose(a.page, name);
  await openTrip(b.page, name);
  await write(a.page, notes, "Départ devant la gare.");
  await expect(field(b.page, notes)).toHaveValue("Départ devant la gare.");
  await kept(a.page);

  for (const { line } of [a, b]) await line.away();
  await one.setOffline(true);
  await write(a.page, seats, "49");
  await write(a.page, notes, "Départ devant la gare. Prenez de l’eau.");
  await write(b.page, notes, "Bonjour ! Départ devant la gare.");
  for (const { page } of [a, b]) await page.clock.fastForward(60_000);
  await expect(a.page.getByText("Hors ligne : 2 modifications gardées sur cet appareil").first()).toBeVisible();
  await expect(b.page.getByText("Hors ligne : 1 modification gardée sur cet appareil").first()).toBeVisible();
  await b.page.getByRole("button", { name: "Liste", exact: true }).click();
  const ticket = b.page.getByRole("article", { name });
  await expect(ticket.getByText("À envoyer")).toBeVisible();
  await expect(b.page.getByText("À envoyer")).toHaveCount(1);

  await a.page.reload();
  await expect(a.page.locator("[data-ready]")).toBeVisible();
  await a.page.clock.fastForward(6_000);
  await expect(a.page.getByText("Hors ligne : 2 modifications gardées sur cet appareil").first()).toBeVisible();
  await expect(a.page.getByText(/Places relevées le/)).toBeVisible();
  await openTrip(a.page, name);
  await expect(field(a.page, seats)).toHaveValue("49");

  await one.setOffline(false);
  for (const { page, line } of [a, b]) {
    line.fine();
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
  }
  await expect(a.page.getByText("Tout est envoyé").first()).toBeVisible();
  await expect(ticket.getByText("À envoyer")).toHaveCount(0);
  for (const { page } of [a, b]) {
    await expect(field(page, notes)).toHaveValue("Bonjour ! Départ devant la gare. Prenez de l’eau.");
    await expect(field(page, seats)).toHaveValue("49");
  }
  expect(heard).toEqual([]);
  for (const context of [one, other]) await context.close();
});

test("R48 · a page that wakes on a socket that claims to be open is current at once", async ({ browser }) => {
  const one = await contextOf(browser, await world.person("member"));
  const other = await contextOf(browser, await world.person("member"));
  const [a, b] = [await onSheet(one), await onSheet(other)];
  const name = unused("Car au réveil");
  await propose(b.page, name);
  await openTrip(a.page, name);
  a.line.mute();
  await write(b.page, seats, "33");
  await expect(b.page.getByText("Enregistré", { exact: true }).first()).toBeVisible();
  await expect(field(a.page, seats)).toHaveValue("");
  a.line.fine();
  const woken = performance.now();
  await a.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(field(a.page, seats)).toHaveValue("33");
  console.log(`a page that wakes is current after ${Math.round(performance.now() - woken)} ms`);
  await expect(a.page.getByText(/Hors ligne/)).toHaveCount(0);
  for (const context of [one, other]) await context.close();
});

test("R51 · the right to write is lost meanwhile: the unsent changes are copied in words, then given up", async ({
  browser,
}) => {
  const person = await world.person("member");
  const context = await contextOf(browser, person);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { page, line } = await onSheet(context);
  const name = unused("Car perdu");
  await propose(page, name);
  await write(page, seats, "53");
  await expect(page.getByText("Enregistré", { exact: true }).first()).toBeVisible();
  await line.away();
  await write(page, seats, "49");
  await write(page, notes, "Apportez un pull.");
  await world.changeRole(person, "participant");
  line.fine();
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  const note = page.getByRole("alert").filter({ hasText: "Vous ne pouvez plus modifier cette feuille." });
  await expect(note).toContainText("2 modifications n’ont pas été envoyées.");
  await expectAccessible(page, "the right lost");
  await note.getByRole("button", { name: "Les copier" }).click();
  await expect(note.getByText("Copié.")).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.replaceAll("\u00A0", " ").split("\n")).toEqual([
    `${name}, ${seats} : 49 (avant : 53)`,
    `${name}, ${notes} : Apportez un pull.`,
  ]);
  await note.getByRole("button", { name: "Les abandonner" }).click();
  await expect(page.getByText("Vous lisez ce tableau.")).toBeVisible();
  await page.clock.fastForward(6_000);
  await expect(page.getByText(/modification/)).toHaveCount(0);
  await expect(page.getByRole("row").filter({ hasText: name })).toContainText("53");
  await context.close();
});

test("R52 T75 · older versions are erased while somebody is away: their words are theirs to write again", async ({
  browser,
}) => {
  const away = await contextOf(browser, await world.person("member"));
  const desk = await contextOf(browser, await world.person("coordinator", "Coordination"));
  const { page, line } = await onSheet(away);
  const name = unused("Car à deux versions");
  await propose(page, name);
  await write(page, notes, "Appeler le chauffeur.");
  await expect(page.getByText("Enregistré", { exact: true }).first()).toBeVisible();
  await line.away();
  await write(page, notes, "Appeler le chauffeur avant huit heures.");
  await write(page, seats, "19");

  // Another person takes the name out, and everything that still holds it.
  const history = await desk.newPage();
  const { page: sheet } = await onSheet(desk);
  await openTrip(sheet, name);
  await write(sheet, notes, "Appeler la permanence.");
  await expect(sheet.getByText("Enregistré", { exact: true }).first()).toBeVisible();
  const heard = complaints(history);
  await open(history, `${path}/historique`);
  const fold = history.locator("#versions details", { hasText: "Effacer les anciennes versions" });
  await fold.locator("summary").click();
  await expectAccessible(history, "before the versions are erased");
  await fold.getByRole("checkbox").check();
  await fold.getByRole("button", { name: "Effacer toutes les versions" }).click();
  await expect(history.getByText(/Versions plus anciennes effacées le .* par vous\./)).toBeVisible();
  expect(heard).toEqual([]);
  await expect(sheet.getByRole("alert").filter({ hasText: "Ce tableau a été remplacé" })).toBeVisible();
  await sheet.getByRole("button", { name: "Recharger la page" }).click();
  await openTrip(sheet, name);
  await expect(field(sheet, notes)).toHaveValue("Appeler la permanence.");

  line.fine();
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await expect(page.getByRole("alert").filter({ hasText: "Ce tableau a été remplacé" })).toBeVisible();
  await page.getByRole("button", { name: "Recharger la page" }).click();
  const left = page.getByRole("status").filter({ hasText: "2 modifications faites avant n’ont pas été envoyées" });
  await expect(left.getByRole("listitem")).toHaveText([
    `${name}, ${seats} : 19`,
    `${name}, ${notes} : Appeler le chauffeur avant huit heures.`,
  ]);
  await expectAccessible(page, "words left from before");
  await openTrip(page, name);
  await expect(field(page, notes)).toHaveValue("Appeler la permanence.");
  await expect(field(page, seats)).toHaveValue("");
  await write(page, seats, "19");
  await expect(field(sheet, seats)).toHaveValue("19");
  await left.getByRole("button", { name: "Les abandonner" }).click();
  await expect(left).toHaveCount(0);
  await expect.poll(async () => (await onDevice(page)).copies).toBe(1);
  for (const context of [away, desk]) await context.close();
});

test("R54 · signing out asks about unsent changes, sends them, and leaves nothing for the next person", async ({
  browser,
}) => {
  const [first, second] = [await world.person("member"), await world.person("member")];
  const context = await contextOf(browser, first);
  const { page, line } = await onSheet(context);
  const name = unused("Car à envoyer");
  await propose(page, name);
  await kept(page);
  await line.away();
  await write(page, seats, "21");
  await page.clock.fastForward(6_000);
  await expect(page.getByText("Hors ligne : 1 modification gardée sur cet appareil").first()).toBeVisible();
  await page.close();

  const account = await context.newPage();
  await open(account, "/compte");
  await account.getByRole("button", { name: "Sortir" }).click();
  await expect(account.getByText(/1 modification gardée ici n’est pas encore envoyée/)).toBeVisible();
  await expectAccessible(account, "the question before signing out");
  await account.getByRole("button", { name: "Les envoyer, puis sortir" }).click();
  await account.waitForURL(`${demo().origin}/`);
  expect(await onDevice(account)).toEqual({ copies: 0, changes: 0, pages: 0 });

  // Another person on the same device sees what the server has, and what was sent is in it.
  await signIn(context, second);
  const next = await onSheet(context);
  await openTrip(next.page, name);
  await expect(field(next.page, seats)).toHaveValue("21");
  await context.close();
});

test("R45 · where the device keeps nothing, the page says not to close it", async ({ browser }) => {
  const context = await contextOf(browser, await world.person("member"));
  const { page, line } = await (async () => {
    await context.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("refused", "SecurityError");
      };
    });
    return onSheet(context);
  })();
  await propose(page, unused("Car sans mémoire"));
  await line.away();
  await write(page, seats, "8");
  await page.clock.fastForward(6_000);
  await expect(page.getByText("Hors ligne : 1 modification à envoyer").first()).toBeVisible();
  await expect(page.getByText(/Ne fermez pas cette page/)).toBeVisible();
  await expectAccessible(page, "the sheet without a network");
  await context.close();
});

test("R53 · whoever was removed while away finds nothing, and leaves nothing on the device", async ({ browser }) => {
  const person = await world.person("member");
  const context = await contextOf(browser, person);
  const { page } = await onSheet(context);
  await kept(page);
  await page.goto("/confidentialite");
  await world.changeRole(person, null);
  expect((await page.goto(path))?.status()).toBe(404);
  await expect.poll(() => onDevice(page)).toEqual({ copies: 0, changes: 0, pages: 0 });
  await context.close();
});

test("R56 · the workspace can be installed; a public page has no worker", async ({ browser }) => {
  const context = await contextOf(browser, await world.person("participant"));
  const { page } = await onSheet(context);
  const address = await page.locator('link[rel="manifest"]').getAttribute("href");
  const manifest = await (await page.request.get(address ?? "")).json();
  expect(manifest).toMatchObject({ name: "Cortège", lang: "fr", start_url: "/espace", display: "standalone" });
  for (const { src } of manifest.icons) expect((await page.request.get(src)).status(), src).toBe(200);
  await kept(page);
  await page.goto("/");
  expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
  await expect(page.locator('link[rel="manifest"]')).toHaveCount(0);
  await context.close();
});
