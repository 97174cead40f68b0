import {
  complaints,
  contextAs,
  demo,
  expect,
  expectAccessible,
  expectAccessibleInViews,
  firstCoalition,
  open,
  test,
} from "./fixtures";

/** The path of a trip that the coalition's page leads to. */
async function tripPath(page: import("@playwright/test").Page): Promise<string> {
  await open(page, `/${firstCoalition().slug}`);
  // One of the demo's own: other tests add trips, and take them away.
  const train = page.locator("article.ticket", { hasText: "Groupe train" });
  const href = await train.locator('a[href*="/trajet/"]').first().getAttribute("href");
  if (!href) throw new Error("the coalition's page shows no trip");
  return new URL(href, demo().origin).pathname;
}

/** The path of the key date that stands first at home. */
async function keyDatePath(page: import("@playwright/test").Page): Promise<string> {
  await open(page, "/");
  const href = await page.locator('a[href*="/temps-fort/"]').first().getAttribute("href");
  if (!href) throw new Error("the home page shows no key date");
  return href;
}

/** What a thumb presses on a phone and is smaller than 44 px. */
async function tooSmall(page: import("@playwright/test").Page): Promise<string[]> {
  return page.locator(".btn:visible, .foot a, .theme button").evaluateAll((all) =>
    all.flatMap((one) => {
      const { width, height } = one.getBoundingClientRect();
      return one.matches(".skip") || (height >= 43.5 && width >= 40) ? [] : [`${one.textContent} ${width} × ${height}`];
    }),
  );
}

/** Each way to look at a public page once: what differs is the words, the width and the colours. */
const looks = {
  fr: [
    [320, "light"],
    [360, "dark"],
    [1280, "dark"],
  ],
  en: [
    [320, "dark"],
    [1280, "light"],
  ],
} as const;

for (const [language, ways] of Object.entries(looks)) {
  test(`public pages are accessible and fit, in ${language}`, async ({ page }) => {
    test.slow();
    const heard = complaints(page);
    const prefix = language === "fr" ? "" : `/${language}`;
    const trip = await tripPath(page);
    const paths = [
      "/",
      await keyDatePath(page),
      "/?q=Saint-Denis",
      "/?places=1",
      "/coalitions?region=Bretagne",
      `/${firstCoalition().slug}`,
      trip,
      "/connexion",
      "/reservations",
      "/confidentialite",
      "/registre",
      "/mentions-legales",
    ];
    for (const path of [...paths, "/nulle-part"]) {
      await page.goto(prefix + path);
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
      for (const [width, colorScheme] of ways) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        await expectAccessible(page, `${prefix}${path} at ${width} px, ${colorScheme}`);
        if (width <= 360) expect(await tooSmall(page), `${prefix}${path}, for a thumb`).toEqual([]);
      }
    }
    expect(heard).toEqual([]);
  });
}

test("the other language is one tap away, on the same page with the same question", async ({ page }) => {
  await open(page, "/?q=lille");
  await page.getByRole("link", { name: "English" }).click();
  await expect(page).toHaveURL("/en?q=lille");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.getByRole("link", { name: "Français" }).click();
  await expect(page).toHaveURL("/?q=lille");
});

test("B1 B2 · a postcode lists the coalitions near it without JavaScript; far from all, it says so", async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: demo().origin });
  const page = await context.newPage();
  await page.goto("/");
  await page.getByLabel("Votre ville ou votre code postal").fill("59100");
  await page.getByRole("button", { name: "Chercher" }).click();
  await expect(page.getByRole("heading", { name: "Près de Roubaix" })).toBeVisible();
  await expect(page.locator("li.co")).toHaveCount(1);
  await expect(page.locator("li.co")).toContainText(/à 10\skm/);
  await page.getByLabel("Votre ville ou votre code postal").fill("Saint-Denis");
  await page.getByRole("button", { name: "Chercher" }).click();
  await expect(page.getByText(/^Aucune coalition à moins de 100\skm de Saint-Denis/)).toBeVisible();
  await page.getByRole("link", { name: "Saint-Denis (93)" }).click();
  await expect(page.locator("li.co").first()).toContainText("Montreuil");
  await context.close();
});

test("the sheet of a member is accessible and fits, whatever the width and the colours", async ({ browser }) => {
  test.slow();
  const context = await contextAs(browser, "member");
  const page = await context.newPage();
  const heard = complaints(page);
  await open(page, `/espace/${firstCoalition().slug}/trajets`);
  await expectAccessibleInViews(page, "the sheet");
  expect(heard).toEqual([]);
  await context.close();
});

test("a shared link has a picture of what its page shows to everybody", async ({ page }) => {
  for (const path of ["/", `/${firstCoalition().slug}`, await tripPath(page)]) {
    await open(page, path);
    const address = await page.locator('meta[property="og:image"]').getAttribute("content");
    const shown = await page.request.get(address ?? "");
    expect(shown.headers()["content-type"], path).toBe("image/png");
    const { etag = "" } = shown.headers();
    expect((await page.request.get(address ?? "", { headers: { "if-none-match": etag } })).status(), path).toBe(304);
  }
  for (const nothing of ["/xx", "/fr/nulle-part", `/fr/${firstCoalition().slug}/x`, "/fr/a/b/c"]) {
    expect((await page.request.get(`/api/image${nothing}`)).status(), nothing).toBe(404);
  }
});

test("T53 · the changes of a trip are read by whoever has a role in the coalition, kept nowhere, and for anyone else not there", async ({
  browser,
  page,
}) => {
  const { slug } = firstCoalition();
  const row = crypto.randomUUID();
  const asked = async (role: "participant" | "national" | null, path: string) => {
    const context = role ? await contextAs(browser, role) : page.context();
    const response = await context.request.get(`/api/historique/${path}`);
    const answer = [response.status(), await response.text(), response.headers()["cache-control"]];
    if (role) await context.close();
    return answer;
  };
  expect(await asked("participant", `${slug}/sheet/${row}`)).toEqual([200, "[]", "no-store"]);
  const nothing = [404, "", "no-store"];
  expect(await asked("participant", `${slug}/sheet/x`)).toEqual(nothing);
  expect(await asked("participant", `${slug}/agenda/${row}`)).toEqual([200, "[]", "no-store"]);
  expect(await asked("participant", `${slug}/x/${row}`)).toEqual(nothing);
  expect(await asked("participant", `nantes/sheet/${row}`)).toEqual(nothing);
  expect(await asked("national", `${slug}/sheet/${row}`)).toEqual(nothing);
  expect(await asked(null, `${slug}/sheet/${row}`)).toEqual(nothing);
});

test("B5, B6 · the map leads by keyboard where the list does; a list is a calendar and a feed", async ({
  page,
  request,
}) => {
  await open(page, "/coalitions");
  const dot = page.locator(".map a").first();
  await dot.focus();
  await expect(dot).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL((url) => url.pathname !== "/coalitions" || url.searchParams.has("departement"));
  await open(page, "/coalitions");
  await page.getByText("Par région").click();
  await page.getByRole("link", { name: "Hauts-de-France" }).click();
  const one = page.locator(".co h3 a");
  await expect(one).toHaveCount(1);
  await page.getByText("Suivre cette liste").click();
  const [calendar, feed] = [
    page.getByRole("link", { name: "Dans mon agenda" }),
    page.getByRole("link", { name: "Flux RSS" }),
  ];
  const ics = await request.get((await calendar.getAttribute("href")) ?? "");
  expect(ics.headers()["content-type"]).toContain("text/calendar");
  expect(await ics.text()).toContain("BEGIN:VCALENDAR");
  const rss = await request.get((await feed.getAttribute("href")) ?? "");
  expect(rss.headers()["content-type"]).toContain("application/rss+xml");
  const isWellMade = await page.evaluate(
    (text) => new DOMParser().parseFromString(text, "text/xml").querySelector("parsererror") === null,
    await rss.text(),
  );
  expect(isWellMade).toBe(true);
  const again = await request.get((await feed.getAttribute("href")) ?? "", {
    headers: { "if-none-match": rss.headers().etag ?? "" },
  });
  expect(again.status()).toBe(304);
});

test("public pages are complete without JavaScript", async ({ browser }) => {
  const context = await browser.newContext({ baseURL: demo().origin, javaScriptEnabled: false });
  const page = await context.newPage();
  const trip = await tripPath(page);
  await open(page, trip);
  await expect(page.locator("main form").first()).toBeVisible();
  await open(page, "/connexion");
  await expect(page.getByRole("textbox").first()).toBeVisible();
  await context.close();
});
