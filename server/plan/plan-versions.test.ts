import { afterAll, expect, test } from "vitest";
import * as Y from "yjs";
import { findPlan } from "@/db/plan";
import { testDatabase } from "@/db/testing/database";
import { plainText } from "@/domain/plan/body";
import { bodyFragment } from "@/domain/plan/plan";
import { keepPlanHours, listPlanVersions, namePlanVersion, readPlanVersion, removePlanVersion } from "./plan-versions";
import { makePlan } from "./plans";
import { testDeps, testPlace } from "./testing";

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
    const listed = await listPlanVersions(deps, here.member, here.slug, plan);
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
  await keepPlanHours(db, documentId);
  await keepPlanHours(db, documentId);
  const kept = await versions();
  expect(kept.map(({ kind, at }) => [kind, at.toISOString()]).sort()).toEqual([
    ["hourly", "2026-11-24T09:00:00.000Z"],
    ["hourly", "2026-11-24T11:00:00.000Z"],
  ]);
  const texts: string[] = [];
  for (const { id } of kept) {
    const read = await readPlanVersion(deps, member, slug, plan, id);
    texts.push(read.ok ? plainText(read.value.body) : "");
  }
  expect(texts.sort()).toEqual(["un\ndeux", "un\ndeux\ntrois"]);
});

test("P17 · a member names the plan as it stands; who named it, or a coordinator, removes that", async () => {
  const { slug, plan, member, coordinator, participant, outsider, versions } = await written([5, "un"]);
  const at = { coalition: slug, plan };
  for (const actor of [participant, outsider])
    expect(await namePlanVersion(deps, actor, { ...at, name: "x" })).toEqual(notFound);
  expect(await namePlanVersion(deps, member, { ...at, name: " " })).toMatchObject({ refusal: { code: "invalid" } });
  const named = await namePlanVersion(deps, coordinator, { ...at, name: "Avant la réunion" });
  const version = named.ok ? named.value : "";
  expect(await versions()).toMatchObject([{ kind: "named", name: "Avant la réunion", mine: false, mayRemove: false }]);
  expect(await removePlanVersion(deps, member, { ...at, version })).toEqual(notFound);
  expect(await readPlanVersion(deps, participant, slug, plan, version)).toMatchObject({ ok: true });
  expect(await readPlanVersion(deps, outsider, slug, plan, version)).toEqual(notFound);
  const elsewhere = await written();
  expect(await readPlanVersion(deps, elsewhere.member, elsewhere.slug, elsewhere.plan, version)).toEqual(notFound);
  expect(await removePlanVersion(deps, coordinator, { ...at, version })).toMatchObject({ ok: true });
  expect(await versions()).toEqual([]);
});
