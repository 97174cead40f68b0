import type { TestPerson } from "@/server/realtime/testing/coalition-world";
import { complaints, expect, expectAccessible, open, test } from "./fixtures";
import { choose, copied, edit, makePlan, pageOf, paste, reads, saved, text } from "./on-plan";
import { type OwnCoalition, ownCoalition } from "./own-coalition";

// Two browsers write together; nothing sleeps.
test.describe.configure({ timeout: 90_000 });

let own: OwnCoalition;
let plans: string;
let coordinator: TestPerson;

test.beforeAll(async () => {
  own = await ownCoalition();
  plans = `/espace/${own.slug}/plans`;
  coordinator = await own.world.person("coordinator", "Coordination");
});
test.afterAll(() => own.database.close());

test("P13, P18, P19 · an action is written in the text and stands in the agenda: edited from both, taken back by undo, and no block takes it along", async ({
  browser,
}) => {
  const [one, two] = [
    await pageOf(browser, coordinator),
    await pageOf(browser, await own.world.person("member", "Membre agenda")),
  ];
  const heard = [complaints(one), complaints(two)];
  const path = await makePlan(one, plans, "Avec l’agenda");
  await edit(one);
  await one.keyboard.type("/");
  await one.getByRole("menuitem", { name: /^Action/ }).press("Enter");
  await expect(one.getByLabel("Quoi")).toBeFocused();
  await one.keyboard.type("Tractage au marché");
  await one.getByLabel("Jour").fill("2026-12-05");
  await one.getByLabel("De", { exact: true }).fill("10:00");
  await one.getByLabel("Personnes qu’il faut").fill("5");
  await one.getByRole("button", { name: "OK" }).press("Enter");
  await expect(one.getByText("5 personnes voulues")).toBeVisible();
  const stored = () =>
    own.database.db
      .selectFrom("agendaEntry")
      .select(["title", "startsLocal", "helpers", "visibility", "kind"])
      .where("coalitionId", "=", own.world.coalitionId)
      .where("title", "in", ["Tractage au marché", "Imprimer"])
      .where("removedAt", "is", null)
      .execute();
  const leaflets = { title: "Tractage au marché", startsLocal: "2026-12-05T10:00", helpers: 5, kind: "action" };
  await expect.poll(stored).toEqual([{ ...leaflets, visibility: "members" }]);

  await open(two, path);
  await edit(two);
  await two.getByRole("button", { name: "Modifier Tractage au marché" }).click();
  await two.getByLabel("Où", { exact: true }).fill("Wazemmes");
  await two.getByLabel("Tout le monde").check();
  await two.getByRole("button", { name: "OK" }).click();
  await expect(one.getByText("Wazemmes")).toBeVisible();
  await expect.poll(stored).toMatchObject([{ visibility: "public" }]);
  await expectAccessible(two, "a plan with an action");

  // Deleting the block takes no entry along; it comes back with undo.
  await text(two).locator(".entry-place .stub").click();
  await two.keyboard.press("Backspace");
  await expect(text(one).locator(".ticket")).toHaveCount(0);
  expect(await stored()).toMatchObject([{ title: "Tractage au marché" }]);
  await two.getByRole("button", { name: "Annuler" }).click();
  await expect(text(one).locator(".ticket")).toHaveCount(1);

  // A task that nobody else touched goes with the undoing of its insertion.
  await text(one).press("Control+End");
  await one.getByRole("button", { name: "Ajouter" }).click();
  await one.getByRole("menuitem", { name: /^Tâche/ }).click();
  await one.keyboard.type("Imprimer");
  await one.getByRole("button", { name: "OK" }).click();
  await expect.poll(stored).toHaveLength(2);
  await one.getByRole("checkbox", { name: "Fait : Imprimer" }).check();
  await one.getByRole("button", { name: "Annuler" }).click();
  await expect.poll(stored).toHaveLength(1);

  await saved(one);
  await one.getByRole("button", { name: "Terminé" }).click();
  await reads(two, path, "Tractage au marché");

  // P18: a member helps from the plan, and finds their place again there.
  await expect(two.getByText("0 personne sur 5")).toBeVisible();
  await two.getByRole("link", { name: /^Je viens aider/ }).click();
  await two.getByLabel("Prénom").fill("Membre");
  await two.getByRole("button", { name: "Donner un coup de main" }).click();
  await two.waitForURL("**/reservations/**");
  const place = new URL(two.url()).pathname;
  await open(two, path);
  await expect(two.getByText("1 personne sur 5")).toBeVisible();
  await expect(two.getByRole("link", { name: /^Vous venez aider/ })).toHaveAttribute("href", place);
  await expect(two.getByRole("navigation", { name: "Plans" }).locator("[aria-current]")).toHaveText(/1 action$/);
  expect(heard).toEqual([[], []]);
  await one.context().close();
  await two.context().close();
});

test("P15, P16, P20 · a participant comments on words of the text and names somebody; a member settles it", async ({
  browser,
}) => {
  const [writer, reader] = [
    await pageOf(browser, coordinator),
    await pageOf(browser, await own.world.person("participant", "Personne curieuse")),
  ];
  const path = await makePlan(writer, plans, "À discuter");
  await edit(writer);
  await writer.keyboard.type("Rendez-vous à Arras.");
  await saved(writer);
  await reads(reader, path, "Arras");
  await reader.locator(".plan-text p").first().click({ clickCount: 3 });
  const margin = reader.getByRole("complementary", { name: "Commentaires" });
  await expect(margin.locator("mark")).toHaveText("Rendez-vous à Arras.");
  await margin.getByLabel("Commenter").fill("Plutôt à Lens, @Coordination ? <img src=x onerror=1>");
  await margin.getByRole("button", { name: "Envoyer" }).click();
  const said = reader.getByRole("article", { name: "À propos de « Rendez-vous à Arras. »" });
  await expect(said.locator(".mention")).toHaveText("@Coordination");
  await expect(said).toContainText("<img src=x onerror=1>");
  await expectAccessible(reader, "a plan with a comment");

  // P20: whoever has the plan open sees it at once, and the words that it speaks of lead to it.
  const words = text(writer).locator(".commented");
  await expect(words).toHaveText("Rendez-vous à Arras.");
  await words.click();
  await expect(writer.getByRole("article", { name: /Arras/ })).toBeFocused();
  await expect(reader.locator(".plan-text a.commented")).toHaveText("Rendez-vous à Arras.");
  await text(writer).press("Control+Home");
  await writer.keyboard.type("Donc : ");
  await expect(words).toHaveText("Rendez-vous à Arras.");
  await writer.setViewportSize({ width: 360, height: 780 });
  await writer.getByRole("button", { name: "1 commentaire" }).click();
  await expect(writer.getByRole("dialog", { name: "Commentaires" })).toContainText("Plutôt à Lens");
  await expectAccessible(writer, "comments on a phone");
  await writer.getByRole("dialog").getByRole("button", { name: "Fermer" }).click();
  await writer.setViewportSize({ width: 1280, height: 800 });

  await text(writer).press("Control+a");
  await writer.keyboard.type("Rendez-vous à Lens.");
  await saved(writer);
  await expect
    .poll(async () => {
      await open(writer, path);
      return writer.getByRole("complementary").innerText();
    })
    .toContain("Sans ancre");
  await writer.getByText("Répondre", { exact: true }).click();
  await writer.getByLabel("Répondre à Personne curieuse").fill("Oui.");
  await writer.getByRole("article").getByRole("button", { name: "Envoyer" }).click();
  await expect(writer.locator(".said p", { hasText: "Oui." })).toBeVisible();
  await writer.getByRole("button", { name: "Réglé" }).click();
  await expect(writer.getByText("1 commentaire réglé")).toBeVisible();
  await writer.context().close();
  await reader.context().close();
});

test("P17 · a version is named, read and put back by the person's own browser, and undo returns the text", async ({
  browser,
}) => {
  const page = await pageOf(browser, coordinator);
  const path = await makePlan(page, plans, "Deux versions");
  await edit(page);
  await page.keyboard.type("Première idée.");
  await saved(page);
  await open(page, `${path}/versions`);
  await page.getByText("Garder la version actuelle", { exact: true }).click();
  await page.getByLabel("Nom de la version").fill("Avant la réunion");
  await page.getByRole("button", { name: "Garder", exact: true }).click();
  await expect(page.getByRole("link", { name: "Lire : Avant la réunion" })).toBeVisible();
  await open(page, path);
  await edit(page);
  await text(page).press("Control+a");
  await page.keyboard.type("Autre chose.");
  await saved(page);
  await open(page, `${path}/versions`);
  await page.getByRole("link", { name: "Lire : Avant la réunion" }).click();
  await expect(page.locator(".plan-text")).toHaveText("Première idée.");
  await page.getByRole("link", { name: "Remettre cette version" }).click();
  await page.getByRole("button", { name: "Remettre cette version" }).click();
  await expect(text(page)).toHaveText("Première idée.");
  await expect(page.getByText("La version est remise.")).toBeVisible();
  await page.getByRole("button", { name: "Annuler" }).click();
  await expect(text(page)).toHaveText("Autre chose.");
  await page.context().close();
});

test("P20 · a plan that is put away turns to reading where it is being written, and back", async ({ browser }) => {
  const [keeper, writer] = [
    await pageOf(browser, coordinator),
    await pageOf(browser, await own.world.person("member", "Membre qui écrit")),
  ];
  const path = await makePlan(keeper, plans, "Bientôt rangé");
  await open(writer, path);
  await edit(writer);
  await writer.keyboard.type("Avant");
  await saved(writer);
  await choose(keeper, "Ranger ce plan");
  await expect(writer.getByText("Ce plan est rangé : il se lit")).toBeVisible();
  await expect(text(writer)).toHaveAttribute("contenteditable", "false");
  await choose(keeper, "Sortir ce plan");
  await expect(text(writer)).toHaveAttribute("contenteditable", "true");
  await text(writer).press("Control+End");
  await writer.keyboard.type(" et après");
  await saved(writer);
  await expect(keeper.locator(".plan-text")).toContainText("Avant et après");
  await reads(keeper, path, "Avant et après");
  await keeper.context().close();
  await writer.context().close();
});

test("P14 · a block that is pasted into another coalition's plan makes a new entry there, for its members alone", async ({
  browser,
}) => {
  const elsewhere = await ownCoalition();
  const [here, there] = [
    await pageOf(browser, coordinator),
    await pageOf(browser, await elsewhere.world.person("member", "Voisine")),
  ];
  await makePlan(here, plans, "À copier");
  await edit(here);
  await here.keyboard.type("/");
  await here.getByRole("menuitem", { name: /^Action/ }).press("Enter");
  await expect(here.getByLabel("Quoi")).toBeFocused();
  await here.keyboard.type("Vélorution");
  await here.getByLabel("Personnes qu’il faut").fill("4");
  await here.getByLabel("Tout le monde").check();
  await here.getByRole("button", { name: "OK" }).press("Enter");
  await text(here).locator(".entry-place .stub").click();
  const block = await copied(here);
  await makePlan(there, `/espace/${elsewhere.slug}/plans`, "Collé d’ailleurs");
  // Before the agenda is open there, what is pasted waits for it.
  let isShut = true;
  await there.routeWebSocket(/\/collab\/agenda/, (socket) => {
    if (isShut) void socket.close({ code: 1013 });
    else socket.connectToServer();
  });
  await edit(there);
  await paste(there, block);
  await expect(there.getByText("arrive dans un instant")).toBeVisible();
  await expect(text(there).locator(".entry-place")).toHaveCount(0);
  isShut = false;
  await expect(text(there).locator(".ticket")).toContainText("Vélorution", { timeout: 30_000 });
  await expect(there.getByText("arrive dans un instant")).toBeHidden();
  const stored = (coalitionId: string) =>
    own.database.db
      .selectFrom("agendaEntry")
      .select(["entryId", "title", "helpers", "visibility"])
      .where("coalitionId", "=", coalitionId)
      .where("title", "=", "Vélorution")
      .execute();
  await expect.poll(() => stored(elsewhere.world.coalitionId)).toHaveLength(1);
  await expect.poll(() => stored(own.world.coalitionId)).toHaveLength(1);
  const [[first], [second]] = [await stored(own.world.coalitionId), await stored(elsewhere.world.coalitionId)];
  expect(second).toMatchObject({ helpers: 4, visibility: "members" });
  expect(second?.entryId).not.toBe(first?.entryId);
  // Pasted again where it comes from, it shows the same entry.
  await text(here).press("Enter");
  await paste(here, block);
  await expect(text(here).locator(".ticket")).toHaveCount(2);
  expect(await stored(own.world.coalitionId)).toHaveLength(1);
  await elsewhere.database.close();
  await here.context().close();
  await there.context().close();
});
