import type { Role } from "@/domain/kernel/role";
import type { TestPerson } from "@/server/realtime/testing/coalition-world";
import { complaints, demo, expect, expectAccessible, expectAccessibleInViews, open, test } from "./fixtures";
import { contextOf, type OwnCoalition, onSheetAs, ownCoalition, signIn } from "./own-coalition";

let own: OwnCoalition;
let coordinator: TestPerson;

test.beforeAll(async () => {
  own = await ownCoalition();
  coordinator = await own.world.person("coordinator", "Référent·e mobilisation");
});
test.afterAll(() => own.database.close());

/** A name that no line can break. */
const longName = "A".repeat(60);
/** What a change of role may take. */
const within = { timeout: 2_000 };
const members = () => `/espace/${own.slug}/membres`;

async function roleOf({ memberId }: TestPerson): Promise<string | null> {
  const { role } = await own.database.db
    .selectFrom("membership")
    .select("role")
    .where("id", "=", memberId)
    .executeTakeFirstOrThrow();
  return role;
}

test("M4 M5 · a coordinator reads what a role changes, gives it, and it opens the sheet; taken back, nothing is offered there any more", async ({
  browser,
}) => {
  const person = await own.world.person("participant", "Bénévole");
  const page = await (await contextOf(browser, coordinator)).newPage();
  const heard = complaints(page);
  await open(page, `/espace/${own.slug}`);
  await page.getByRole("link", { name: "Membres" }).first().click();
  await expect(page.getByRole("heading", { name: "Membres", level: 1 })).toBeVisible();
  await expect(page.getByText("Une seule personne coordonne.")).toBeVisible();
  const row = page.getByRole("listitem").filter({ hasText: "Bénévole" });
  // The act stands on the line of the name, at its right.
  const [line, name, act] = await Promise.all(
    [row, row.getByText("Bénévole", { exact: true }), row.locator("summary").first()].map((one) => one.boundingBox()),
  );
  if (!(line && name && act)) throw new Error("the line is not drawn");
  expect(act.x + act.width).toBeCloseTo(line.x + line.width, 0);
  expect(act.y).toBeLessThan(name.y + name.height);
  await expect(page.getByRole("region", { name: "Qui peut quoi" })).toContainText("Reçoit les nouvelles par courriel.");
  const give = async (role: "Prépare" | "Participe", effect: string) => {
    const fold = row.locator("details").first();
    if (!(await fold.evaluate((details: HTMLDetailsElement) => details.open)))
      await row.locator("summary").first().click();
    await row.getByRole("radio", { name: new RegExp(`^${role}`) }).check();
    await expect(row.locator(".effect:visible")).toHaveText(effect);
    await row.getByRole("button", { name: "Donner ce rôle" }).click();
    await expect(row.getByText(role, { exact: false }).first()).toBeVisible();
  };
  await give("Prépare", "Bénévole pourra modifier les plans, les trajets et l’agenda.");
  await expect.poll(() => roleOf(person)).toBe("member");
  const sheet = await onSheetAs(browser, own, person);
  await sheet.getByRole("button", { name: "Proposer un trajet" }).first().click();
  await expect(sheet.getByText("Enregistré", { exact: true }).first()).toBeVisible();

  await give("Participe", "Bénévole ne pourra plus modifier les plans ni les trajets ; ce qui est écrit reste.");
  await expect.poll(() => roleOf(person)).toBe("participant");
  await expect(sheet.getByRole("button", { name: "Proposer un trajet" })).toHaveCount(0, within);

  await own.world.person("participant", longName);
  await page.reload();
  for (const each of [row, page.getByRole("listitem").filter({ hasText: longName })]) {
    await each.locator("summary").first().click();
    await each.getByText("Retirer de la coalition").click();
  }
  await expectAccessibleInViews(page, "the members, roles open, a long name among them");
  await row.getByRole("button", { name: "Retirer Bénévole" }).click();
  await expect(row).toHaveCount(0);
  expect(await roleOf(person)).toBeNull();
  expect((await sheet.goto(own.path))?.status()).toBe(404);
  expect(heard).toEqual([]);
  await sheet.context().close();
  await page.context().close();
});

test("M5, I15 · the last one who coordinates keeps that role, without JavaScript too; nobody else is offered anything", async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: demo().origin, javaScriptEnabled: false });
  await signIn(context, coordinator);
  const page = await context.newPage();
  await page.goto(members());
  const mine = page.getByRole("listitem").filter({ hasText: "Référent·e mobilisation" });
  await mine.locator("summary").click();
  await expect(mine.getByText("Retirer de la coalition")).toHaveCount(0);
  await mine.getByRole("radio", { name: /^Prépare/ }).check();
  await mine.getByRole("button", { name: "Donner ce rôle" }).click();
  await expect(page.getByText("Il faut qu’une personne au moins coordonne la coalition.")).toHaveCount(1);
  expect(await roleOf(coordinator)).toBe("coordinator");
  await context.close();

  for (const role of ["member", "participant"] satisfies Role[]) {
    const other = await contextOf(browser, await own.world.person(role, `Personne ${role}`));
    const reading = await other.newPage();
    await reading.goto(members());
    await expect(reading.getByText("Référent·e mobilisation")).toBeVisible();
    await expect(reading.getByRole("radio")).toHaveCount(0);
    await other.close();
  }
});

test("M6 · who coordinates alone hands the coalition over and leaves, without JavaScript too", async ({ browser }) => {
  const alone = await ownCoalition();
  const last = await alone.world.person("coordinator", "Référent·e qui part");
  const heir = await alone.world.person("member", "Référent·e qui reste");
  const context = await browser.newContext({ baseURL: demo().origin, javaScriptEnabled: false });
  await signIn(context, last);
  const page = await context.newPage();
  await page.goto(`/espace/${alone.slug}/membres`);
  await page.getByText("Quitter la coalition").click();
  await page.getByLabel("Je la confie à").selectOption("Référent·e qui reste");
  await page.getByRole("button", { name: "Quitter" }).click();
  await expect(page.getByRole("status")).toHaveText("C’est fait : vous avez quitté la coalition.");
  expect((await page.goto(`/espace/${alone.slug}`))?.status()).toBe(404);
  const other = await (await contextOf(browser, heir)).newPage();
  await open(other, `/espace/${alone.slug}/membres`);
  await expect(other.getByText("Une seule personne coordonne.")).toBeVisible();
  await alone.database.close();
  await context.close();
  await other.context().close();
});

test("M25 · somebody shows their initial, without JavaScript, and another participant reads no more than that", async ({
  browser,
}) => {
  const shy = await own.world.person("participant", "Ysaline");
  const context = await browser.newContext({ baseURL: demo().origin, javaScriptEnabled: false });
  await signIn(context, shy);
  const page = await context.newPage();
  await page.goto(members());
  await page.locator("summary").filter({ hasText: "Ce que les autres voient" }).click();
  await page.getByRole("radio", { name: /^Mon initiale/ }).check();
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("C’est fait.")).toHaveCount(1);
  await context.close();
  const other = await (await contextOf(browser, await own.world.person("member"))).newPage();
  await open(other, members());
  await expect(other.getByText("Y.", { exact: true })).toBeVisible();
  await expect(other.getByText("Ysaline")).toHaveCount(0);
  await other.context().close();
  const run = await (await contextOf(browser, coordinator)).newPage();
  await open(run, members());
  await expect(run.getByText("Ysaline").first()).toBeVisible();
  await run.context().close();
});

test("M29 · on a phone, the members are behind « Plus »; who is alone there reads what to do before leaving", async ({
  browser,
}) => {
  const alone = await ownCoalition();
  const last = await alone.world.person("coordinator", "Référent·e seul·e");
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({
      baseURL: demo().origin,
      viewport: { width: 360, height: 740 },
      javaScriptEnabled,
    });
    await signIn(context, last);
    const page = await context.newPage();
    await page.goto(`/espace/${alone.slug}`);
    const bar = page.getByRole("navigation").last();
    await bar.getByText("Plus").click();
    if (javaScriptEnabled) await expectAccessible(page, "the phone's menu");
    await bar.getByRole("link", { name: "Membres" }).click();
    await expect(page.getByRole("heading", { name: "Membres", level: 1 })).toBeVisible();
    await page.locator("summary").filter({ hasText: "Quitter la coalition" }).click();
    await expect(page.getByText("vous ne pouvez la confier à personne")).toBeVisible();
    await expect(page.getByRole("button", { name: "Quitter" })).toHaveCount(0);
    await page.getByRole("link", { name: "Archiver la coalition" }).click();
    await expect(page.getByRole("region", { name: "Archiver la coalition" })).toBeVisible();
    await context.close();
  }
  await alone.database.close();
});
