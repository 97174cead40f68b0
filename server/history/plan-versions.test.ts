import { afterAll, expect, test } from "vitest";
import * as Y from "yjs";
import { findPlan } from "@/db/plan";
import { testDatabase } from "@/db/testing/database";
import { plainText } from "@/domain/plan/body";
import { bodyFragment } from "@/domain/plan/plan";
import { makePlan } from "@/server/plan/plans";
import { testDeps, testPlace } from "@/server/plan/testing";
import { Historian } from "./historian";
import { listVersions, nameVersion, readVersion, removeVersion } from "./versions";

const database = await testDatabase();
const { db } = database;
afterAll(() => database.close());
const { deps } = testDeps(database);
const notFound = { ok: false, refusal: { code: "not_found" } };

/** A plan whose log is written as the journal writes it, at these minutes after eight. */
async function written(...edits: [minute: number, words: string][]) {
  const here = await testPlace(db);
  const made = await makePlan(deps, here.member, { coalition: here.slug, title: "Plan", template: "", day: "" });
  const plan = made.ok ? made.value : "";
  const documentId = (await findPlan(db, here.coalitionId, plan))?.documentId ?? "";
  const doc = new Y.Doc();
  let seq = 1;
  for (const [minute, words] of edits) {
    const before = Y.encodeStateVector(doc);
    const paragraph = new Y.XmlElement("paragraph");
    paragraph.insert(0, [new Y.XmlText(words)]);
    bodyFragment(doc).push([paragraph]);
    const payload = Buffer.from(Y.encodeStateAsUpdate(doc, before));
    const committedAt = new Date(Date.parse("2026-11-24T08:00:00Z") + minute * 60_000);
    await db
      .insertInto("documentUpdate")
      .values({ documentId, generation: 1, seq: ++seq, payload, committedAt })
      .execute();
  }
  const versions = async () => {
    const listed = await listVersions(deps, here.member, here.slug, plan);
    return listed.ok ? listed.value : [];
  };
  return { ...here, plan, documentId, versions };
}

test("P17 · in each hour with edits, the plan is kept once as it stood before them; an empty one is not", async () => {
  const { slug, plan, member, documentId, versions } = await written(
    [5, "un"],
    [50, "deux"],
    [70, "trois"],
    [200, "quatre"],
  );
  await new Historian(db).tell(documentId);
  await new Historian(db).tell(documentId);
  const kept = await versions();
  expect(kept.map(({ kind, at }) => [kind, at.toISOString()]).sort()).toEqual([
    ["hourly", "2026-11-24T09:00:00.000Z"],
    ["hourly", "2026-11-24T11:00:00.000Z"],
  ]);
  const texts: string[] = [];
  for (const { id } of kept) {
    const read = await readVersion(deps, member, slug, plan, id);
    texts.push(read.ok ? (read.value.of === "plan" ? plainText(read.value.past.body) : "") : "");
  }
  expect(texts.sort()).toEqual(["un\ndeux", "un\ndeux\ntrois"]);
});

test("P17 · a member names the plan as it stands; who named it, or a coordinator, removes that", async () => {
  const { slug, plan, member, coordinator, participant, outsider, versions } = await written([5, "un"]);
  const at = { coalition: slug, document: plan };
  for (const actor of [participant, outsider])
    expect(await nameVersion(deps, actor, { ...at, name: "x" })).toEqual(notFound);
  expect(await nameVersion(deps, member, { ...at, name: " " })).toMatchObject({ refusal: { code: "invalid" } });
  const named = await nameVersion(deps, coordinator, { ...at, name: "Avant la réunion" });
  const version = named.ok ? named.value : "";
  expect(await versions()).toMatchObject([{ kind: "named", name: "Avant la réunion", mine: false, mayRemove: false }]);
  expect(await removeVersion(deps, member, { ...at, version })).toEqual(notFound);
  expect(await readVersion(deps, participant, slug, plan, version)).toMatchObject({ ok: true });
  expect(await readVersion(deps, outsider, slug, plan, version)).toEqual(notFound);
  const elsewhere = await written();
  expect(await readVersion(deps, elsewhere.member, elsewhere.slug, elsewhere.plan, version)).toEqual(notFound);
  expect(await removeVersion(deps, coordinator, { ...at, version })).toMatchObject({ ok: true });
  expect(await versions()).toEqual([]);
});
