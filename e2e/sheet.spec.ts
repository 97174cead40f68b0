import type { Browser, Locator, Page } from "@playwright/test";
import {
  contextAs,
  expect,
  expectAccessible,
  expectAccessibleInViews,
  firstCoalition,
  open,
  type Role,
  test,
} from "./fixtures";

const path = () => `/espace/${firstCoalition().slug}/trajets`;

/** A browser of one's own on the sheet, once it is open for writing. */
async function onSheet(browser: Browser, role: Role, width = 1280): Promise<Page> {
  const context = await contextAs(browser, role, { width, colorScheme: "light" });
  const page = await context.newPage();
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, path());
  await expect(page.locator("[data-ready]")).toBeVisible();
  return page;
}

/** A name that no earlier run has left in the sheet. */
function unused(words: string): string {
  return `${words} ${crypto.randomUUID().slice(0, 6)}`;
}

/** Adds a trip and names it; the panel stays open. */
async function propose(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Proposer un trajet" }).click();
  await page.getByLabel("Nom du trajet").fill(name);
  await expect(page.getByText("Enregistré", { exact: true }).first()).toBeVisible();
}

/** The line of a trip in the grid. */
function line(page: Page, name: string): Locator {
  return page.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });
}

/** A cell of that line, by its place: 2 is the number of seats. */
function cell(page: Page, name: string, column: number): Locator {
  return line(page, name).locator("> *").nth(column);
}

async function writeCell(page: Page, name: string, column: number, text: string): Promise<void> {
  await cell(page, name, column).click();
  await page.keyboard.press("Enter");
  await cell(page, name, column).locator("input").fill(text);
  await page.keyboard.press("Enter");
}

type Network = "fine" | "mute" | "away";
type Unreliable = { network: Network; sockets: Set<WebSocket> };

/** Runs in the page, before it: a network to the rooms that can stop answering, or be gone. */
function unreliableNetwork(): void {
  const Native = WebSocket;
  const state: Unreliable = { network: "fine", sockets: new Set() };
  Object.assign(window, { unreliable: state });
  window.WebSocket = class extends Native {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      if (!String(url).includes("/collab/")) return;
      state.sockets.add(this);
      // Opened unseen and closed again: a browser that fails to connect a few times waits long before it tries more.
      this.addEventListener("open", (event) => {
        if (state.network !== "away") return;
        event.stopImmediatePropagation();
        this.close();
      });
    }
    override set onmessage(listener: ((event: MessageEvent) => void) | null) {
      super.onmessage = listener && ((event) => state.network === "mute" || listener(event));
    }
  };
}

async function network(page: Page, next: Network): Promise<void> {
  await page.evaluate((wanted) => {
    const { unreliable } = window as unknown as { unreliable: Unreliable };
    unreliable.network = wanted;
    if (wanted === "away") for (const socket of unreliable.sockets) socket.close();
  }, next);
}

async function closeAll(...pages: Page[]): Promise<void> {
  for (const page of pages) await page.context().close();
}

test("two people on one sheet: what one types the other sees, and who is there", async ({ browser }) => {
  const [member, coordinator] = [await onSheet(browser, "member"), await onSheet(browser, "coordinator")];
  const name = unused("Essai à deux");
  await propose(member, name);
  await expect(line(coordinator, name)).toBeVisible();
  await expect(member.locator(".avatars").first()).toBeVisible();

  await writeCell(coordinator, name, 2, "17");
  await expect(member.getByLabel("Nombre de places", { exact: true })).toHaveValue("17");
  // The coordinator's focus went down by Enter; coming back shows it to the member.
  await cell(coordinator, name, 2).click();
  await expect(cell(member, name, 2)).toHaveClass(/live/);

  const other = unused("Essai à quatre mains");
  await member.getByLabel("Nom du trajet").fill(other);
  await expect(line(coordinator, other)).toBeVisible();
  await closeAll(member, coordinator);
});

test("undo takes back one's own last step, never the other's", async ({ browser }) => {
  const [member, coordinator] = [await onSheet(browser, "member"), await onSheet(browser, "coordinator")];
  const name = unused("Essai à annuler");
  await propose(member, name);
  await writeCell(member, name, 2, "11");
  await writeCell(member, name, 2, "12");
  await expect(cell(coordinator, name, 2)).toHaveText(/^12/);
  await line(coordinator, name).getByRole("button").click();
  await coordinator.getByLabel("Note pour les personnes inscrites").fill("À l’heure");
  await expect(member.getByLabel("Note pour les personnes inscrites")).toHaveValue("À l’heure");

  await cell(member, name, 2).click();
  await member.keyboard.press("Control+z");
  await expect(cell(coordinator, name, 2)).toHaveText(/^11/);
  await expect(coordinator.getByLabel("Note pour les personnes inscrites")).toHaveValue("À l’heure");
  await member.keyboard.press("Control+y");
  await expect(cell(coordinator, name, 2)).toHaveText(/^12/);
  await closeAll(member, coordinator);
});

test("a wrong value is kept, flagged with its reason, and repaired by one button", async ({ browser }) => {
  const page = await onSheet(browser, "member");
  const name = unused("Essai de huit");
  await propose(page, name);
  await writeCell(page, name, 2, "huit");
  await expect(cell(page, name, 2)).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText(/«.huit.»/).first()).toBeVisible();
  await page.locator(".panel").getByRole("button", { name: "Écrire 8" }).click();
  await expect(cell(page, name, 2)).toHaveText("8");
  await expect(cell(page, name, 2)).not.toHaveAttribute("aria-invalid", "true");

  await page.getByRole("button", { name: "Ouvrir aux réservations" }).click();
  await expect(page.getByText("Avant d’ouvrir, il reste")).toBeVisible();
  await closeAll(page);
});

test("the grid has one tab stop; a removed trip comes back by « Annuler »", async ({ browser }) => {
  const page = await onSheet(browser, "member");
  const name = unused("Essai à retirer");
  await propose(page, name);
  await expect(page.locator('.datagrid [tabindex="0"]')).toHaveCount(1);
  await cell(page, name, 1).click();
  await page.keyboard.press("ArrowRight");
  await expect(cell(page, name, 2)).toBeFocused();
  await page.keyboard.press("F2");
  await cell(page, name, 2).locator("input").fill("99");
  await page.keyboard.press("Escape");
  await expect(cell(page, name, 2)).toHaveText("–");
  await expect(cell(page, name, 2)).toBeFocused();
  await page.locator(".panel").getByRole("button", { name: "Retirer", exact: true }).click();
  await expect(line(page, name)).toHaveCount(0);
  await page.locator(".snackbar").getByRole("button", { name: "Annuler" }).click();
  await expect(line(page, name)).toBeVisible();
  await closeAll(page);
});

test("« Enregistré » only when the server has it; offline after five seconds, and all sent on return", async ({
  browser,
}) => {
  const context = await contextAs(browser, "member", { width: 1280, colorScheme: "light" });
  const page = await context.newPage();
  await page.addInitScript(unreliableNetwork);
  await open(page, path());
  await expect(page.locator("[data-ready]")).toBeVisible();
  const saved = page.getByText("Enregistré", { exact: true });
  const name = unused("Essai hors ligne");
  await propose(page, name);
  await expect(saved).toBeVisible();

  // An edit that nobody acknowledges makes the page doubt a mute connection by itself, so that the time counts from here.
  const cutAt = Date.now();
  await network(page, "mute");
  await page.getByLabel("Nombre de places", { exact: true }).fill("5");
  await page.getByLabel("Nombre de places", { exact: true }).blur();
  await expect(page.getByText("Enregistrement…").first()).toBeVisible();
  await expect(saved).toHaveCount(0);

  await network(page, "away");
  await expect(page.getByText("Hors ligne : 1 modification gardée sur cet appareil").first()).toBeVisible();
  expect(Date.now() - cutAt).toBeGreaterThan(4_500);
  await expect(page.getByText(/Ne fermez pas cette page/)).toHaveCount(0);
  await page.getByLabel("Note pour les personnes inscrites").fill("x");
  await expect(page.getByText("Hors ligne : 2 modifications gardées sur cet appareil").first()).toBeVisible();

  await network(page, "fine");
  await expect(page.getByText("Tout est envoyé").first()).toBeVisible();
  await expect(saved).toBeVisible();
  const other = await onSheet(browser, "coordinator");
  await expect(cell(other, name, 2)).toHaveText("5");
  await closeAll(page, other);
});

test("a participant reads the sheet and writes nothing", async ({ browser }) => {
  const page = await onSheet(browser, "participant");
  await expect(page.getByText("Vous lisez ce tableau.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Proposer un trajet" })).toHaveCount(0);
  await page.locator(".datagrid tbody td").first().click();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(page.locator(".datagrid input")).toHaveCount(0);
  await closeAll(page);
});

test("on a phone: tickets, and a sheet from below to edit one", async ({ browser }) => {
  const page = await onSheet(browser, "member", 360);
  const ticket = page.locator("article.ticket").first();
  await expect(ticket).toBeVisible();
  await ticket.getByRole("button", { name: /Modifier/ }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Nombre de places", { exact: true })).toBeVisible();
  await expectAccessible(page, "the trip's sheet on a phone");
  await dialog.getByRole("button", { name: "Fermer", exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await closeAll(page);
});

test("who has opened a trip on a phone, without touching a field, is seen on its line of the grid", async ({
  browser,
}) => {
  const [desk, phone] = [await onSheet(browser, "coordinator"), await onSheet(browser, "member", 360)];
  const ticket = phone.locator("article.ticket").first();
  const name = (await ticket.getByRole("heading").innerText()).trim();
  await expect(cell(desk, name, 0)).not.toHaveClass(/live/);
  await ticket.getByRole("button", { name: /Modifier/ }).click();
  await expect(cell(desk, name, 0)).toHaveClass(/live/);
  await expect(cell(desk, name, 0).locator(".tag")).toBeVisible();
  await phone.getByRole("dialog").getByRole("button", { name: "Fermer", exact: true }).click();
  await expect(cell(desk, name, 0)).not.toHaveClass(/live/);
  await closeAll(desk, phone);
});

test("signed out: to the sign-in page and back; a stranger's coalition does not exist", async ({ browser, page }) => {
  await page.goto(path());
  expect(new URL(page.url()).pathname).toBe("/connexion");
  expect(new URL(page.url()).searchParams.get("vers")).toBe(path());
  const member = await (await contextAs(browser, "member")).newPage();
  for (const unknown of ["/espace/nulle-part", "/espace/nulle-part/trajets", `${path()}/${crypto.randomUUID()}`])
    expect((await member.goto(unknown))?.status(), unknown).toBe(404);
  await closeAll(member);
});

test("the workspace is accessible and fits, whatever the width and the colours", async ({ browser }) => {
  test.slow();
  const context = await contextAs(browser, "coordinator");
  const page = await context.newPage();
  await open(page, `/espace/${firstCoalition().slug}`);
  const aboard = await page.locator(`a[href^="${path()}/"]`).first().getAttribute("href");
  await expectAccessibleInViews(page, "the workspace's home");
  for (const language of ["", "/en"]) {
    await open(page, `${language}${path()}`);
    await expect(page.locator("[data-ready]")).toBeVisible();
    await expectAccessibleInViews(page, `the open sheet ${language}`);
    await open(page, `${language}${aboard}`);
    await expectAccessibleInViews(page, `who is on board ${language}`);
  }
  await context.close();
});
