import type { Page } from "@playwright/test";
import { CountedPerson, linkTo, visitor } from "./counted-person";
import { contextAs, expect, expectAccessible, open, test } from "./fixtures";

// One story of six people, from nothing to an edit that another one sees.
test.describe.configure({ timeout: 180_000 });

/** The four steps, in the fewest acts. */
async function declare(person: CountedPerson, name: string, emails: readonly [string, string]): Promise<void> {
  const { page } = person;
  await open(page, "/declarer");
  await expectAccessible(page, "the first step");
  await person.fill("#commune", "Rodez");
  await person.fill("#name", name);
  await person.press("Continuer");
  await page.waitForURL(/etape=2/);
  await person.fill("#words", "Un car pour toute la vallée.");
  await person.press("Continuer");
  await page.waitForURL(/etape=3/);
  for (const [index, email] of emails.entries()) {
    await person.fill(`#firstName${index + 1}`, `Contact${index + 1}`);
    await person.fill(`#lastName${index + 1}`, `Essai${index + 1}`);
    await person.fill(`#email${index + 1}`, email);
  }
  await expectAccessible(page, "two contacts");
  await person.press("Continuer");
  await page.waitForURL(/etape=4/);
  await expectAccessible(page, "the preview");
  await person.check("#agreed");
  await person.press("Envoyer la déclaration");
  await expect(page.getByRole("heading", { name: /C’est envoyé/ })).toBeVisible();
  await expectAccessible(page, "what comes next");
}

/** Proves an address by the code of its mail; the page asked for it. */
async function typeCode(person: CountedPerson, mailbox: Page, email: string): Promise<void> {
  await person.page.waitForURL("**/connexion/code");
  await linkTo(mailbox, email, "/connexion/lien/");
  const text = (await mailbox.locator("main article").first().textContent()) ?? "";
  await person.fill("#code", /\b\d{6}\b/.exec(text)?.[0] ?? "");
  await person.page.locator("#code").press("Enter");
}

test("B10, B11, B12, B15, N1, M1, M5, T76 · from nothing: declared, confirmed by both, published, found by postcode, followed, joined, made a member, first edit", async ({
  browser,
}) => {
  const mark = crypto.randomUUID().slice(0, 8);
  const name = `Vallée ${mark}`;
  const [first, second, newcomer] = ["un", "deux", "trois"].map((who) => `${who}.${mark}@example.org`) as [
    string,
    string,
    string,
  ];
  const counted: Record<string, { fields: number; taps: number }> = {};
  const took = (step: string, person: CountedPerson) => {
    counted[step] = { fields: person.fields, taps: person.taps };
    person.fields = person.taps = 0;
  };
  const mailbox = (await visitor(browser)).page;

  const writer = await visitor(browser);
  await declare(writer, name, [first, second]);
  took("declared", writer);

  for (const [index, email] of [first, second].entries()) {
    const contact = await visitor(browser);
    await open(contact.page, await linkTo(mailbox, email, "/declarer/contact/"));
    if (index === 0) {
      await expectAccessible(contact.page, "what is asked of a contact");
      await contact.check("#shows-firstName");
    }
    await contact.press("Oui, je suis d’accord");
    await contact.page.waitForURL(/dit=note/);
    took(`confirmed by contact ${index + 1}`, contact);
  }

  const moderator = new CountedPerson(await (await contextAs(browser, "national")).newPage());
  await open(moderator.page, "/national");
  await expectAccessible(moderator.page, "the queue and a file");
  await moderator.go(name);
  await expect(moderator.page.getByRole("heading", { name })).toBeVisible();
  for (const width of [320, 360, 1280]) {
    await moderator.page.setViewportSize({ width, height: 800 });
    await expectAccessible(moderator.page, `a file at ${width} px`);
  }
  await moderator.press("Publier et prévenir");
  await moderator.page.waitForURL(/fait=publish/);
  took("published", moderator);

  const person = await visitor(browser);
  const { page } = person;
  await open(page, "/");
  await person.fill("#q", "12000");
  await person.press("Chercher");
  await person.go(name);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByText("Contact1")).toBeVisible();
  for (const hidden of ["Essai1", "Contact2", first, second]) await expect(page.getByText(hidden)).toHaveCount(0);
  took("found by postcode", person);

  const address = new URL(page.url()).pathname;
  await person.go("Rejoindre la coalition");
  await expectAccessible(page, "the one question");
  await person.go("Recevoir les nouvelles");
  await person.fill("#follow-email", newcomer);
  await person.press("Recevoir les nouvelles");
  await expect(page.getByText("Encore un geste")).toBeVisible();
  await open(page, await linkTo(mailbox, newcomer, "/suivi/"));
  await person.press("Oui, les recevoir");
  await expect(page.getByText("C’est fait")).toBeVisible();
  took("followed", person);

  await open(page, address);
  await person.go("Rejoindre la coalition");
  await person.go("Participer");
  await person.fill("#email", newcomer);
  await person.press("Participer");
  await typeCode(person, mailbox, newcomer);
  await page.waitForURL(/\/rejoindre/);
  await person.fill("#join-name", "Personne nouvelle");
  await person.press("Participer");
  await page.waitForURL(`**/espace${address}`);
  took("joined", person);

  const coordinator = await visitor(browser);
  await open(coordinator.page, await linkTo(mailbox, first, "/connexion"));
  await coordinator.fill("#email", first);
  await coordinator.press("Recevoir mon code");
  await typeCode(coordinator, mailbox, first);
  await coordinator.page.waitForURL(`**/espace${address}`);
  took("first sign-in of who coordinates", coordinator);
  await open(coordinator.page, `/espace${address}/membres`);
  const row = coordinator.page.getByRole("listitem").filter({ hasText: "Personne nouvelle" });
  await row.locator("summary").first().click();
  await row.getByRole("radio", { name: /^Prépare/ }).check();
  coordinator.taps += 2;
  await coordinator.press("Donner ce rôle");
  await expect(row.getByText(/^Prépare :/)).toBeVisible();
  took("made a member", coordinator);

  await open(page, `/espace${address}/trajets`);
  await expect(page.locator("[data-ready]")).toBeVisible();
  person.taps += 1;
  await page.getByLabel("Autres actions").first().click();
  await person.go("Départs");
  await expect(page.getByRole("heading", { level: 1, name: "Départs" })).toBeVisible();
  await expectAccessible(page, "what people travel to");
  const departure = `Marche ${mark}`;
  await person.fill("#departure-title", departure);
  await person.fill("#departure-place", "Albi, place du Vigan");
  await person.fill("#departure-day", new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10));
  await person.press("Ajouter un départ");
  await expect(page.getByText("Choisissez une heure.")).toBeVisible();
  await expect(page.locator("#departure-title")).toHaveValue(departure);
  await person.fill("#departure-time", "14:30");
  await person.press("Ajouter un départ");
  await expect(page.locator("#own, [aria-labelledby=own]").getByText(departure)).toBeVisible();
  took("wrote down a departure, one mistake made", person);
  await person.go("Trajets");
  await expect(page.locator("[data-ready]")).toBeVisible();
  const trip = `Car du marché ${mark}`;
  await person.press("Proposer un trajet");
  await page
    .getByRole("dialog")
    .getByRole("radio", { name: new RegExp(departure) })
    .check();
  await page.getByRole("dialog").getByLabel("Nom du trajet").click();
  await page.keyboard.type(trip);
  person.fields += 1;
  person.taps += 2;
  await person.press("Suivant");
  await expect(page.getByText("Enregistré", { exact: true }).first()).toBeVisible();
  took("first edit", person);
  await open(coordinator.page, `/espace${address}/trajets`);
  await expect(coordinator.page.getByRole("heading", { name: trip })).toBeVisible();

  test.info().annotations.push({ type: "taps and fields", description: JSON.stringify(counted) });
  console.log(`from nothing takes ${JSON.stringify(counted)}`);
  const most: typeof counted = {
    declared: { fields: 9, taps: 5 },
    "confirmed by contact 1": { fields: 0, taps: 2 },
    "confirmed by contact 2": { fields: 0, taps: 1 },
    published: { fields: 0, taps: 2 },
    "found by postcode": { fields: 1, taps: 2 },
    followed: { fields: 1, taps: 4 },
    joined: { fields: 3, taps: 4 },
    "first sign-in of who coordinates": { fields: 2, taps: 1 },
    "made a member": { fields: 0, taps: 3 },
    "wrote down a departure, one mistake made": { fields: 4, taps: 4 },
    "first edit": { fields: 1, taps: 5 },
  };
  for (const [step, { fields, taps }] of Object.entries(counted)) {
    expect(fields, `fields: ${step}`).toBeLessThanOrEqual(most[step]?.fields ?? 0);
    expect(taps, `taps: ${step}`).toBeLessThanOrEqual(most[step]?.taps ?? 0);
  }
});

test("B15 · refusals: a question and its answer, then a page that is not published", async ({ browser }) => {
  const mark = crypto.randomUUID().slice(0, 8);
  const name = `Plateau ${mark}`;
  const emails = [`sept.${mark}@example.org`, `huit.${mark}@example.org`] as const;
  const mailbox = (await visitor(browser)).page;
  await declare(await visitor(browser), name, emails);
  for (const email of emails) {
    const contact = await visitor(browser);
    await open(contact.page, await linkTo(mailbox, email, "/declarer/contact/"));
    await contact.press("Oui, je suis d’accord");
    await contact.page.waitForURL(/dit=note/);
  }
  const counted: Record<string, { fields: number; taps: number }> = {};
  const took = (step: string, person: CountedPerson) => {
    counted[step] = { fields: person.fields, taps: person.taps };
    person.fields = person.taps = 0;
  };
  const moderator = new CountedPerson(await (await contextAs(browser, "national")).newPage());
  const decide = async (verdict: "Demander" | "Refuser", submit: string, message: string, told: string) => {
    await open(moderator.page, "/national");
    await moderator.go(name);
    await moderator.page.getByRole("radio", { name: verdict, exact: true }).check();
    moderator.taps += 1;
    await moderator.page
      .getByRole("textbox", { name: "Message aux deux contacts" })
      .filter({ visible: true })
      .fill(message);
    moderator.fields += 1;
    await moderator.press(submit);
    await moderator.page.waitForURL(new RegExp(`fait=${told}`));
  };
  await decide("Demander", "Envoyer la question", "Quels villages ?", "ask");
  took("asked back by a moderator", moderator);

  const contact = await visitor(browser);
  const mailTo = async (email: string, words: string) =>
    expect(async () => {
      await mailbox.goto(`/boite-demo?adresse=${encodeURIComponent(email)}`);
      await expect(mailbox.locator("main article").first()).toContainText(words, { timeout: 500 });
    }).toPass();
  await mailTo(emails[0], "Quels villages ?");
  await open(contact.page, await linkTo(mailbox, emails[0], "/declarer/contact/"));
  await expect(contact.page.getByText("Quels villages ?")).toBeVisible();
  await expectAccessible(contact.page, "a question to a contact");
  await contact.press("Reprendre la déclaration");
  await contact.page.waitForURL(/\/declarer(\?|$)/);
  await expect(contact.page.getByText("Quels villages ?")).toBeVisible();
  await open(contact.page, "/declarer?etape=2");
  await contact.fill("#words", "Six villages du plateau.");
  await contact.press("Continuer");
  await contact.page.waitForURL(/etape=3/);
  await contact.press("Continuer");
  await contact.page.waitForURL(/etape=4/);
  await contact.check("#agreed");
  await contact.press("Envoyer la déclaration");
  await expect(contact.page.getByRole("heading", { name: /C’est envoyé|C’est confirmé|confirmé/ })).toBeVisible();
  took("answered by a contact", contact);

  await decide("Refuser", "Refuser et prévenir", "Ce n’est pas une coalition.", "refuse");
  took("refused by a moderator", moderator);
  await mailTo(emails[1], "Ce n’est pas une coalition.");
  await open(contact.page, await linkTo(mailbox, emails[1], "/declarer/contact/"));
  await expect(contact.page.getByRole("heading", { name: "La déclaration n’est pas publiée" })).toBeVisible();
  await expect(contact.page.getByText("Ce n’est pas une coalition.")).toBeVisible();
  await expectAccessible(contact.page, "a declaration that is not published");
  await open(contact.page, "/declarer");
  await expect(contact.page.getByRole("heading", { name: "La déclaration n’est pas publiée" })).toBeVisible();
  await expect(contact.page.getByText("Ce n’est pas une coalition.")).toBeVisible();
  await open(contact.page, "/");
  await contact.page.locator("#q").fill(name);
  await contact.press("Chercher");
  await expect(contact.page.getByRole("link", { name: new RegExp(name) })).toHaveCount(0);
  test.info().annotations.push({ type: "taps and fields", description: JSON.stringify(counted) });
  console.log(`refusals take ${JSON.stringify(counted)}`);
  expect(counted["answered by a contact"]?.fields).toBe(1);
});
