import { randomUUID } from "node:crypto";
import { demo, expect, test } from "./fixtures";
import { raw } from "./raw-request";

test("a write that does not come from our own pages is refused before any page sees it", async () => {
  for (const origin of ["https://elsewhere.example.org", "null", `${demo().origin}.example.org`]) {
    const answer = await raw("POST", "/", { origin, "content-type": "text/plain" }, "a=1");
    expect(answer.status, origin).toBe(403);
    expect(answer.body).toContain("Cet envoi a été refusé");
  }
  expect((await raw("POST", "/")).status, "without an Origin").toBe(403);
  expect((await raw("DELETE", "/", { origin: "https://elsewhere.example.org" })).status).toBe(403);
  expect((await raw("POST", "/en", { origin: "null" })).body).toContain("This was refused");
});

test("a body that is too large, or of unknown length, is refused", async () => {
  const { origin } = demo();
  expect((await raw("POST", "/", { origin, "content-length": "300000" }, "a".repeat(300_000))).status).toBe(413);
});

test("another name of this machine leads to the origin, for reading only", async () => {
  const { origin } = demo();
  const other = `127.0.0.1:${new URL(origin).port}`;
  const answer = await raw("GET", "/connexion?next=%2F", { host: other });
  expect(answer.status).toBe(307);
  expect(answer.headers.location).toBe(`${origin}/connexion?next=%2F`);
  expect((await raw("GET", "//example.org/", { host: other })).headers.location).toBe(`${origin}//example.org/`);
  expect((await raw("POST", "/", { host: other, origin: `http://${other}` })).status).toBe(403);
});

test("every answer carries the security headers", async () => {
  const { headers } = await raw("GET", "/");
  expect(headers["referrer-policy"]).toBe("same-origin");
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["content-security-policy"]).toMatch(/script-src 'self' 'nonce-[^']+';.*frame-ancestors 'none'/);
  expect(headers["x-powered-by"]).toBeUndefined();
});

test("health answers by the database", async () => {
  expect(await raw("GET", "/sante")).toMatchObject({ status: 200, body: '{"ok":true}' });
});

test("what is not found says so without JavaScript too, in the reader's language", async ({ browser }) => {
  const context = await browser.newContext({ baseURL: demo().origin, javaScriptEnabled: false });
  const page = await context.newPage();
  const words = { "": "Retrouver ma réservation", "/en": "Find my booking" };
  for (const [language, link] of Object.entries(words)) {
    for (const path of ["/cette-coalition-n-existe-pas", "/lille/trajet/non", "/a/b/c/d", "/introuvable"]) {
      const answer = await page.goto(language + path);
      expect(answer?.status(), path).toBe(404);
      await expect(page.getByRole("heading", { level: 1 }), path).toBeVisible();
      await expect(page.locator("main").getByRole("link", { name: link }), path).toBeVisible();
      expect(answer?.headers()["content-security-policy"], path).toContain("nonce-");
    }
  }
  await context.close();
});

test("unknown and malformed addresses answer 404 in the look of the product", async ({ page }) => {
  const [coalition] = demo().coalitions;
  const paths = [
    "/cette-coalition-n-existe-pas",
    `/${coalition?.slug}/trajet/${randomUUID()}`,
    `/${coalition?.slug}/trajet/pas-un-identifiant`,
    `/${coalition?.slug}/autre-chose`,
    "/de/",
    "/x.ics",
  ];
  for (const path of paths) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
    await expect(page.getByRole("heading", { level: 1 }), path).toBeVisible();
  }
});

test("a visitor is asked to sign in, whether or not the workspace exists", async ({ page }) => {
  const [coalition] = demo().coalitions;
  for (const slug of [coalition?.slug, "cette-coalition-n-existe-pas"]) {
    for (const path of [`/espace/${slug}`, `/espace/${slug}/trajets`]) {
      await page.goto(path);
      expect(page.url(), path).toBe(`${demo().origin}/connexion?vers=${encodeURIComponent(path)}`);
    }
  }
});

test("a workspace that is not mine looks like one that does not exist", async ({ participantPage }) => {
  const [, other] = demo().coalitions;
  const texts: string[] = [];
  for (const slug of [other?.slug, "cette-coalition-n-existe-pas"]) {
    for (const path of [`/espace/${slug}`, `/espace/${slug}/trajets`]) {
      const answer = await participantPage.goto(path);
      expect(answer?.status(), path).toBe(404);
      texts.push((await participantPage.locator("main").innerText()).trim());
    }
  }
  expect(new Set(texts).size).toBe(1);
});
