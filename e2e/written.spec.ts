import type { Locator, Page } from "@playwright/test";
import { complaints, demo, expect, firstCoalition, open, test } from "./fixtures";

// One line is followed through six pages.
test.describe.configure({ timeout: 120_000 });

const dayMs = 86_400_000;
const dayAfter = (day: string, count: number) => new Date(Date.parse(day) + count * dayMs).toISOString().slice(0, 10);

async function drag(page: Page, what: Locator, to: Locator): Promise<void> {
  const [from, target] = [await what.boundingBox(), await to.boundingBox()];
  if (!from || !target) throw new Error("nothing to drag, or nowhere");
  await page.mouse.move(from.x + 30, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(from.x + 40, from.y + 20, { steps: 4 });
  await page.mouse.move(target.x + 40, target.y + target.height / 2, { steps: 8 });
  await page.mouse.up();
}

test("P13 C23 C30 S50 · an action written in a plan is what happens: agenda, public page, file, home; moved there, helped at, kept", async ({
  coordinatorPage: plan,
  browser,
}) => {
  const { slug } = firstCoalition();
  const heard = complaints(plan);
  const title = `Collage ${crypto.randomUUID().slice(0, 6)}`;
  const today = await plan.evaluate(() => new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris" }).format());
  const day = dayAfter(today, 2);
  // In the same week, so that the month shows both.
  const other = dayAfter(day, new Date(day).getUTCDay() === 0 ? -1 : 1);

  await open(plan, `/espace/${slug}/plans/nouveau`);
  await plan.getByLabel("Titre du plan").fill(`Plan du ${title}`);
  await plan.getByLabel(/^Une page blanche/).check();
  await plan.getByRole("button", { name: "Créer le plan" }).click();
  await plan.getByRole("button", { name: "Modifier" }).click();
  await expect(plan.locator("[data-ready]")).toBeVisible();
  await expect(plan.getByRole("textbox", { name: "Texte du plan" })).toBeFocused();
  await plan.keyboard.type("/");
  await plan.getByRole("menuitem", { name: /^Action/ }).press("Enter");
  await plan.getByLabel("Quoi").fill(title);
  await plan.getByLabel("Jour").fill(day);
  await plan.getByLabel("De", { exact: true }).fill("10:00");
  await plan.getByLabel("Personnes qu’il faut").fill("3");
  await plan.getByLabel("Tout le monde").check();
  await plan.getByRole("button", { name: "OK" }).click();
  await expect(plan.getByText("3 personnes voulues")).toBeVisible();

  const inFile = async () => {
    const answer = await plan.request.get(`${demo().origin}/api/calendrier/${slug}.ics`);
    const events = (await answer.text()).replaceAll("\r\n ", "").split("BEGIN:VEVENT");
    return /DTSTART[^:]*:(\S+)/.exec(events.find((event) => event.includes(`SUMMARY:${title}`)) ?? "")?.[1] ?? null;
  };
  const at = (date: string) => `${date.replaceAll("-", "")}T100000`;
  await expect.poll(inFile).toBe(at(day));

  const work = await plan.context().newPage();
  await work.setViewportSize({ width: 1280, height: 900 });
  await work.emulateMedia({ reducedMotion: "reduce" });
  await open(work, `/espace/${slug}`);
  await expect(work.locator(".tasks > li", { hasText: title })).toContainText("il manque 3 personnes");

  const visit = await (await browser.newContext({ baseURL: demo().origin, javaScriptEnabled: false })).newPage();
  await open(visit, `/${slug}/agenda?mois=${day.slice(0, 7)}`);
  await visit.getByRole("link", { name: title }).first().click();
  await expect(visit.getByRole("heading", { level: 1, name: title })).toBeVisible();

  // Dragged in the agenda, it moves in the plan that is open beside.
  const event = work.locator("[data-item]").filter({ hasText: title });
  const onItsMonth = async () => {
    await open(work, `/espace/${slug}/agenda`);
    await expect(work.locator(".agenda-page[data-ready]")).toBeVisible();
    const cell = work.locator(`.day-cell[data-date="${other}"]`);
    await expect(work.locator(".day-cell").first()).toBeVisible();
    if ((await cell.count()) === 0) await work.getByRole("button", { name: "Mois suivant" }).click();
    await expect(event).toBeVisible();
  };
  await onItsMonth();
  const before = await plan.locator(".entry-place").innerText();
  await drag(work, event, work.locator(`.day-cell[data-date="${other}"]`));
  await expect.poll(inFile).toBe(at(other));
  await expect(plan.locator(".entry-place")).not.toHaveText(before);
  await expect(plan.locator(".entry-place")).toContainText(String(Number(other.slice(8))));

  await visit.reload();
  await visit.getByRole("link", { name: "Donner un coup de main" }).first().click();
  await visit.locator("#firstName").fill("Aide");
  await visit.locator("#email").fill(`aide-${crypto.randomUUID().slice(0, 8)}@example.org`);
  await visit.locator("#consent").check();
  await visit.locator("main form button.main").click();
  await visit.waitForURL("**/reservations/**");

  // The block goes; what happens stays.
  await plan.locator(".entry-place .stub").click();
  await plan.keyboard.press("Backspace");
  await expect(plan.locator(".entry-place")).toHaveCount(0);
  await expect(plan.getByText("Enregistré", { exact: true })).toBeVisible();
  await onItsMonth();
  await open(work, `/espace/${slug}`);
  await expect(work.locator(".tasks > li", { hasText: title })).toContainText("il manque 2 personnes");
  expect(await inFile()).toBe(at(other));
  expect(heard).toEqual([]);
  await visit.context().close();
});
