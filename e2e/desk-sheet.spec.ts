import type { Browser, Locator, Page } from "@playwright/test";
import { contextAs, expect, expectAccessible, firstCoalition, open, type Role, test } from "./fixtures";

const path = () => `/espace/${firstCoalition().slug}/trajets`;

async function atDesk(browser: Browser, role: Role): Promise<Page> {
  const context = await contextAs(browser, role, { width: 1280, colorScheme: "light" });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, path());
  await expect(page.locator("[data-ready]")).toBeVisible();
  return page;
}

function unused(words: string): string {
  return `${words} ${crypto.randomUUID().slice(0, 6)}`;
}

function line(page: Page, name: string): Locator {
  return page.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });
}

/** 0 is the name, 2 the seats, 3 when it leaves, 4 from where, 5 when it arrives. */
function cell(page: Page, name: string, column: number): Locator {
  return line(page, name).locator("> *").nth(column);
}

/** Goes on with Tab until there, as one without a mouse does. */
async function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  for (let step = 0; step < 90; step += 1) {
    if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return;
    await page.keyboard.press(key);
  }
  await expect(target, `${key} leads there`).toBeFocused();
}

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

async function copied(page: Page, text: string): Promise<void> {
  await page.evaluate((given) => navigator.clipboard.writeText(given), text);
}

test("T61 · by keyboard alone: a coach with four stops, opened, corrected, undone, pasted into, found and read as a list", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const page = await atDesk(browser, "coordinator");
  const name = unused("Car du clavier");
  const panel = page.locator(".panel");

  await tabTo(page, page.getByRole("button", { name: "Proposer un trajet" }));
  await press(page, "Enter");
  await expect(panel.getByRole("heading", { level: 2 })).toBeFocused();
  await tabTo(page, panel.getByLabel("Comment"));
  await page.keyboard.type("Car");
  await tabTo(page, panel.getByLabel("Nom du trajet"));
  await page.keyboard.type(name);
  await tabTo(page, panel.getByLabel("Nombre de places", { exact: true }));
  await page.keyboard.type("53");
  const more = panel.getByRole("button", { name: "Ajouter un arrêt" });
  for (const place of ["Lille", "Lens", "Arras", "Paris"]) {
    await tabTo(page, more);
    await press(page, "Enter");
    await tabTo(page, panel.getByLabel(/^Lieu de l’arrêt/).last(), "Shift+Tab");
    await page.keyboard.type(place);
  }
  await press(page, "Tab", "Escape");
  await expect(panel).toHaveCount(0);
  await expect(cell(page, name, 4)).toHaveText("Lille");

  // Into the grid: one tab stop, then arrows.
  await tabTo(page, page.locator('.datagrid [tabindex="0"]'));
  await press(page, "Control+End");
  for (let step = 0; step < 60 && !(await cell(page, name, 7).evaluate((e) => e === document.activeElement)); step += 1)
    await press(page, "ArrowUp");
  await press(page, "Home", "ArrowRight", "ArrowRight", "ArrowRight");
  await expect(cell(page, name, 3)).toBeFocused();
  await page.keyboard.type("8h3o");
  await press(page, "Tab");
  await expect(cell(page, name, 3)).toHaveText("8h3o");
  await expect(cell(page, name, 4)).toBeFocused();
  await expect(cell(page, name, 3)).toHaveAttribute("aria-invalid", "true");
  await press(page, "ArrowLeft", "F2", "Control+a");
  await page.keyboard.type("8h30");
  await press(page, "Enter");
  await expect(cell(page, name, 3)).toHaveText("8 h 30");
  await press(page, "Control+z");
  await expect(cell(page, name, 3)).toHaveText("8h3o");
  await press(page, "Control+y");
  await expect(cell(page, name, 3)).toHaveText("8 h 30");

  // Enter on the name opens the trip, Escape comes back to the cell.
  for (let step = 0; step < 60 && !(await cell(page, name, 3).evaluate((e) => e === document.activeElement)); step += 1)
    await press(page, "ArrowUp");
  await press(page, "Home", "Enter");
  await expect(panel.getByRole("heading", { level: 2 })).toBeFocused();
  await press(page, "Escape");
  await expect(cell(page, name, 0)).toBeFocused();

  // A block from a spreadsheet, wrong values and all, is one step.
  await press(page, "ArrowRight", "ArrowRight");
  await copied(page, '51\t9:10:00\t"Lille,\nGrand Palais"\tvers midi');
  await press(page, "Control+v");
  await expect(page.getByText("4 cases changées.")).toBeVisible();
  await expect(cell(page, name, 4)).toHaveText("Lille, Grand Palais");
  await expect(cell(page, name, 5)).toHaveAttribute("aria-invalid", "true");
  await press(page, "Shift+ArrowRight", "Shift+ArrowRight", "Control+c");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("51\t09:10\tLille, Grand Palais");
  await press(page, "Control+z");
  await expect(cell(page, name, 4)).toHaveText("Lille");
  await expect(cell(page, name, 2)).toHaveText("53");

  // Found, and read as a list.
  const search = page.getByRole("searchbox", { name: "Chercher un trajet" });
  await tabTo(page, search, "Shift+Tab");
  await page.keyboard.type("clavier ARRAS");
  await expect(page.getByText(/trajets? cachés? par le filtre/)).toBeVisible();
  await expect(line(page, name)).toBeVisible();
  await expectAccessible(page, "a filtered sheet");
  await tabTo(page, page.getByRole("button", { name: "Liste", exact: true }), "Shift+Tab");
  await press(page, "Enter");
  const edit = page
    .getByRole("article")
    .filter({ hasText: name })
    .getByRole("button", { name: /Modifier/ });
  await tabTo(page, edit);
  await press(page, "Enter");
  await tabTo(page, panel.getByLabel("Nombre de places", { exact: true }));
  await press(page, "Control+a");
  await page.keyboard.type("49");
  await press(page, "Tab", "Escape");
  await expect(edit).toBeFocused();
  await tabTo(page, page.getByRole("button", { name: "Tableau", exact: true }), "Shift+Tab");
  await press(page, "Enter");
  await expect(cell(page, name, 2)).toHaveText("49");
  await page.context().close();
});

test("T63 · a paste longer than the sheet asks first, and is one step; what cannot be written is named", async ({
  browser,
}) => {
  const page = await atDesk(browser, "member");
  const name = unused("Collé");
  const rows = page.locator(".datagrid tbody tr").filter({ has: page.getByRole("gridcell") });
  const before = await rows.count();
  await rows.last().locator("> *").first().focus();
  await copied(page, `${name} a\t9\t50\n${name} b\t9\tdouze\n${name} c\t9\t8`);
  await press(page, "Control+v");
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("Il manque 2 lignes");
  expect(await rows.count()).toBe(before);
  await press(page, "Enter");
  await expect(page.getByText("2 trajets ajoutés en brouillon")).toBeVisible();
  await expect(page.getByText(/ne se modifient pas ici.: Prises/)).toBeVisible();
  await expect(cell(page, `${name} b`, 2)).toHaveText("douze");
  await expect(cell(page, `${name} c`, 2)).toHaveText("8");
  await page.locator(".snackbar").getByRole("button", { name: "Annuler" }).click();
  await expect(rows).toHaveCount(before);
  await expect(line(page, `${name} a`)).toHaveCount(0);
  await page.context().close();
});

test("T66 · two people: each is seen in the cell where they are, silently, and no more once gone", async ({
  browser,
}) => {
  const [coordinator, member] = [await atDesk(browser, "coordinator"), await atDesk(browser, "member")];
  const first = (page: Page, column: number) =>
    page
      .locator(".datagrid tbody tr")
      .filter({ has: page.getByRole("gridcell") })
      .first()
      .locator("> *")
      .nth(column);
  await first(member, 4).focus();
  await expect(first(coordinator, 4)).toHaveClass(/live/);
  await expect(first(coordinator, 4).locator(".tags")).toHaveAttribute("aria-hidden", "true");
  await member.keyboard.press("ArrowRight");
  await expect(first(coordinator, 5)).toHaveClass(/live/);
  await expect(first(coordinator, 4)).not.toHaveClass(/live/);
  await expectAccessible(coordinator, "a sheet with others in it");
  await member.context().close();
  await expect(coordinator.locator(".datagrid .live")).toHaveCount(0);
  await coordinator.context().close();
});
