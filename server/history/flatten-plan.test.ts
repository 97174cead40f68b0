import { inflateRawSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import * as Y from "yjs";
import { findPlan } from "@/db/plan";
import { testDatabase } from "@/db/testing/database";
import { plainText } from "@/domain/plan/body";
import { bodyFragment } from "@/domain/plan/plan";
import { PlanState } from "@/domain/plan/plan-state";
import { makePlan } from "@/server/plan/plans";
import { testDeps, testPlace } from "@/server/plan/testing";
import { must } from "@/server/transport/testing";
import { flatten, readFlattening } from "./flatten";
import { Historian } from "./historian";
import { storedState } from "./stored-document";
import { listVersions, nameVersion } from "./versions";

const database = await testDatabase();
const { db } = database;
afterAll(() => database.close());
const { deps } = testDeps(database);

const secret = "Prénom-0600000001";

/** A plan in which a name was written, kept in versions, and taken out again. */
async function plan() {
  const here = await testPlace(db);
  const id = must(await makePlan(deps, here.member, { coalition: here.slug, title: "Plan", template: "", day: "" }));
  const documentId = (await findPlan(db, here.coalitionId, id))?.documentId ?? "";
  const doc = new Y.Doc();
  const ask = { coalition: here.slug, document: id };
  let seq = 1;
  async function write(minute: number, generation: number, edit: (words: Y.XmlText) => void) {
    const before = Y.encodeStateVector(doc);
    const body = bodyFragment(doc);
    if (body.length === 0) {
      const paragraph = new Y.XmlElement("paragraph");
      paragraph.insert(0, [new Y.XmlText()]);
      body.push([paragraph]);
    }
    const first = body.get(0);
    const words = first instanceof Y.XmlElement ? first.get(0) : null;
    if (!(words instanceof Y.XmlText)) throw new Error("no paragraph");
    edit(words);
    const payload = Buffer.from(Y.encodeStateAsUpdate(doc, before));
    const committedAt = new Date(Date.parse("2026-11-24T08:00:00Z") + minute * 60_000);
    const accountId = here.member.accountId;
    await db
      .insertInto("documentUpdate")
      .values({ documentId, generation, seq: ++seq, payload, committedAt, accountId })
      .execute();
    await new Historian(db).tell(documentId);
  }
  /** All bytes that are stored of the document. */
  async function stored() {
    const updates = await db
      .selectFrom("documentUpdate")
      .select("payload")
      .where("documentId", "=", documentId)
      .execute();
    const snapshots = await db
      .selectFrom("documentSnapshot")
      .select("state")
      .where("documentId", "=", documentId)
      .execute();
    const versions = await db
      .selectFrom("documentVersion")
      .select("state")
      .where("documentId", "=", documentId)
      .execute();
    return Buffer.concat([
      ...updates.map(({ payload }) => payload),
      ...snapshots.map(({ state }) => state),
      ...versions.map(({ state }) => inflateRawSync(state)),
    ]);
  }
  const reads = async (generation: number) => {
    const { state } = await storedState(db, { documentId, kind: "plan", generation });
    return state instanceof PlanState ? plainText(state.read().body) : "";
  };
  return { ...here, ask, id, write, stored, reads };
}

test("P25 · a word that was taken out of a plan is in nothing that is stored of it; what stands, stays, and goes on", async () => {
  const at = await plan();
  await at.write(1, 1, (words) => words.insert(0, `Appeler ${secret} demain`));
  must(await nameVersion(deps, at.member, { ...at.ask, name: "Avant" }));
  await at.write(70, 1, (words) => words.delete(8, secret.length + 1));
  expect((await at.stored()).includes(secret)).toBe(true);

  must(await flatten(deps, at.coordinator, { ...at.ask, sure: "on" }));
  expect((await at.stored()).includes(secret)).toBe(false);
  expect(await at.reads(2)).toBe("Appeler demain");
  expect(must(await listVersions(deps, at.member, at.slug, at.id))).toEqual([]);
  expect(must(await readFlattening(deps, at.member, at.slug, at.id))).toMatchObject({ by: "coordinator", mine: false });

  await at.write(200, 2, (words) => words.insert(0, "Vite : "));
  expect(await at.reads(2)).toBe("Vite : Appeler demain");
  expect(must(await listVersions(deps, at.member, at.slug, at.id)).map(({ kind }) => kind)).toEqual(["hourly"]);
});

test("P25 · older versions of a plan are dropped by coordinators alone", async () => {
  const at = await plan();
  await at.write(1, 1, (words) => words.insert(0, "un"));
  const ask = { ...at.ask, sure: "on" };
  const elsewhere = await plan();
  for (const actor of [at.member, at.participant, at.outsider, elsewhere.coordinator])
    expect(await flatten(deps, actor, ask)).toEqual({ ok: false, refusal: { code: "not_found" } });
  const own = { ...ask, coalition: elsewhere.slug };
  expect(await flatten(deps, elsewhere.coordinator, own)).toEqual({ ok: false, refusal: { code: "not_found" } });
  expect(await flatten(deps, at.coordinator, at.ask)).toMatchObject({ refusal: { fields: { sure: "sure" } } });
  expect(await at.reads(1)).toBe("un");
});
