import type { Page } from "@playwright/test";
import * as Y from "yjs";
import { addEntry } from "@/domain/calendar/agenda";
import { formatRoomName } from "@/domain/kernel/room-name";
import { hostileAddresses, hostileTexts } from "@/domain/plan/testing-hostile";
import { openProvider, whenSynced } from "@/server/realtime/testing/collab-server";
import { complaints, demo, expect, open, test } from "./fixtures";
import { contextOf, type OwnCoalition, publicCoalition } from "./own-coalition";

const texts = [...hostileTexts, ...hostileTexts.map((text) => `\r\n${text}\u2028`), ...hostileAddresses];

let own: OwnCoalition;
test.beforeAll(async () => {
  own = await publicCoalition();
});
test.afterAll(() => own.database.close());

/** What no page of ours would send, on the day `day`: an event and a task for each text, in each field that takes words. */
async function write(cookie: string, day: string): Promise<void> {
  const { origin } = demo();
  const { id } = await own.database.db
    .selectFrom("document")
    .select("id")
    .where("coalitionId", "=", own.world.coalitionId)
    .where("kind", "=", "agenda")
    .executeTakeFirstOrThrow();
  const room = formatRoomName({ kind: "agenda", documentId: id, generation: 1 });
  const provider = openProvider(Number(new URL(origin).port), room, { origin, cookie });
  try {
    await whenSynced(provider);
    const { doc } = provider;
    doc.transact(() => {
      for (const [n, text] of texts.entries()) {
        const hour = String(n % 24).padStart(2, "0");
        const words = { title: text, notes: text, bring: text, place: text, address: text };
        addEntry(doc, { ...words, kind: "meeting", start: `${day}T${hour}:30`, visibility: "public", helpers: 3 });
        addEntry(doc, { ...words, kind: "task", due: day, visibility: "public" });
        const odd = addEntry(doc, { title: `Bizarre ${n}`, start: `${day}T20:00`, visibility: "public" });
        const entry = odd.ok ? doc.getMap<Y.Map<unknown>>("entries").get(odd.value) : undefined;
        // In place of a choice, a time, a person, a rule, an exception.
        for (const field of ["kind", "end", "lead", "owner", "state", "recurrence"]) entry?.set(field, text);
        const exceptions = entry?.get("exceptions");
        if (exceptions instanceof Y.Map) exceptions.set(`${text} place`, text);
      }
    });
    await expect.poll(async () => (await stored()).length, { timeout: 30_000 }).toBeGreaterThan(texts.length * 2 - 20);
  } finally {
    provider.destroy();
  }
}

function stored() {
  return own.database.db
    .selectFrom("agendaEntry")
    .select(["id", "title", "kind"])
    .where("coalitionId", "=", own.world.coalitionId)
    .where("removedAt", "is", null)
    .orderBy("title")
    .execute();
}

test("C33 · a hundred hostile strings by raw updates: nothing runs and nothing breaks, wherever the agenda is shown", async ({
  browser,
}) => {
  test.setTimeout(150_000);
  expect(texts.length).toBeGreaterThan(100);
  const person = await own.world.person("coordinator", "<img src=x onerror=window.hostile=1>");
  const context = await contextOf(browser, person);
  const page = await context.newPage();
  const heard = complaints(page);
  page.on("dialog", (dialog) => heard.push(`a dialog: ${dialog.message()}`));
  const today = await page.evaluate(() => new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris" }).format());
  await write(person.cookie, today);

  const espace = `/espace/${own.slug}`;
  await open(page, `${espace}/agenda`);
  await expect(page.locator(".agenda-page[data-ready]")).toBeVisible();
  await expect(page.locator(".more-that-day").first()).toBeVisible();
  await unharmed(page, "the month");
  await page.locator(".more-that-day").first().click();
  await expect(page.locator("[data-item]").nth(20)).toBeVisible();
  await unharmed(page, "the week");
  await page.getByRole("radio", { name: "Liste" }).check();
  await expect(page.locator(".item").nth(100)).toBeVisible();
  await unharmed(page, "the list");
  for (const words of ["<script src=x onerror", "javascript:window.hostile=1"]) {
    await page.locator(".press", { hasText: words }).first().click();
    const form = page.getByRole("dialog");
    await form.getByText("Plus de champs").or(form.locator("summary").first()).first().click();
    await expect(form.getByLabel("Titre")).toHaveValue(new RegExp(words.slice(0, 7)));
    await unharmed(page, "the form");
    await page.keyboard.press("Escape");
  }
  for (const [path, what] of [
    [espace, "home"],
    [`${espace}/taches`, "the tasks"],
    [`${espace}/inscriptions`, "the sign-ups"],
    [`${espace}/recherche?q=script`, "the search"],
    [`/${own.slug}`, "the coalition's page"],
    [`/${own.slug}/agenda`, "the public agenda"],
  ] as const) {
    await open(page, path);
    await expect(page.locator("h1").first(), what).toBeVisible();
    await unharmed(page, what);
  }
  const events = (await stored()).filter(({ kind }) => kind !== "task");
  for (const { id, title } of events.filter((_, n) => n % 12 === 0)) {
    await open(page, `/${own.slug}/agenda/${id}`);
    await expect(page.locator("h1")).toBeVisible();
    await unharmed(page, `the page of ${title}`);
  }
  const file = await page.request.get(`/api/calendrier/${own.slug}.ics`);
  expect(file.status()).toBe(200);
  const lines = (await file.text()).replaceAll("\r\n ", "").split("\r\n");
  const known =
    /^(BEGIN|END|VERSION|PRODID|METHOD|CALSCALE|NAME|X-[A-Z-]+|REFRESH-INTERVAL|TZ[A-Z]+|DT[A-Z]+|RRULE|UID|SEQUENCE|STATUS|LAST-MODIFIED|SUMMARY|LOCATION|URL|DESCRIPTION|RECURRENCE-ID|SOURCE|COLOR)[:;]/;
  expect(lines.filter((line) => line !== "" && !known.test(line))).toEqual([]);
  expect(heard).toEqual([]);
});

/** Nothing of theirs ran, and nothing of theirs became an element or an address. */
async function unharmed(page: Page, where: string): Promise<void> {
  const found = await page.evaluate(() => ({
    ran: "hostile" in window,
    elements: document.querySelectorAll('[src="x"], [onerror], [onload], [onfocus], [autofocus], iframe, object, base')
      .length,
    addresses: [...document.querySelectorAll("a[href], form[action]")].filter((each) =>
      /^\s*(javascript|data|vbscript|file):/i.test(each.getAttribute("href") ?? each.getAttribute("action") ?? ""),
    ).length,
  }));
  expect(found, where).toEqual({ ran: false, elements: 0, addresses: 0 });
}
