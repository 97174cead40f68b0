import { linkTo, visitor } from "./counted-person";
import { contextAs, expect, expectAccessible, open, test } from "./fixtures";

const someone = () => {
  const mark = crypto.randomUUID().slice(0, 8);
  return { name: `Vallée ${mark}`, emails: [`un.${mark}@example.org`, `deux.${mark}@example.org`] as const };
};

test("B10, B13 · without JavaScript: what is wrong is said at its field, what was typed stays; one contact declines, the writer erases", async ({
  browser,
}) => {
  const { name, emails } = someone();
  const person = await visitor(browser, false);
  const { page } = person;
  await open(page, "/declarer");
  await person.press("Continuer");
  await expect(page.locator("#commune-error")).toHaveText(/Dites de quelle commune/);
  await person.fill("#commune", "Saint-Denis");
  await person.press("Continuer");
  await expect(page.locator("#choice-error")).toBeVisible();
  await expect(page.locator("#commune")).toHaveValue("Saint-Denis");
  await page.getByText("Saint-Denis (974)").click();
  await person.fill("#name", name);
  await person.press("Continuer");
  await person.fill("#organisation", "Collectif d’essai");
  await page.locator("#organisation").press("Enter");
  await expect(page.locator(".orgs li")).toHaveText("Collectif d’essai");
  await person.fill("#organisation", "Fédération".repeat(8));
  await page.locator("#organisation").press("Enter");
  await expect(page.locator(".orgs li")).toHaveCount(2);
  const sideways = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(await sideways(), "a long name in the list").toBe(0);
  await person.press("Continuer");
  await expect(page.locator("#words-error")).toBeVisible();
  await person.check("#action-march");
  await person.press("Continuer");
  await person.fill("#email1", emails[0]);
  await person.fill("#email2", emails[0]);
  for (const field of ["#firstName1", "#lastName1", "#firstName2", "#lastName2"]) await person.fill(field, "Essai");
  await person.press("Continuer");
  await expect(page.locator("#email2-error")).toBeVisible();
  await person.fill("#email2", emails[1]);
  await person.press("Continuer");
  expect(await sideways(), "a long name in the preview").toBe(0);
  await person.press("Envoyer la déclaration");
  await expect(page.locator("#agreed-error")).toBeVisible();
  await person.check("#agreed");
  await person.press("Envoyer la déclaration");
  await expect(page.getByRole("heading", { name: /C’est envoyé/ })).toBeVisible();

  const contact = await visitor(browser, false);
  await open(contact.page, await linkTo(contact.page, emails[1], "/declarer/contact/"));
  await contact.page.locator("details.more summary").first().click();
  await contact.press("Effacer ce qui me concerne");
  await expect(contact.page.getByRole("heading", { name: "C’est noté, merci" })).toBeVisible();
  await expect(contact.page.getByText("Ce qui avait été écrit sur vous est effacé.")).toBeVisible();

  await open(page, "/declarer");
  await expect(page.getByText(/L’autre personne a préféré ne pas être contact/)).toBeVisible();
  await expect(page.locator("#email1")).toHaveValue(emails[0]);
  await expect(page.locator("#email2")).toHaveValue("");
  await page.locator("details.more", { hasText: "Annuler la déclaration" }).locator("summary").last().click();
  await person.press("Effacer tout");
  await expect(page.getByText("Il ne reste rien de cette déclaration.")).toBeVisible();
  await open(page, "/declarer");
  await expect(page.locator("#commune")).toHaveValue("");
});

test("B14, B18, B20, B21 · a report is read and answered; a key date is made and cancelled; to others these pages do not exist", async ({
  browser,
  coordinatorPage,
}) => {
  for (const path of ["/national", "/national/dates", "/national/decisions"])
    expect((await coordinatorPage.goto(path))?.status()).toBe(404);
  const { page } = await visitor(browser);
  expect((await page.goto("/national"))?.status()).toBe(404);

  const reason = `Lien faux ${crypto.randomUUID().slice(0, 8)}`;
  await open(page, "/toulouse/signaler");
  await expectAccessible(page, "the form of a report");
  await page.locator("#report-reason").fill(reason);
  await page.getByRole("button", { name: "Signaler", exact: true }).click();
  await page.waitForURL(/merci/);

  const moderator = await (await contextAs(browser, "national")).newPage();
  await open(moderator, "/national");
  const line = moderator.locator(".reports li", { hasText: reason });
  await line.locator("summary").click();
  await line.getByRole("textbox").fill("C’est corrigé.");
  await line.getByRole("button", { name: "Clore" }).click();
  await moderator.waitForURL(/fait=report/);
  await expect(moderator.getByText(reason)).toHaveCount(0);
  await open(moderator, "/national/decisions");
  await expect(moderator.getByText("C’est corrigé.").first()).toBeVisible();
  await expectAccessible(moderator, "the log of decisions");

  // As long as a word may be.
  const title = `Veillée${"longue".repeat(9)} ${crypto.randomUUID().slice(0, 8)}`;
  const day = new Date(Date.now() + 400 * 86_400_000).toISOString().slice(0, 10);
  await open(moderator, "/national/dates/nouvelle");
  await moderator.locator("#title").fill(title);
  await moderator.locator("#startsOn").fill(day);
  await moderator.locator("#scope").fill("Partout");
  await moderator.getByRole("button", { name: "Enregistrer" }).click();
  await moderator.waitForURL(/\/national\/dates$/);
  for (const width of [360, 1280]) {
    await moderator.setViewportSize({ width, height: 800 });
    await expectAccessible(moderator, `the key dates at ${width} px`);
  }
  await moderator.getByRole("link", { name: title }).click();
  await moderator.getByText("Annuler cette date").click();
  await moderator.locator("#cancel-reason").fill("Tempête annoncée.");
  await moderator.getByRole("button", { name: "Annuler la date" }).click();
  await moderator.waitForURL(/\/national\/dates$/);
  await open(page, "/");
  const shown = page.getByRole("listitem").filter({ hasText: title });
  await expect(shown).toContainText("Tempête annoncée.");
  await shown.getByRole("link").click();
  await expect(page.getByText(/Ce temps fort est annulé/)).toBeVisible();
  await expectAccessible(page, "a cancelled key date with a long name");
});
