import { complaints, expect, open, test } from "./fixtures";
import { makePlan } from "./on-plan";
import { contextOf, type OwnCoalition, onSheetAs, ownCoalition } from "./own-coalition";

let own: OwnCoalition;
test.beforeAll(async () => {
  own = await ownCoalition();
});
test.afterAll(() => own.database.close());

/** How long open pages took, in milliseconds, once it was committed: a figure, not a limit, since machines are noisy. */
async function taken(pages: Promise<unknown>[]): Promise<number> {
  const from = performance.now();
  await Promise.all(pages);
  return Math.round(performance.now() - from);
}

test("M28 · a coordinator gives a role and takes it back: sheet, plan and members take it without loading anew, and words stay", async ({
  browser,
}) => {
  const [boss, person] = [
    await own.world.person("coordinator", "Référent·e mobilisation"),
    await own.world.person("participant", "Bénévole"),
  ];
  const desk = await (await contextOf(browser, boss)).newPage();
  const written = await makePlan(desk, `/espace/${own.slug}/plans`, "Un plan lu par d’autres");
  await open(desk, `/espace/${own.slug}/membres`);

  const sheet = await onSheetAs(browser, own, person);
  const heard = complaints(sheet);
  const [plan, members] = [await sheet.context().newPage(), await sheet.context().newPage()];
  await open(plan, written);
  await open(members, `/espace/${own.slug}/membres`);
  const propose = sheet.getByRole("button", { name: "Proposer un trajet" });
  const edit = plan.getByRole("button", { name: "Modifier" });
  const invite = members.getByRole("link", { name: "Inviter" });
  for (const nothing of [propose, edit, invite]) await expect(nothing).toHaveCount(0);
  const words = plan.getByRole("textbox", { name: "Commenter" });
  await words.fill("Un mot que je n’ai pas fini");

  const row = desk.getByRole("listitem").filter({ hasText: "Bénévole" });
  const give = async (role: RegExp, stored: string) => {
    const fold = row.locator("details").first();
    if (!(await fold.evaluate((details: HTMLDetailsElement) => details.open)))
      await row.locator("summary").first().click();
    await row.getByRole("radio", { name: role }).check();
    await row.getByRole("button", { name: "Donner ce rôle" }).click();
    const now = () =>
      own.database.db.selectFrom("membership").select("role").where("id", "=", person.memberId).executeTakeFirst();
    await expect.poll(async () => (await now())?.role).toBe(stored);
  };
  await give(/^Coordonne/, "coordinator");
  const up = await taken([
    expect(propose.first()).toBeVisible(),
    expect(edit).toBeVisible(),
    expect(invite).toBeVisible(),
  ]);
  await expect(words).toHaveValue("Un mot que je n’ai pas fini");
  await propose.first().click();
  await expect(sheet.getByText("Enregistré", { exact: true }).first()).toBeVisible();
  await edit.click();
  await expect(plan.locator("[data-ready]")).toBeVisible();

  await give(/^Participe/, "participant");
  const down = await taken([
    expect(propose).toHaveCount(0),
    expect(plan.locator("[contenteditable=true]")).toHaveCount(0),
    expect(invite).toHaveCount(0),
  ]);
  console.log(`a change of role is in three open pages after ${up} ms up, ${down} ms down`);

  await own.world.changeRole(person, null);
  for (const page of [sheet, members])
    await expect(page.getByRole("alert").filter({ hasText: "Vous n’êtes plus dans cette coalition" })).toBeVisible();
  expect(heard).toEqual([]);
  for (const page of [sheet, desk]) await page.context().close();
});
