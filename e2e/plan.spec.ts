import type { Page } from "@playwright/test";
import sharp from "sharp";
import * as Y from "yjs";
import { formatRoomName } from "@/domain/kernel/room-name";
import { bodyFragment } from "@/domain/plan/plan";
import { hostileAddresses, hostileTexts } from "@/domain/plan/testing-hostile";
import type { TestPerson } from "@/server/realtime/testing/coalition-world";
import { openProvider, whenSynced } from "@/server/realtime/testing/collab-server";
import { complaints, demo, expect, expectAccessible, expectAccessibleInViews, open, test } from "./fixtures";
import { Line } from "./line";
import { choose, edit, makePlan, pageOf, paste, reads, saved, text } from "./on-plan";
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

test("P9 · two people write in one paragraph, one of them offline for a while: both end equal, and undo takes back only one's own", async ({
  browser,
}) => {
  const [one, two] = [
    await pageOf(browser, coordinator),
    await pageOf(browser, await own.world.person("member", "Membre")),
  ];
  const heard = [complaints(one), complaints(two)];
  const line = new Line();
  await line.under(two);
  const path = await makePlan(one, plans, "Cap sur Paris");
  await edit(one);
  await one.keyboard.type("Prévoir le café.");
  await saved(one);
  await open(two, path);
  await edit(two);
  await expect(text(two)).toHaveText("Prévoir le café.");
  await expect(one.getByRole("img", { name: "Avec vous : Membre" })).toBeVisible();

  // A caret is seen where the other writes.
  const caret = one.locator(".plan-caret");
  const before = async () => {
    await text(two).press("Control+Home");
    return caret.evaluate((seen) => seen.previousSibling?.textContent ?? "");
  };
  await expect.poll(before).toBe("");
  await line.away();
  await two.keyboard.type("Hors ligne. ");
  await text(one).press("Control+End");
  await one.keyboard.type(" Et les gilets.");
  await saved(one);
  line.fine();
  const both = "Hors ligne. Prévoir le café. Et les gilets.";
  await expect(text(one)).toHaveText(both);
  await expect(text(two)).toHaveText(both);
  await expect(caret).toHaveAttribute("aria-hidden", "true");
  // The same colour in the text, in the gutter and at the head of the page.
  const colourOf = (place: string) =>
    one
      .locator(place)
      .first()
      .evaluate((element) => getComputedStyle(element).getPropertyValue("--who").trim());
  expect(await colourOf(".plan-caret .avatar")).toBe(await colourOf(".plan-caret"));
  expect(await colourOf(".plan-top .avatar")).toBe(await colourOf(".plan-caret"));

  await text(one).press("Control+z");
  await expect(text(two)).toHaveText(/^Hors ligne\. /);
  await expect(text(two)).not.toHaveText(/gilets/);
  await two.getByRole("button", { name: "Annuler" }).click();
  await expect(text(one)).not.toHaveText(/Hors ligne/);
  await one.getByRole("button", { name: "Terminé" }).click();
  await expect(one.locator(".plan-text")).toContainText("café");
  await reads(one, path, "café");
  expect(heard).toEqual([[], []]);
  await one.context().close();
  await two.context().close();
});

test("P4, P6, P8 · a template is written once, by its author; a participant reads it, at every width", async ({
  browser,
}) => {
  const page = await pageOf(browser, coordinator);
  await open(page, `${plans}/nouveau`);
  await page.getByRole("button", { name: "Créer le plan" }).click();
  await expect(page.getByText("Donnez un titre au plan.")).toBeVisible();
  await expectAccessible(page, "the form of a new plan");
  const path = await makePlan(page, plans, "Marche de novembre", "Marche", "2026-11-29");
  await edit(page);
  await expect(text(page)).toContainText("entre le 13 novembre et le 25 novembre");
  await saved(page);
  await page.getByRole("button", { name: "Terminé" }).click();
  await edit(page);
  await expect(text(page).getByRole("heading", { name: "Préparer" })).toHaveCount(1);
  await expectAccessibleInViews(page, "the editor of a plan");
  const reader = await pageOf(browser, await own.world.person("participant", "Participante"));
  await reads(reader, path, "La semaine d’avant");
  await expect(reader.getByRole("button", { name: "Modifier" })).toHaveCount(0);
  await expectAccessibleInViews(reader, "a plan that is read");
  await open(reader, plans);
  await expectAccessibleInViews(reader, "the list of plans");
  await page.context().close();
  await reader.context().close();
});

test("P10 · a word processor's document is pasted, kept and shown again with its structure and its image", async ({
  browser,
}) => {
  const page = await pageOf(browser, coordinator);
  const path = await makePlan(page, plans, "Collé");
  await edit(page);
  const png = await sharp({ create: { width: 60, height: 40, channels: 3, background: "#a5360a" } })
    .png()
    .toBuffer();
  const item = (level: number, marker: string, words: string) =>
    `<p class=MsoListParagraph style='mso-list:l0 level${level} lfo1'><span style='mso-list:Ignore'>${marker}</span>${words}</p>`;
  const html = `<html><head><style>p{color:red}</style></head><body><h1>Village</h1><p class=MsoNormal>Le <b>samedi</b><o:p></o:p></p>
    ${item(1, "·", "Eau")}${item(2, "o", "Jerricans")}${item(1, "·", "Tables")}
    <table><tr><th>Stand</th><th>Qui</th></tr><tr><td>Vélo</td><td>Atelier</td></tr></table>
    <p><img src="data:image/png;base64,${png.toString("base64")}" alt="Plan de la place"></p>
    <p><img src="file:///C:/image002.png"></p><script>window.hostile = 1</script></body></html>`;
  await paste(page, html);
  await expect(text(page).getByRole("img", { name: "Plan de la place" })).toBeVisible();
  await expect(page.getByText("Une image n’a pas pu être reprise")).toBeVisible();
  await saved(page);
  await reads(page, path, "Jerricans");
  const read = page.locator(".plan-text");
  await expect(read.getByRole("heading", { level: 2, name: "Village" })).toBeVisible();
  await expect(read.locator("strong")).toHaveText("samedi");
  await expect(read.locator("ul > li > ul > li")).toHaveText("Jerricans");
  await expect(read.locator("ul").first().locator("> li")).toHaveCount(2);
  await expect(read.getByRole("row")).toHaveText(
    ["Stand Qui", "Vélo Atelier"].map((row) => new RegExp(row.replace(" ", "\\s*"))),
  );
  const image = read.getByRole("img", { name: "Plan de la place" });
  await expect(image).toHaveJSProperty("naturalWidth", 60);
  await edit(page);
  await expect(text(page).getByRole("heading", { level: 2, name: "Village" })).toBeVisible();
  await expect(text(page).locator("ul > li > ul > li")).toHaveText("Jerricans");
  await page.context().close();
});

/** An edit from a client that is not ours. */
async function writeRaw(path: string, act: (doc: Y.Doc) => void): Promise<void> {
  const { documentId } = await own.database.db
    .selectFrom("plan")
    .select("documentId")
    .where("id", "=", path.split("/").at(-1) ?? "")
    .executeTakeFirstOrThrow();
  const { origin } = demo();
  const room = formatRoomName({ kind: "plan", documentId, generation: 1 });
  const provider = openProvider(Number(new URL(origin).port), room, { origin, cookie: coordinator.cookie });
  await whenSynced(provider);
  provider.doc.transact(() => act(provider.doc));
  provider.doc.destroy();
  provider.destroy();
}

test("P1, P2, P11, P12 · hostile words that are pasted or typed run nowhere: not in the editor, not where they are read or printed", async ({
  browser,
}) => {
  const page = await pageOf(browser, coordinator);
  const heard = complaints(page);
  const path = await makePlan(page, plans, `<img src=x onerror="window.hostile=1">`);
  await edit(page);
  const links = hostileAddresses.map((href) => `<p><a href="${href.replaceAll('"', "&quot;")}">lien</a></p>`).join("");
  await paste(page, `<p>début</p>${hostileTexts.join("\n")}${links}<p>fin</p>`);
  await paste(
    page,
    hostileTexts.map((words) => `<p>${words.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</p>`).join(""),
  );
  await saved(page);
  // And what no editor of ours would write, straight into the document.
  await writeRaw(path, (doc) => {
    const raw = (name: string, attributes: Record<string, string>, ...inside: Y.XmlText[]) => {
      const made = new Y.XmlElement(name);
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
      made.insert(0, inside);
      return made;
    };
    const linked = (words: string, href: string) => {
      const made = new Y.XmlText();
      made.insert(0, words, { link: { href, onclick: words } });
      return raw("paragraph", { onclick: words, style: words }, made);
    };
    bodyFragment(doc).push([
      ...hostileTexts.map((words, at) => linked(words, hostileAddresses[at % hostileAddresses.length] ?? "")),
      ...hostileAddresses.map((address) => raw("image", { imageId: address, src: address, alt: address })),
      ...hostileTexts.map((words) => raw("entry", { entryId: words })),
      raw("paragraph", {}, new Y.XmlText("fin du brut")),
    ]);
  });
  await expect(text(page)).toContainText("fin du brut");
  await saved(page);
  await reads(page, path, "fin du brut");
  await page.emulateMedia({ media: "print" });
  const at = async (page: Page) => ({
    ran: await page.evaluate(() => "hostile" in window),
    odd: await page
      .locator(".plan-text :is(script, iframe, object, form, style, svg:not(.i), [onclick], [onerror])")
      .count(),
    links: await page
      .locator(".plan-text a")
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).protocol)),
  });
  const fine = (links: string[]) =>
    links.every((protocol) => ["http:", "https:", "mailto:", "tel:"].includes(protocol));
  const read = await at(page);
  expect([read.ran, read.odd, fine(read.links)]).toEqual([false, 0, true]);
  await page.emulateMedia({ media: "screen" });
  // The file that it leaves as, read into another plan, is as harmless; so is the page of its link.
  const [file] = await Promise.all([page.waitForEvent("download"), choose(page, "Exporter en Markdown")]);
  const markdown = await file.createReadStream().then((stream) => stream.toArray());
  await choose(page, "Partager en lecture");
  await page.getByRole("button", { name: "Créer une adresse" }).click();
  const address = await page.getByLabel("Adresse à envoyer").inputValue();
  const stranger = await browser.newPage();
  await open(stranger, address);
  await expect(stranger.locator(".plan-text")).toContainText("début");
  await expect(stranger.locator("meta[name=robots]")).toHaveAttribute("content", /noindex/);
  await expectAccessible(stranger, "a shared plan");
  const shared = await at(stranger);
  expect([shared.ran, shared.odd, fine(shared.links)]).toEqual([false, 0, true]);
  await page.getByRole("button", { name: "Y mettre fin" }).click();
  await expect(page.getByText("Adresses valables")).toHaveCount(0);
  expect((await stranger.goto(address))?.status()).toBe(404);
  await stranger.close();
  const other = await makePlan(page, plans, "Importé");
  const chooser = page.waitForEvent("filechooser");
  await choose(page, "Importer du Markdown");
  await (await chooser).setFiles({ name: "plan.md", mimeType: "text/markdown", buffer: Buffer.concat(markdown) });
  await expect(text(page)).toContainText("début");
  const imported = await at(page);
  expect([imported.ran, imported.odd, fine(imported.links)]).toEqual([false, 0, true]);
  await page.getByRole("button", { name: "Annuler" }).click();
  await expect(text(page)).not.toContainText("début");
  await open(page, path);
  expect(other).not.toBe(path);
  await edit(page);
  const edited = await at(page);
  expect([edited.ran, edited.odd, fine(edited.links)]).toEqual([false, 0, true]);
  expect(heard.filter((message) => !/Content Security Policy/.test(message))).toEqual([]);
  await page.context().close();
});

test("P6 · a plan is written by keyboard alone, put away and taken out again", async ({ browser }) => {
  const page = await pageOf(browser, coordinator);
  const path = await makePlan(page, plans, "Au clavier");
  await page.getByRole("button", { name: "Modifier" }).focus();
  await page.keyboard.press("Enter");
  await expect(text(page)).toBeFocused();
  await page.keyboard.type("# Titre");
  await page.keyboard.press("Enter");
  await page.keyboard.type("/");
  await expect(page.getByRole("menuitem", { name: /^Action/ })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Acheter du café");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.keyboard.type("/");
  await page.keyboard.press("Escape");
  await page.keyboard.type("fin");
  await expect(text(page)).toContainText("/fin");
  await page.keyboard.press("Control+b");
  await expect(page.getByRole("button", { name: "Gras" })).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: "Lien" }).press("Enter");
  await page.getByLabel("Adresse").fill("javascript:alert(1)");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Cette adresse n’est ni une page")).toBeVisible();
  await page.getByLabel("Adresse").fill("exemple.org");
  await page.keyboard.press("Enter");
  await saved(page);
  await page.getByRole("button", { name: "Terminé" }).press("Enter");
  await expect(page.locator(".plan-text a")).toHaveAttribute("href", "https://exemple.org/");
  await page.getByLabel("Autres actions").press("Enter");
  await page.getByRole("button", { name: "Ranger ce plan" }).press("Enter");
  await expect(page.getByText("Ce plan est rangé")).toBeVisible();
  await expect(page.getByRole("button", { name: "Modifier" })).toHaveCount(0);
  await open(page, plans);
  await page.getByText("Plans rangés").click();
  await expect(page.getByRole("link", { name: /Au clavier/ })).toHaveAttribute("href", path);
  await page.context().close();
});
