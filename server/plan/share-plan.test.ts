import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { afterAll, expect, test } from "vitest";
import * as Y from "yjs";
import { findPlan } from "@/db/plan";
import { testDatabase } from "@/db/testing/database";
import { bodyFragment } from "@/domain/plan/plan";
import { addImage } from "./images";
import { openPlan } from "./open-plan";
import { makePlan } from "./plans";
import { projectPlan } from "./project-plan";
import { readLinks, readSharedImage, readSharedPlan, sharePlan, unsharePlan } from "./share-plan";
import { testDeps, testPlace } from "./testing";

const database = await testDatabase();
const { db } = database;
afterAll(() => database.close());
const { deps, clock } = testDeps(database);
const notFound = { ok: false, refusal: { code: "not_found" } };
const later = (days: number) => ({
  ...deps,
  clock: { now: () => new Date(clock.now().getTime() + days * 86_400_000) },
});

async function shared() {
  const here = await testPlace(db);
  const made = await makePlan(deps, here.member, { coalition: here.slug, title: "Plan", template: "", day: "" });
  const plan = made.ok ? made.value : "";
  const link = await sharePlan(deps, here.member, { coalition: here.slug, plan, days: "7" });
  return { ...here, plan, token: link.ok ? link.value.replace("/plan/", "") : "" };
}

test("P12 · whoever has the link reads the plan, without account and without writing, until it ends", async () => {
  const { token } = await shared();
  expect(await readSharedPlan(deps, token)).toMatchObject({ ok: true, value: { title: "Plan", body: [] } });
  expect(await readSharedPlan(later(6.9), token)).toMatchObject({ ok: true });
  expect(await readSharedPlan(later(7.1), token)).toEqual(notFound);
  for (const other of ["", "x", token.toLowerCase(), `${token}x`])
    expect(await readSharedPlan(deps, other), other).toEqual(notFound);
});

test("P12 · a link is kept as a hash alone, and ended at once by who may share", async () => {
  const { token, slug, plan, member, participant, outsider } = await shared();
  const rows = await db.selectFrom("planLink").selectAll().where("planId", "=", plan).execute();
  expect(JSON.stringify(rows)).not.toContain(token);
  const read = await readLinks(deps, member, slug, plan);
  const link = read.ok ? (read.value.links[0]?.id ?? "") : "";
  for (const actor of [participant, outsider]) {
    expect(await readLinks(deps, actor, slug, plan)).toEqual(notFound);
    expect(await sharePlan(deps, actor, { coalition: slug, plan, days: 7 })).toEqual(notFound);
    expect(await unsharePlan(deps, actor, { coalition: slug, plan, link })).toEqual(notFound);
  }
  const elsewhere = await testPlace(db);
  expect(await unsharePlan(deps, elsewhere.member, { coalition: elsewhere.slug, plan, link })).toEqual(notFound);
  expect(await readSharedPlan(deps, token)).toMatchObject({ ok: true });
  expect(await unsharePlan(deps, member, { coalition: slug, plan, link })).toEqual({ ok: true, value: undefined });
  expect(await readSharedPlan(deps, token)).toEqual(notFound);
  expect(await readLinks(deps, member, slug, plan)).toMatchObject({ value: { links: [] } });
});

test("P12 · only the lengths that are offered, and at most twenty at a time", async () => {
  const { slug, plan, member } = await shared();
  for (const days of ["0", "36500", "x", ""])
    expect(await sharePlan(deps, member, { coalition: slug, plan, days }), days).toEqual(notFound);
  for (let each = 1; each < 20; each++) await sharePlan(deps, member, { coalition: slug, plan, days: 30 });
  expect(await sharePlan(deps, member, { coalition: slug, plan, days: 30 })).toMatchObject({
    refusal: { code: "links_full" },
  });
});

test("P7, P12 · a link shows the images of its plan, and no other of the coalition", async () => {
  const { slug, plan, member, token, coalitionId } = await shared();
  const image = async (background: string) => {
    const png = await sharp({ create: { width: 4, height: 4, channels: 3, background } })
      .png()
      .toBuffer();
    const kept = await addImage(deps, member, slug, png);
    return kept.ok ? kept.value.id : "";
  };
  const [inside, outside] = [await image("#fff"), await image("#000")];
  const doc = new Y.Doc();
  const node = new Y.XmlElement("image");
  node.setAttribute("imageId", inside);
  bodyFragment(doc).push([node]);
  const row = await findPlan(db, coalitionId, plan);
  await projectPlan({ db, clock, read: async (_id, look) => ({ value: look(doc), seq: 2 }) }, row?.documentId ?? "");
  expect(await readSharedImage(deps, token, inside)).toMatchObject({ ok: true, value: { type: "image/webp" } });
  expect(await readSharedImage(deps, token, outside)).toEqual(notFound);
  expect(await readSharedImage(later(8), token, inside)).toEqual(notFound);
});

test("P12, P13 · a link shows the actions that are public, and no name; members' own and tasks stay inside", async () => {
  const { plan, token, slug, member, coalitionId } = await shared();
  const agenda = await db
    .selectFrom("document")
    .select("id")
    .where("coalitionId", "=", coalitionId)
    .where("kind", "=", "agenda")
    .executeTakeFirstOrThrow();
  const person = await db
    .selectFrom("membership")
    .select("id")
    .where("coalitionId", "=", coalitionId)
    .executeTakeFirstOrThrow();
  const common = { coalitionId, documentId: agenda.id, title: "Entrée", notes: "", bring: "", place: "", address: "" };
  const entry = async (kind: string, visibility: string) => {
    const entryId = randomUUID();
    const row = { ...common, entryId, kind, visibility, leadId: person.id, state: "todo", publishedAt: new Date(0) };
    await db
      .insertInto("agendaEntry")
      .values({ ...row, changedAt: new Date(0) })
      .execute();
    return entryId;
  };
  const ids = [await entry("action", "public"), await entry("action", "members"), await entry("task", "public")];
  const doc = new Y.Doc();
  for (const entryId of ids) {
    const node = new Y.XmlElement("entry");
    node.setAttribute("entryId", entryId);
    bodyFragment(doc).push([node]);
  }
  const row = await findPlan(db, coalitionId, plan);
  await projectPlan({ db, clock, read: async (_id, look) => ({ value: look(doc), seq: 2 }) }, row?.documentId ?? "");
  const seen = await readSharedPlan(deps, token);
  expect(seen.ok && Object.keys(seen.value.entries)).toEqual([ids[0]]);
  expect(seen.ok && seen.value.entries[ids[0] ?? ""]?.lead).toBeNull();
  const inside = await openPlan(deps, member, slug, plan);
  expect(inside.ok && Object.keys(inside.value.agenda.entries).sort()).toEqual([...ids].sort());
  expect(inside.ok && inside.value.agenda.entries[ids[1] ?? ""]?.lead).not.toBeNull();
});
