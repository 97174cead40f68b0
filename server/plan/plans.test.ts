import sharp from "sharp";
import { afterAll, expect, test } from "vitest";
import * as Y from "yjs";
import { findPlan } from "@/db/plan";
import { testDatabase } from "@/db/testing/database";
import { insertTestEntry } from "@/db/testing/entry";
import { visitor } from "@/domain/kernel/actor";
import { bodyFragment, newPlan, setTitle } from "@/domain/plan/plan";
import { readTitle } from "@/domain/plan/read-plan";
import { hostileTexts } from "@/domain/plan/testing-hostile";
import { addImage, readImage } from "./images";
import { openPlan } from "./open-plan";
import { archivePlan, makePlan, readPlans } from "./plans";
import { projectPlan } from "./project-plan";
import { testDeps, testPlace } from "./testing";

const database = await testDatabase();
const { db } = database;
afterAll(() => database.close());
const { deps, clock } = testDeps(database);
const notFound = { ok: false, refusal: { code: "not_found" } };

async function made(title = "Cap sur Paris", template = "", day = "") {
  const here = await testPlace(db);
  const plan = await makePlan(deps, here.member, { coalition: here.slug, title, template, day });
  if (!plan.ok) throw new Error(plan.refusal.code);
  return { ...here, plan: plan.value };
}

test("P4 · a member makes a plan whose document begins with its title", async () => {
  const { slug, plan, member, coalitionId } = await made("Cap sur Paris", "march", "2026-12-29");
  const opened = await openPlan(deps, member, slug, plan);
  expect(opened).toMatchObject({
    ok: true,
    value: {
      mayWrite: true,
      plan: { title: "Cap sur Paris", body: [] },
      template: { name: "march", day: "2026-12-29" },
    },
  });
  const row = await findPlan(db, coalitionId, plan);
  const [update] = await db
    .selectFrom("documentUpdate")
    .select(["seq", "payload", "accountId"])
    .where("documentId", "=", row?.documentId ?? "")
    .execute();
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update?.payload ?? new Uint8Array());
  expect([update?.seq, update?.accountId, readTitle(doc)]).toEqual([1, null, "Cap sur Paris"]);
});

test("P4 · the template is for its author alone, and a date goes with a template", async () => {
  const { slug, plan, coordinator } = await made("A", "march", "2026-12-29");
  expect(await openPlan(deps, coordinator, slug, plan)).toMatchObject({ ok: true, value: { template: null } });
  const blank = await made("B", "", "2026-12-29");
  expect(await openPlan(deps, blank.member, blank.slug, blank.plan)).toMatchObject({
    ok: true,
    value: { template: null },
  });
});

test("P4 · what is wrong in the form is named, and nothing is made", async () => {
  const { slug, member } = await testPlace(db);
  const wrong = await makePlan(deps, member, { coalition: slug, title: " ", template: "march", day: "29/12" });
  expect(wrong).toEqual({ ok: false, refusal: { code: "invalid", fields: { title: "required", day: "day" } } });
  expect(await makePlan(deps, member, { coalition: slug, title: "x", template: "rave", day: "" })).toMatchObject({
    refusal: { code: "invalid" },
  });
  for (const title of ["a\0b", "a\nb"])
    expect(await makePlan(deps, member, { coalition: slug, title, template: "", day: "" })).toMatchObject({
      ok: false,
    });
  expect(await readPlans(deps, member, slug, {})).toMatchObject({ value: { plans: [], more: false } });
});

test("P6 · participants read, members write, and for anyone else no plan exists", async () => {
  const { slug, plan, participant, outsider } = await made();
  expect(await openPlan(deps, participant, slug, plan)).toMatchObject({
    value: { mayWrite: false, mayArchive: false },
  });
  expect(await openPlan(deps, outsider, slug, plan)).toEqual(notFound);
  expect(await openPlan(deps, visitor, slug, plan)).toMatchObject({ refusal: { code: "sign_in_first" } });
  expect(await readPlans(deps, outsider, slug, {})).toEqual(notFound);
  for (const actor of [participant, outsider]) {
    expect(await makePlan(deps, actor, { coalition: slug, title: "x", template: "", day: "" })).toEqual(notFound);
    expect(await archivePlan(deps, actor, { coalition: slug, plan, archived: true })).toEqual(notFound);
  }
  const elsewhere = await testPlace(db);
  expect(await openPlan(deps, elsewhere.member, elsewhere.slug, plan)).toEqual(notFound);
  expect(await archivePlan(deps, elsewhere.member, { coalition: elsewhere.slug, plan, archived: true })).toEqual(
    notFound,
  );
  for (const id of ["", "x", "00000000-0000-4000-8000-000000000000"])
    expect(await openPlan(deps, participant, slug, id), id).toEqual(notFound);
});

test("P6 · a plan that is put away leaves the list, is read as before, and comes back", async () => {
  const { slug, plan, member } = await made();
  await archivePlan(deps, member, { coalition: slug, plan, archived: true });
  expect(await readPlans(deps, member, slug, {})).toMatchObject({ value: { plans: [] } });
  expect(await readPlans(deps, member, slug, { archived: true })).toMatchObject({ value: { plans: [{ id: plan }] } });
  expect(await openPlan(deps, member, slug, plan)).toMatchObject({ value: { mayWrite: false, mayArchive: true } });
  await archivePlan(deps, member, { coalition: slug, plan, archived: false });
  expect(await readPlans(deps, member, slug, {})).toMatchObject({ value: { plans: [{ id: plan }] } });
});

test("P6 · plans are listed twenty at a time", async () => {
  const { slug, member } = await testPlace(db);
  for (let each = 0; each < 21; each++)
    await makePlan(deps, member, { coalition: slug, title: `Plan ${each}`, template: "", day: "" });
  const first = await readPlans(deps, member, slug, { page: "1" });
  const second = await readPlans(deps, member, slug, { page: "2" });
  expect([first.ok && first.value.plans.length, first.ok && first.value.more]).toEqual([20, true]);
  expect([second.ok && second.value.plans.length, second.ok && second.value.more]).toEqual([1, false]);
  expect(await readPlans(deps, member, slug, { page: "-1; drop" })).toMatchObject({ value: { page: 1 } });
});

async function projected(plan: { coalitionId: string; plan: string }, change: (doc: Y.Doc) => void, seq = 2) {
  const row = await findPlan(db, plan.coalitionId, plan.plan);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, newPlan(row?.title ?? ""));
  change(doc);
  await projectPlan({ db, clock, read: async (_id, look) => ({ value: look(doc), seq }) }, row?.documentId ?? "");
  return findPlan(db, plan.coalitionId, plan.plan);
}

function write(doc: Y.Doc, words: string): void {
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(0, [new Y.XmlText(words)]);
  bodyFragment(doc).push([paragraph]);
}

test("P5 · SQL says what the document says; an emptied title keeps the last one", async () => {
  const plan = await made();
  const row = await projected(plan, (doc) => {
    write(doc, "Bonjour");
    setTitle(doc, "Cap sur Lille");
  });
  expect(row).toMatchObject({ title: "Cap sur Lille", body: [{ kind: "paragraph" }] });
  const words = await db
    .selectFrom("plan")
    .select(["words", "revision"])
    .where("id", "=", plan.plan)
    .executeTakeFirst();
  expect(words).toEqual({ words: "Bonjour", revision: 1 });
  const emptied = await projected(plan, (doc) => setTitle(doc, " "), 3);
  expect(emptied).toMatchObject({ title: "Cap sur Lille", body: [] });
});

test("P5 · what did not change is not written again, but how far it was read is", async () => {
  const plan = await made();
  await projected(plan, (doc) => write(doc, "a"));
  const before = await findPlan(db, plan.coalitionId, plan.plan);
  const after = await projected(plan, (doc) => write(doc, "a"), 9);
  const revision = await db.selectFrom("plan").select("revision").where("id", "=", plan.plan).executeTakeFirst();
  expect([after?.updatedAt, revision?.revision]).toEqual([before?.updatedAt, 1]);
  const document = await db
    .selectFrom("document")
    .select("projectedSeq")
    .where("id", "=", before?.documentId ?? "")
    .executeTakeFirst();
  expect(document?.projectedSeq).toBe(9);
});

test("P1, P5 · hostile words are kept as words, and never stop the projection", async () => {
  const plan = await made();
  const row = await projected(plan, (doc) => {
    for (const words of hostileTexts) write(doc, words);
    const lost = new Y.XmlElement("image");
    lost.setAttribute("imageId", "\0");
    bodyFragment(doc).push([lost]);
    doc.getMap("plan").set("title", new Y.Text(`<script>${"\0"}${"x".repeat(500)}`));
  });
  expect(row?.body).toHaveLength(hostileTexts.length);
  expect(row?.title.startsWith("<script>x")).toBe(true);
});

test("P7 · an image is drawn anew: what it holds besides its picture is gone", async () => {
  const { slug, member, participant } = await testPlace(db);
  const photo = await sharp({ create: { width: 3000, height: 1000, channels: 3, background: "#0f5b4c" } })
    .withExif({ IFD0: { Artist: "Une personne" }, IFD3: { GPSLatitude: "50/1" } })
    .jpeg()
    .toBuffer();
  expect(photo.includes("Une personne")).toBe(true);
  const kept = await addImage(deps, member, slug, photo);
  expect(kept).toMatchObject({ ok: true, value: { width: 1600, height: 533 } });
  const id = kept.ok ? kept.value.id : "";
  const read = await readImage(deps, participant, slug, id);
  const bytes = read.ok ? Buffer.from(read.value.bytes) : Buffer.alloc(0);
  expect(bytes.includes("Une personne")).toBe(false);
  const { exif, format } = await sharp(bytes).metadata();
  expect([exif, format, read.ok && read.value.type]).toEqual([undefined, "webp", "image/webp"]);
  expect(await addImage(deps, member, slug, photo)).toMatchObject({ ok: true, value: { id } });
});

test("P7 · what is no image, too large, or a bomb is refused, whatever it says it is", async () => {
  const { slug, member } = await testPlace(db);
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>');
  const png = await sharp({ create: { width: 40, height: 40, channels: 3, background: "#fff" } })
    .png()
    .toBuffer();
  for (const bytes of [svg, Buffer.from("GIF89a"), png.subarray(0, 60), Buffer.from("<html>")])
    expect(await addImage(deps, member, slug, bytes)).toEqual({ ok: false, refusal: { code: "image_unreadable" } });
  const large = { ok: false, refusal: { code: "image_too_large" } };
  expect(await addImage(deps, member, slug, Buffer.alloc(2 * 1024 * 1024 + 1))).toEqual(large);
  expect(await addImage(deps, member, slug, Buffer.alloc(0))).toEqual(large);
  const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: "#fff" } })
    .png()
    .toBuffer();
  expect(await addImage(deps, member, slug, bomb)).toMatchObject({ refusal: { code: "image_unreadable" } });
});

test("P7 · images belong to a coalition: members add them, whoever has a role sees them, nobody else does", async () => {
  const { slug, member, participant, outsider } = await testPlace(db);
  const png = await sharp({ create: { width: 4, height: 4, channels: 3, background: "#fff" } })
    .png()
    .toBuffer();
  expect(await addImage(deps, participant, slug, png)).toEqual(notFound);
  const kept = await addImage(deps, member, slug, png);
  const id = kept.ok ? kept.value.id : "";
  expect(await readImage(deps, outsider, slug, id)).toEqual(notFound);
  const elsewhere = await testPlace(db);
  expect(await readImage(deps, elsewhere.member, elsewhere.slug, id)).toEqual(notFound);
  expect(await readImage(deps, participant, slug, "x")).toEqual(notFound);
});

test("P19 · the list says how many actions and tasks of the agenda a plan shows, each once, and no removed one", async () => {
  const { slug, plan, member, coalitionId } = await made("Avec l’agenda");
  const startsLocal = "2026-12-05T10:00";
  const entry = (more: object) =>
    insertTestEntry(db, { coalitionId, startsLocal, startsAt: clock.now(), entryId: crypto.randomUUID(), ...more });
  await entry({});
  await entry({ kind: "task" });
  await entry({ kind: "task" });
  await entry({ kind: "task", removedAt: clock.now() });
  const known = await db.selectFrom("agendaEntry").select("entryId").where("coalitionId", "=", coalitionId).execute();
  const blocks = [...known, ...known].map(({ entryId }) => ({ kind: "entry", entryId }));
  const content = JSON.stringify([
    { kind: "callout", blocks },
    { kind: "entry", entryId: crypto.randomUUID() },
  ]);
  await db.updateTable("plan").set({ content }).where("id", "=", plan).execute();
  const listed = await readPlans(deps, member, slug, {});
  expect(listed).toMatchObject({ ok: true, value: { plans: [{ id: plan, actions: 1, tasks: 2 }] } });
});
