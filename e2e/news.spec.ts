import type { Browser, Page } from "@playwright/test";
import { insertTestTrip } from "@/db/testing/trip";
import type { TestPerson } from "@/server/realtime/testing/coalition-world";
import { complaints, demo, expect, expectAccessible, expectAccessibleInViews, open, test } from "./fixtures";
import { contextOf, type OwnCoalition, publicCoalition } from "./own-coalition";
import { raw } from "./raw-request";

let own: OwnCoalition;
let coordinator: TestPerson;
test.beforeAll(async () => {
  own = await publicCoalition();
  coordinator = await own.world.person("coordinator");
});
test.afterAll(() => own.database.close());

const dayMs = 86_400_000;
const phone = { width: 360, height: 780 };

/** The mails of an address, once one of them says `words`. */
async function mailbox(browser: Browser, email: string, words: string): Promise<string> {
  const box = await browser.newPage();
  let text = "";
  await expect
    .poll(
      async () => {
        await box.goto(`${demo().mailbox}?adresse=${encodeURIComponent(email)}`);
        text = (await box.locator("main").textContent()) ?? "";
        return text;
      },
      { timeout: 30_000 },
    )
    .toContain(words);
  await box.close();
  return text;
}

/** Writes a news and sends it to as many as the page says. */
async function send(page: Page, title: string, count: string): Promise<void> {
  await open(page, `/espace/${own.slug}/nouvelles/ecrire`);
  await page.getByLabel("Titre").fill(title);
  await page.getByLabel("Votre texte").fill(`**Venez** à ${title}.\n\nLe plan est [ici](https://example.org/plan).`);
  await page.getByRole("button", { name: "Enregistrer et relire" }).click();
  await expect(page.getByText(count)).toBeVisible();
}

test("N1 N3 N5 N7 · a visitor follows on a phone, a coordinator writes and sends, a mail program stops it, the next does not come", async ({
  browser,
}) => {
  const email = `voisine-${crypto.randomUUID()}@example.org`;
  const context = await browser.newContext({ baseURL: demo().origin, locale: "fr-FR", viewport: phone });
  const visitor = await context.newPage();
  const heard = complaints(visitor);
  await open(visitor, `/${own.slug}`);
  await visitor.getByRole("link", { name: "Rejoindre la coalition" }).first().click();
  await expectAccessible(visitor, "the one question");
  await visitor.getByRole("link", { name: "Recevoir les nouvelles" }).click();
  await visitor.getByLabel("Votre courriel").fill("voisine");
  await visitor.getByRole("button", { name: "Recevoir les nouvelles" }).click();
  await expect(visitor.getByText("Écrivez une adresse complète")).toBeVisible();
  await visitor.getByLabel("Votre courriel").fill(email);
  await visitor.getByRole("button", { name: "Recevoir les nouvelles" }).click();
  await expect(visitor.getByText("Encore un geste")).toBeVisible();
  const asked = await mailbox(browser, email, "Confirmer mon adresse");
  await open(visitor, /\/suivi\/[\w-]{43}/.exec(asked)?.[0] ?? "");
  await expectAccessible(visitor, "the page that confirms");
  await visitor.getByRole("button", { name: "Oui, les recevoir" }).click();
  await expect(visitor.getByRole("heading", { name: "Les nouvelles de la coalition" })).toBeVisible();
  await expectAccessibleInViews(visitor, "how often");

  const desk = await (await contextOf(browser, coordinator)).newPage();
  await send(desk, "la réunion", "2 personnes recevront cette nouvelle.");
  await expectAccessibleInViews(desk, "a draft");
  await desk.getByRole("button", { name: "Envoyer", exact: true }).click();
  await expect(desk.getByRole("link", { name: "Voir la page publique" })).toBeVisible();
  const mail = await mailbox(browser, email, "Venez à la réunion.");
  expect(mail).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  expect(mail).toContain("ici (https://example.org/plan)");

  await open(visitor, `/${own.slug}`);
  await visitor.getByRole("link", { name: "la réunion" }).click();
  await expect(visitor.locator(".plan-text strong")).toHaveText("Venez");
  await expectAccessibleInViews(visitor, "a news");
  await open(visitor, `/en/${own.slug}/nouvelles`);
  await expect(visitor.getByRole("heading", { name: "News", level: 1 })).toBeVisible();
  const feed = await visitor.request.get(`/api/flux/fr/${own.slug}`);
  expect(await feed.text()).toContain("<title>la réunion</title>");
  const again = await visitor.request.get(`/api/flux/fr/${own.slug}`, {
    headers: { "if-none-match": feed.headers().etag ?? "" },
  });
  expect(again.status()).toBe(304);

  const stop = /List-Unsubscribe: <https?:\/\/[^/]+(\/api\/suivi\/[0-9a-f-]+)>/.exec(mail)?.[1] ?? "";
  const form = { "content-type": "application/x-www-form-urlencoded" };
  await visitor.request.get(stop);
  await open(visitor, stop.replace("/api", ""));
  await expect(visitor.getByRole("button", { name: "Ne plus rien recevoir" })).toBeVisible();
  for (let press = 0; press < 2; press++)
    expect((await raw("POST", stop, form, "List-Unsubscribe=One-Click")).status).toBe(204);
  await visitor.reload();
  await expect(visitor.getByRole("heading", { name: "C’est arrêté" })).toBeVisible();
  await send(desk, "la fête", "Une personne recevra cette nouvelle.");
  await desk.getByRole("button", { name: "Envoyer", exact: true }).click();
  const { email: theirs } = await own.database.db
    .selectFrom("account")
    .select("email")
    .where("id", "=", coordinator.accountId)
    .executeTakeFirstOrThrow();
  await mailbox(browser, theirs, "Venez à la fête.");
  expect(await mailbox(browser, email, "Venez à la réunion.")).not.toContain("la fête");
  await open(desk, "/compte");
  await expectAccessible(desk, "one's account");
  await desk.getByRole("button", { name: "Arrêter" }).click();
  await expect(desk.getByText("Jamais")).toBeVisible();
  await open(desk, `/espace/${own.slug}/nouvelles`);
  await expect(desk.getByText("Personne ne suit encore la coalition.")).toBeVisible();
  await expectAccessibleInViews(desk, "the news in the workspace");
  expect(heard).toEqual([]);
  await context.close();
});

test("N1 N3 N4 N10 N11 · without JavaScript one follows, hears once a day, finds it again by one's address, and stops", async ({
  browser,
}) => {
  const email = `sans-script-${crypto.randomUUID()}@example.org`;
  const context = await browser.newContext({ baseURL: demo().origin, locale: "fr-FR", javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`/${own.slug}/rejoindre`);
  await page.getByRole("link", { name: "Recevoir les nouvelles" }).click();
  await page.getByLabel("Votre courriel").fill(email);
  await page.getByRole("button", { name: "Recevoir les nouvelles" }).click();
  await expect(page.getByText("Encore un geste")).toBeVisible();
  const asked = await mailbox(browser, email, "Confirmer mon adresse");
  await page.goto(/\/suivi\/[\w-]{43}/.exec(asked)?.[0] ?? "");
  await page.getByRole("button", { name: "Oui, les recevoir" }).click();
  await page.getByLabel("Une fois par jour, s’il y a du nouveau").check();
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("C’est noté.")).toBeVisible();
  // Since two days ago something is new.
  const { db } = own.database;
  const { coalitionId } = own.world;
  const trip = await insertTestTrip(db, { seats: 5, departs: new Date(Date.now() + 9 * dayMs), coalitionId });
  await db
    .updateTable("trip")
    .set({ publishedAt: new Date(Date.now() - dayMs) })
    .where("id", "=", trip.tripId)
    .execute();
  await db
    .updateTable("follower")
    .set({ toldAt: new Date(Date.now() - 2 * dayMs) })
    .where("email", "=", email)
    .execute();
  const daily = await mailbox(browser, email, "Du nouveau");
  expect(daily).toContain(`/${own.slug}/trajet/${trip.tripId}`);
  await page.goto(/\/suivi\/[\w-]{70,}/.exec(daily)?.[0] ?? "");
  await expect(page.getByRole("heading", { name: "Votre courriel du jour" })).toBeVisible();
  await page.goto("/reservations");
  await page.getByLabel("Votre courriel").fill(email);
  await page.getByRole("button", { name: "Recevoir mon lien" }).click();
  const found = await mailbox(browser, email, "Voir mes réservations");
  await page.goto(/\/reservations\/[\w-]{43}/.exec(found)?.[0] ?? "");
  await expect(page.getByText("Une fois par jour, s’il y a du nouveau")).toBeVisible();
  await page.getByRole("button", { name: "Arrêter" }).click();
  await expect(page.getByText("Les nouvelles que vous recevez")).toBeHidden();
  await context.close();
});
