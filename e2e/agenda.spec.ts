import type { Locator, Page } from "@playwright/test";
import {
  complaints,
  demo,
  expect,
  expectAccessible,
  expectAccessibleInViews,
  firstCoalition,
  open,
  test,
} from "./fixtures";

const slug = () => firstCoalition().slug;
const unused = (words: string) => `${words} ${crypto.randomUUID().slice(0, 6)}`;

/** The month after the present one, in which the demo leaves the middle free. */
function nextMonth(): string {
  const now = new Date();
  const month = new Date(Date.UTC(now.getFullYear(), now.getMonth() + 1, 15));
  return month.toISOString().slice(0, 7);
}

async function onAgenda(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, `/espace/${slug()}/agenda`);
  await expect(page.locator(".agenda-page[data-ready]")).toBeVisible();
}

/** What is said of it in the calendar file: when it begins. */
async function startInFile(page: Page, title: string): Promise<string | null> {
  const answer = await page.request.get(`${demo().origin}/api/calendrier/${slug()}.ics`);
  const text = (await answer.text()).replaceAll("\r\n ", "");
  const event = text.split("BEGIN:VEVENT").find((part) => part.includes(`SUMMARY:${title}`));
  return /DTSTART[^:]*:(\S+)/.exec(event ?? "")?.[1] ?? null;
}

/** By the mouse, in small steps, as a hand does: what is dragged follows them. */
async function drag(page: Page, what: Locator, to: Locator): Promise<void> {
  const [from, target] = [await what.boundingBox(), await to.boundingBox()];
  if (!from || !target) throw new Error("nothing to drag, or nowhere");
  await page.mouse.move(from.x + 30, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(from.x + 40, from.y + 20, { steps: 4 });
  await page.mouse.move(target.x + 40, target.y + target.height / 2, { steps: 8 });
  await page.mouse.up();
}

test("C30 · a date added in the agenda is on the public page and in the calendar file; dragged or moved by keyboard, it is there on its new day", async ({
  memberPage: page,
  browser,
}) => {
  test.setTimeout(90_000);
  const heard = complaints(page);
  await page.setViewportSize({ width: 1280, height: 900 });
  await onAgenda(page);
  const month = nextMonth();
  await page.getByRole("button", { name: "Mois suivant" }).click();
  const title = unused("Collage");
  const form = page.getByRole("dialog");

  // By the keyboard alone.
  await page.getByRole("button", { name: "Ajouter une date" }).focus();
  await page.keyboard.press("Enter");
  await form.getByLabel("Titre").focus();
  await page.keyboard.type(title);
  await form.getByLabel("Jour", { exact: true }).fill(`${month}-15`);
  await form.getByLabel("De", { exact: true }).fill("18:00");
  await form.getByLabel("À", { exact: true }).fill("19:30");
  await form.getByLabel("Lieu").fill("Grand-Place");
  await form.getByRole("radio", { name: "Tout le monde" }).press("Space");
  await form.getByRole("button", { name: "Fermer" }).press("Enter");
  await expect(page.locator(".save")).toHaveText("Enregistré");
  const event = page.locator("[data-item]").filter({ hasText: title });
  await expect(event).toBeVisible();

  await expect.poll(() => startInFile(page, title)).toBe(`${month.replace("-", "")}15T180000`);
  const visitor = await (await browser.newContext({ baseURL: demo().origin, javaScriptEnabled: false })).newPage();
  await open(visitor, `/${slug()}/agenda?mois=${month}`);
  await visitor.getByRole("table").getByRole("link", { name: title }).click();
  await expect(visitor.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(visitor.getByText("18 h à 19 h 30")).toBeVisible();

  await drag(page, event, page.locator(`.day-cell[data-date="${month}-17"]`));
  await expect(page.getByRole("status").filter({ hasText: "déplacé au" }).first()).toBeVisible();
  await expect.poll(() => startInFile(page, title)).toBe(`${month.replace("-", "")}17T180000`);

  await event.focus();
  await page.keyboard.press("Alt+ArrowLeft");
  await expect(event).toBeFocused();
  await page.keyboard.press("Alt+ArrowDown");
  await expect.poll(() => startInFile(page, title)).toBe(`${month.replace("-", "")}23T180000`);

  await page.keyboard.press("Enter");
  await form.getByRole("button", { name: "Retirer de l’agenda" }).click();
  await expect(event).toHaveCount(0);
  await page.getByRole("button", { name: "Annuler", exact: true }).click();
  await expect(event).toBeVisible();
  expect(heard).toEqual([]);
});

test("C31 · the agenda, its form, and its public pages have no fault of accessibility; who participates reads", async ({
  participantPage: page,
  memberPage,
}) => {
  test.setTimeout(120_000);
  await onAgenda(page);
  await expect(page.getByText("Vous lisez cet agenda.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Ajouter une date" })).toHaveCount(0);
  await expectAccessibleInViews(page, "the agenda");
  await memberPage.setViewportSize({ width: 360, height: 800 });
  await onAgenda(memberPage);
  await memberPage.getByRole("button", { name: "Tractage au marché de Wazemmes" }).click();
  await expect(memberPage.getByRole("dialog").getByLabel("Lieu")).toHaveValue("Place de la Nouvelle-Aventure");
  await expectAccessibleInViews(memberPage, "an entry's form");
  await open(page, `/${slug()}/agenda`);
  await expectAccessible(page, "the public agenda at a desk");
  await page.setViewportSize({ width: 360, height: 800 });
  await expectAccessible(page, "the public agenda on a phone");
  await page.getByRole("link", { name: "Permanence" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Permanence" })).toBeVisible();
  await expectAccessible(page, "an event on a phone");
});

test("C35 · a file of dates is read on this device, chosen from, written at once and taken back at once", async ({
  memberPage: page,
}) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await onAgenda(page);
  const day = `${nextMonth().replace("-", "")}10`;
  const [one, other] = [unused("Bal"), unused("Ancien")];
  const event = (title: string, start: string) =>
    ["BEGIN:VEVENT", `UID:${title}`, `SUMMARY:${title}`, `DTSTART:${start}T200000`, "END:VEVENT"].join("\r\n");
  const file = ["BEGIN:VCALENDAR", event(one, day), event(other, "20200101"), "END:VCALENDAR"].join("\r\n");
  await page.getByText("Autres actions").or(page.locator("summary[aria-label='Autres actions']")).first().click();
  await page.getByRole("button", { name: "Importer un fichier de dates" }).click();
  const sheet = page.getByRole("dialog");
  await sheet
    .getByLabel("Fichier .ics")
    .setInputFiles({ name: "a.ics", mimeType: "text/calendar", buffer: Buffer.from(file) });
  await expect(sheet.getByRole("checkbox", { name: one })).toBeChecked();
  await expect(sheet.getByRole("checkbox", { name: other }), "what is over").not.toBeChecked();
  await sheet.getByRole("button", { name: "Ajouter une date" }).click();
  await page.getByRole("button", { name: "Mois suivant" }).click();
  const written = page.locator("[data-item]").filter({ hasText: one });
  await expect(written).toBeVisible();
  await page.getByRole("button", { name: "Annuler", exact: true }).click();
  await expect(written).toHaveCount(0);
});
