import type { Doc } from "yjs";
import { addRow, readRows, removeRow } from "@/domain/transport/sheet";
import { openProvider, whenSynced } from "@/server/realtime/testing/collab-server";
import { complaints, demo, expect, open, test } from "./fixtures";
import { contextOf, type OwnCoalition, onSheetAs, ownCoalition } from "./own-coalition";

const tripCount = 120;
let own: OwnCoalition;

/** Somebody else's hand on the sheet. */
async function onSheet(act: (doc: Doc) => void): Promise<void> {
  const { cookie } = await own.world.person("member");
  const { origin } = demo();
  const provider = openProvider(Number(new URL(origin).port), own.world.room, { origin, cookie });
  await whenSynced(provider);
  provider.doc.transact(() => act(provider.doc));
  provider.doc.destroy();
  provider.destroy();
}

test.beforeAll(async () => {
  own = await ownCoalition();
  await onSheet((doc) => {
    for (let n = 1; n <= tripCount; n += 1) addRow(doc, { title: `Car n° ${n}`, mode: "coach", seats: 53 });
  });
});
test.afterAll(() => own.database.close());

test("T72 · of a long sheet, only the rows near the screen are on the page, and the keyboard reaches the others", async ({
  browser,
}) => {
  const page = await onSheetAs(browser, own, await own.world.person("member"));
  const heard = complaints(page);
  const rows = page.getByRole("row").filter({ has: page.getByRole("rowheader") });
  const name = (n: number) => page.getByRole("rowheader", { name: `Car n° ${n} (` });
  await expect(name(1)).toBeVisible();
  await expect(page.getByRole("grid")).toHaveAttribute("aria-rowcount", String(tripCount));
  await expect.poll(() => rows.count()).toBeLessThan(tripCount / 2);
  await expect(name(tripCount)).toHaveCount(0);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);

  await name(1).focus();
  await page.keyboard.press("Control+End");
  const last = page.locator(`[aria-rowindex="${tripCount}"] > *`).last();
  await expect(last).toBeFocused();
  await expect(last).toBeInViewport();
  await expect(name(1)).toHaveCount(0);
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowUp");
  await expect(name(tripCount - 1)).toBeFocused();
  // Going there and back has not made the page another one.
  await page.keyboard.press("Control+Home");
  await expect(name(1)).toBeFocused();
  await expect(name(1)).toBeInViewport();
  const since = await page.evaluate(() => document.documentElement.scrollHeight);
  expect(Math.abs(since - height)).toBeLessThan(height / 4);

  // Whoever edits keeps their field, however far they look around.
  await page.keyboard.press("F2");
  await page.keyboard.type(" bis");
  await page.mouse.move(600, 600);
  await page.mouse.wheel(0, 20_000);
  await expect(name(tripCount)).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("rowheader", { name: "Car n° 1 bis" })).toBeVisible();
  expect(heard).toEqual([]);
  await page.context().close();
});

test("T72 · on a phone all tickets are there to be found, and whole as one comes near", async ({ browser }) => {
  const context = await contextOf(browser, await own.world.person("member"));
  const page = await context.newPage();
  await page.setViewportSize({ width: 360, height: 640 });
  await open(page, own.path);
  await expect(page.locator("[data-ready]")).toBeVisible();
  const ticket = (n: number) =>
    page.locator("article.ticket").filter({ has: page.getByRole("heading", { name: `Car n° ${n}`, exact: true }) });
  await expect(page.locator("article.ticket")).toHaveCount(tripCount);
  await expect(ticket(2).getByRole("button", { name: "Modifier" })).toBeVisible();
  await expect(ticket(tripCount).getByRole("button", { name: "Modifier" })).toHaveCount(0);
  await ticket(tripCount).scrollIntoViewIfNeeded();
  await expect(ticket(tripCount).getByRole("button", { name: "Modifier" })).toBeInViewport();
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await context.close();
});

test("T72 · what is being typed stays, and the hand in it, when others take rows away above", async ({ browser }) => {
  const page = await onSheetAs(browser, own, await own.world.person("member"));
  const row = page.locator('[aria-rowindex="11"]');
  // The first of its bunch: with one row less above, it is the last of the bunch before.
  const name = (await row.locator("button.name").innerText()).split("(")[0]?.trim() ?? "";
  await row.locator("> *").first().focus();
  await page.keyboard.press("F2");
  await page.keyboard.press("End");
  await page.keyboard.type(" en cours");
  await onSheet((doc) => removeRow(doc, readRows(doc)[2]?.id ?? ""));
  const field = page.locator('[aria-rowindex="10"] input');
  await expect(field).toHaveValue(`${name} en cours`);
  await expect(field).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("rowheader", { name: `${name} en cours` })).toBeVisible();
  await page.context().close();
});
