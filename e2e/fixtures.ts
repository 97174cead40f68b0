import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContext, test as base, expect, type Page } from "@playwright/test";

export { expect };

export const roles = ["national", "coordinator", "member", "participant"] as const;
export type Role = (typeof roles)[number];

export type Demo = {
  origin: string;
  coalitions: { slug: string; publicUrl: string; rooms: { transport: string } }[];
  signIn: Record<Role, string>;
  mailbox: string;
};

/** What the demo says of itself; the global setup started it. */
export function demo(): Demo {
  return JSON.parse(process.env.CORTEGE_DEMO ?? "{}");
}

/** Where the global setup left each role's cookies: its link works once. */
export function stateOf(role: Role): string {
  return `${process.env.CORTEGE_STATES}/${role}.json`;
}

/** The first coalition of the demo, whose people the sign-in links are. */
export function firstCoalition(): Demo["coalitions"][number] {
  const [coalition] = demo().coalitions;
  if (!coalition) throw new Error("the demo has no coalition");
  return coalition;
}

export type View = { width: number; colorScheme: "light" | "dark" };
const views: View[] = [320, 360, 1280].flatMap((width) => [
  { width, colorScheme: "light" as const },
  { width, colorScheme: "dark" as const },
]);

type Fixtures = { participantPage: Page; memberPage: Page; coordinatorPage: Page };

export const test = base.extend<Fixtures>({
  participantPage: async ({ browser }, use) => use(await pageAs(browser, "participant")),
  memberPage: async ({ browser }, use) => use(await pageAs(browser, "member")),
  coordinatorPage: async ({ browser }, use) => use(await pageAs(browser, "coordinator")),
});

/** A browser of its own, in which this person is signed in. */
export async function contextAs(browser: Browser, role: Role, view?: View): Promise<BrowserContext> {
  return browser.newContext({
    baseURL: demo().origin,
    storageState: stateOf(role),
    ...(view && { viewport: { width: view.width, height: 800 }, colorScheme: view.colorScheme }),
  });
}

async function pageAs(browser: Browser, role: Role): Promise<Page> {
  return (await contextAs(browser, role)).newPage();
}

/** Opens a page that must be there: an error page has no faults of accessibility either. */
export async function open(page: Page, path: string): Promise<void> {
  const answer = await page.goto(path);
  expect(answer?.status(), path).toBe(200);
  await expect(page.getByRole("heading", { level: 1 }).first(), `${path} has an h1`).toBeVisible();
}

/** No fault that axe knows, and nothing that makes the page scroll sideways. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  // A page that was led to by a link is drawn before its title has come.
  await expect(page, `${what} has a title`).toHaveTitle(/\S/);
  // Only faults are written out, in the page itself: listing all that holds, in a page of its own, takes twice as long.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ["violations"] })
    .analyze();
  const faults = violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(" ")} — ${node.failureSummary ?? ""}`),
  );
  expect(faults, what).toEqual([]);
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways, `${what} scrolls sideways`).toBeLessThanOrEqual(0);
}

/** The same at each width and in both schemes, without opening the page again. */
export async function expectAccessibleInViews(page: Page, what: string): Promise<void> {
  for (const { width, colorScheme } of views) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expectAccessible(page, `${what} at ${width} px, ${colorScheme}`);
  }
}

/** What the browser complains about while `page` is used: refused scripts, failed hydration, uncaught errors. */
export function complaints(page: Page): string[] {
  const heard: string[] = [];
  page.on("pageerror", ({ message }) => {
    // Playwright's stand-in throws where a browser drops it: a frame that comes for a socket that the page has closed.
    if (message !== "WebSocket is already in CLOSING or CLOSED state.") heard.push(message);
  });
  page.on("console", (message) => {
    if (message.type() === "error" && /Content Security Policy|hydrat/i.test(message.text()))
      heard.push(message.text());
  });
  return heard;
}
