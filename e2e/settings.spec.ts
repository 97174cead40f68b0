import type { Page } from "@playwright/test";
import sharp from "sharp";
import type { TestPerson } from "@/server/realtime/testing/coalition-world";
import { complaints, demo, expect, expectAccessibleInViews, open, test } from "./fixtures";
import { contextOf, type OwnCoalition, ownCoalition } from "./own-coalition";
import { type Answer, formType, raw } from "./raw-request";

let own: OwnCoalition;
let coordinator: TestPerson;
let second: TestPerson;
let email: string;

test.beforeAll(async () => {
  own = await ownCoalition();
  coordinator = await own.world.person("coordinator", "Référent·e mobilisation");
  second = await own.world.person("coordinator", "Référent·e transports");
  const { db } = own.database;
  await db.updateTable("coalition").set({ publishedAt: new Date() }).where("slug", "=", own.slug).execute();
  ({ email } = await db
    .selectFrom("account")
    .select("email")
    .where("id", "=", coordinator.accountId)
    .executeTakeFirstOrThrow());
});
test.afterAll(() => own.database.close());

const settings = () => `/espace/${own.slug}/reglages`;
const materials = () => `/espace/${own.slug}/materiel`;

/** Saves the form of a part, and waits for its word. */
async function save(page: Page, part: string, told = "Enregistré"): Promise<void> {
  const section = page.locator(`#${part}`);
  await section.getByRole("button", { name: "Enregistrer", exact: true }).click();
  await expect(section.getByText(told)).toBeVisible();
}

/** A form with a file, as a browser sends it. */
function sendFile(path: string, name: string, bytes: Buffer, cookie: string): Promise<Answer> {
  const { boundary } = /boundary=(?<boundary>.*)$/.exec(formType["content-type"])?.groups ?? {};
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/pdf\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return raw("POST", path, { ...formType, origin: demo().origin, cookie }, body);
}

async function picture(): Promise<Buffer> {
  return sharp({ create: { width: 60, height: 40, channels: 3, background: "#0f5b4c" } })
    .withExif({ IFD3: { GPSLatitudeRef: "N", GPSLatitude: "50/1 38/1 0/1" } })
    .jpeg()
    .toBuffer();
}

test("B42 B44 B53 · what a coordinator changes is on the public page at once, and hostile words do nothing there", async ({
  browser,
}) => {
  const page = await (await contextOf(browser, coordinator)).newPage();
  const heard = complaints(page);
  await open(page, settings());
  await page.getByLabel("Nom de la coalition").fill('Collectif d’essai, <img src=x onerror="document.title=1">');
  await page.getByLabel("La coalition en une phrase").fill("Ensemble </script><script>document.title=1</script>");
  await save(page, "mots");
  await page
    .getByLabel("Qui vous êtes, ce que vous préparez")
    .fill("# Bienvenue\n\n**Venez**, <b>tous</b>\n\n- [ici](javascript:alert(1))\n- [là](https://example.org/la)");
  await save(page, "presentation");
  await page.getByLabel("Une organisation par ligne").fill("Vélo\n<script>document.title=1</script>");
  await save(page, "organisations");
  await page.getByLabel("Site", { exact: true }).fill("exemple.org");
  await save(page, "canaux", "Vérifiez les champs signalés.");
  await expect(page.getByLabel("Site", { exact: true })).toHaveValue("exemple.org");
  await page.getByLabel(/Les personnes qui répondent là/).check();
  await save(page, "canaux");
  await page
    .getByLabel("Choisir une photo")
    .setInputFiles({ name: "pont.jpg", mimeType: "image/jpeg", buffer: await picture() });
  await page.getByRole("button", { name: "Envoyer la photo" }).click();
  await expect(page.getByText("Photo reçue.")).toBeVisible();
  await page.getByLabel("Ce que montre la photo").fill("Un pont");
  await page.getByLabel("Qui l’a prise").fill("Collectif photo");
  await save(page, "photo");
  await expectAccessibleInViews(page, "the settings");

  const visitor = await (await browser.newContext({ baseURL: demo().origin, locale: "fr-FR" })).newPage();
  const alsoHeard = complaints(visitor);
  await open(visitor, `/${own.slug}`);
  await expect(visitor.locator("h1")).toContainText("<img src=x");
  await expect(visitor.getByRole("heading", { name: "Bienvenue", level: 3 })).toBeVisible();
  await expect(visitor.locator(".plan-text strong")).toHaveText("Venez");
  await expect(visitor.locator(".plan-text a")).toHaveAttribute("href", "https://example.org/la");
  await expect(visitor.getByRole("list", { name: "Organisations membres" })).toContainText("<script>");
  await expect(visitor.getByRole("link", { name: "exemple.org" })).toHaveAttribute("href", "https://exemple.org");
  const photo = visitor.getByRole("img", { name: "Un pont" });
  await expect(photo).toBeVisible();
  await expect(visitor.getByText("Photo : Collectif photo")).toBeVisible();
  expect(await visitor.title()).not.toBe("1");
  const answer = await visitor.request.get((await photo.getAttribute("src")) ?? "");
  const { format, exif } = await sharp(await answer.body()).metadata();
  expect({ format, exif }).toEqual({ format: "webp", exif: undefined });
  await expectAccessibleInViews(visitor, "the coalition's page");
  const data = await visitor.locator('script[type="application/ld+json"]').textContent();
  expect(JSON.parse(data ?? "")["@graph"][0]).toMatchObject({ "@type": "Organization" });
  expect([...heard, ...alsoHeard]).toEqual([]);
});

test("B43 · the second of two coordinators is told who was faster, keeps their words, and decides; without JavaScript too", async ({
  browser,
}) => {
  const first = await (await contextOf(browser, coordinator)).newPage();
  const context = await browser.newContext({ baseURL: demo().origin, javaScriptEnabled: false });
  const [name = "", value = ""] = second.cookie.split("=");
  await context.addCookies([{ name, value, url: demo().origin }]);
  const late = await context.newPage();
  await late.goto(settings());
  await open(first, settings());
  await first.getByLabel("Une organisation par ligne").fill("La première");
  await save(first, "organisations");
  await late.getByLabel("Une organisation par ligne").fill("La seconde");
  const section = late.locator("#organisations");
  await section.getByRole("button", { name: "Enregistrer", exact: true }).click();
  await expect(section.getByText("Référent·e mobilisation a changé cette partie")).toBeVisible();
  await expect(section.getByLabel("Une organisation par ligne")).toHaveValue("La seconde");
  await expect(section.getByLabel("Ce qui est enregistré en ce moment")).toHaveValue("La première");
  await section.getByRole("button", { name: "Enregistrer", exact: true }).click();
  await expect(section.getByText("Enregistré", { exact: true })).toBeVisible();
  await first.goto(`/${own.slug}`);
  await expect(first.getByText("La seconde")).toBeVisible();
});

test("B45 B46 B48 · a file is given away once it is described, comes as an attachment, and hostile ones are refused", async ({
  browser,
}) => {
  const page = await (await contextOf(browser, coordinator)).newPage();
  await open(page, materials());
  const pdf = Buffer.from(`%PDF-1.4\n${"x".repeat(400_000)}\n%%EOF\n`);
  await page
    .getByLabel("Choisir un fichier")
    .setInputFiles({ name: "affiche.html", mimeType: "text/html", buffer: pdf });
  await page.getByRole("button", { name: "Envoyer le fichier" }).click();
  await expect(page.getByText("Fichier reçu.")).toBeVisible();
  await page.getByLabel("Titre").fill("Affiche d’essai");
  await page.getByLabel("Licence").selectOption("CC0");
  await page.getByRole("button", { name: "Enregistrer", exact: true }).click();
  await expect(page.getByText("Enregistré", { exact: true })).toBeVisible();
  await expectAccessibleInViews(page, "the materials");

  await page.goto(`/${own.slug}`);
  await expect(page.locator("#materiel")).toContainText("PDF, 0,4 Mo, français, CC0");
  const link = page.getByRole("link", { name: /télécharger Affiche d’essai/ });
  const path = (await link.getAttribute("href")) ?? "";
  const file = await raw("GET", path);
  expect(file.status).toBe(200);
  expect(file.headers["content-disposition"]).toMatch(/^attachment; .*Affiche%20d%E2%80%99essai\.pdf$/);
  expect(file.headers["x-content-type-options"]).toBe("nosniff");
  expect(String(file.headers["content-security-policy"])).toContain("sandbox");
  expect(file.body.length).toBe(pdf.length);
  expect((await raw("GET", path, { "if-none-match": String(file.headers.etag) })).status).toBe(304);

  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  for (const [name, bytes] of [
    ["x.pdf", "<!doctype html><script>alert(1)</script>"],
    ["x.png", svg],
    ["x.odt", "PK\x03\x04"],
  ] as const) {
    const answer = await sendFile(
      `/api/depot/${own.slug}/materiel?langue=fr`,
      name,
      Buffer.from(bytes),
      coordinator.cookie,
    );
    expect(answer.headers.location, name).toContain("fichier=file_unreadable");
    const asPhoto = await sendFile(`/api/depot/${own.slug}/photo`, name, Buffer.from(bytes), coordinator.cookie);
    expect(asPhoto.headers.location, name).toContain("photo=image_unreadable");
  }
  const member = await own.world.person("member");
  const photo = await sendFile(`/api/depot/${own.slug}/photo`, "x.jpg", await picture(), member.cookie);
  expect(photo.status).toBe(404);
  expect((await sendFile(`/api/depot/${own.slug}/materiel`, "x.pdf", pdf, "")).status).toBe(401);
});

/** The mails to this address, as the demo's mailbox shows them, once one has these words. */
async function mailWith(page: Page, to: string, words: string): Promise<void> {
  await expect(async () => {
    await page.goto(`${demo().mailbox}?adresse=${encodeURIComponent(to)}`);
    await expect(page.locator("main")).toContainText(words, { timeout: 500 });
  }).toPass();
}

test("B50 · a visitor writes to the coalition, and the message is in its coordinator's mail, answered to them", async ({
  browser,
}) => {
  const page = await (await browser.newContext({ baseURL: demo().origin, locale: "fr-FR" })).newPage();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await open(page, `/${own.slug}`);
  expect(asked).not.toContain(`/api/epreuve/${own.slug}`);
  await page.getByText("Écrire un message").click();
  await page.getByLabel("Votre nom").fill("Camille");
  await page.locator("#contact-email").fill("camille@example.org");
  await page.getByLabel("Votre message").fill("Puis-je venir mercredi ?");
  await page.getByRole("button", { name: "Envoyer le message" }).click();
  await expect(page.getByText("Message envoyé.")).toBeVisible();
  expect(asked).toContain(`/api/epreuve/${own.slug}`);
  await expect(page.getByLabel("Votre message")).toHaveValue("");
  await mailWith(page, email, "Puis-je venir mercredi ?");
  await expect(page.getByText("Réponse à camille@example.org").first()).toBeVisible();
});

test("B51 · without JavaScript the message leaves once its sender has confirmed by mail", async ({ browser }) => {
  const context = await browser.newContext({ baseURL: demo().origin, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`/${own.slug}`);
  await page.getByText("Écrire un message").click();
  await page.getByLabel("Votre nom").fill("Dominique");
  await page.locator("#contact-email").fill("dominique@example.org");
  await page.getByLabel("Votre message").fill("court");
  await page.getByRole("button", { name: "Envoyer le message" }).click();
  await expect(page.getByText("Écrivez entre 10 et 4 000 caractères.")).toBeVisible();
  await expect(page.getByLabel("Votre nom")).toHaveValue("Dominique");
  await page.getByLabel("Votre message").fill("J’ai une voiture de cinq places.");
  await page.getByRole("button", { name: "Envoyer le message" }).click();
  await expect(page.getByText("Encore un geste")).toBeVisible();
  await mailWith(page, "dominique@example.org", "Confirmez votre message");
  await page.getByRole("link", { name: /\/message\// }).click();
  await expect(page.getByText("J’ai une voiture de cinq places.")).toBeVisible();
  await page.getByRole("button", { name: "Envoyer le message" }).click();
  await expect(page.getByText("Message envoyé.")).toBeVisible();
  await mailWith(page, email, "J’ai une voiture de cinq places.");
});

test("B49 · the list for other sites is framed, sets no cookie and runs nothing; the poster is paper", async ({
  page,
}) => {
  const list = await raw("GET", `/integration/${own.slug}`);
  expect(list.status).toBe(200);
  expect(list.headers["set-cookie"]).toBeUndefined();
  expect(list.headers["x-frame-options"]).toBeUndefined();
  expect(String(list.headers["content-security-policy"])).toContain("frame-ancestors *");
  expect(list.body).not.toMatch(/<(script|link|img|form)/);
  expect((await raw("GET", "/integration/nulle-part")).status).toBe(404);
  expect((await raw("GET", `/en/integration/${own.slug}`)).body).toContain('<html lang="en">');
  await open(page, `/integration/${own.slug}`);
  await expectAccessibleInViews(page, "the list for other sites");
  await open(page, `/${own.slug}/affiche`);
  await expectAccessibleInViews(page, "the poster");
});
