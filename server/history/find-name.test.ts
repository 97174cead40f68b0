import { inflateRawSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import * as Y from "yjs";
import { findPlan } from "@/db/plan";
import { testDatabase } from "@/db/testing/database";
import { scanFor } from "@/db/testing/scan";
import { bodyFragment } from "@/domain/plan/plan";
import { comment, readThreads, removeComment } from "@/server/plan/comments";
import { makePlan } from "@/server/plan/plans";
import { projectPlan } from "@/server/plan/project-plan";
import { testDeps, testPlace } from "@/server/plan/testing";
import { must } from "@/server/transport/testing";
import { dropName, findName } from "./find-name";
import { Historian } from "./historian";
import { storedState } from "./stored-document";
import { nameVersion } from "./versions";

const database = await testDatabase();
const { db } = database;
afterAll(() => database.close());
const { deps, clock } = testDeps(database);

const name = "Zq-Prénom";

/** A plan in which the name is typed letter by letter. */
async function plan() {
  const here = await testPlace(db);
  const id = must(await makePlan(deps, here.member, { coalition: here.slug, title: "Plan", template: "", day: "" }));
  const documentId = (await findPlan(db, here.coalitionId, id))?.documentId ?? "";
  const doc = new Y.Doc();
  const words = new Y.XmlText();
  let seq = 1;
  async function write(edit: () => void, minute: number) {
    const before = Y.encodeStateVector(doc);
    edit();
    const payload = Buffer.from(Y.encodeStateAsUpdate(doc, before));
    const committedAt = new Date(Date.parse("2026-11-24T08:00:00Z") + minute * 60_000);
    const { accountId } = here.member;
    await db
      .insertInto("documentUpdate")
      .values({ documentId, generation: 1, seq: ++seq, payload, committedAt, accountId })
      .execute();
  }
  async function settle() {
    await new Historian(db).tell(documentId);
    await projectPlan({ db, clock, read: async (_id, look) => ({ value: look(doc), seq }) }, documentId);
  }
  await write(() => {
    const paragraph = new Y.XmlElement("paragraph");
    paragraph.insert(0, [words]);
    bodyFragment(doc).push([paragraph]);
    words.insert(0, "Appeler ");
  }, 0);
  for (const [n, letter] of [...name].entries()) await write(() => words.insert(8 + n, letter), 1);
  await settle();
  return { ...here, id, documentId, words, write, settle };
}
const kept = async (documentId: string) => {
  const versions = await db
    .selectFrom("documentVersion")
    .select("state")
    .where("documentId", "=", documentId)
    .execute();
  const inflated = Buffer.concat(versions.map(({ state }) => inflateRawSync(state)));
  return [...(await scanFor(db, [name], () => [])), ...(inflated.includes(name) ? ["versions"] : [])];
};

test("K8 · a name is found in texts, comments and quotes; taken out, it is found in what came before, and dropped there", async () => {
  const at = await plan();
  const said = { coalition: at.slug, plan: at.id, body: `Merci ${name}`, quote: `Appeler ${name}` };
  must(await comment(deps, at.member, said));
  must(await comment(deps, at.member, { ...said, body: "Oui" }));
  must(await nameVersion(deps, at.member, { coalition: at.slug, document: at.id, name: "Avant" }));
  const search = async () => must(await findName(deps, at.coordinator, at.slug, "zq prenom"));
  const found = await search();
  expect(found.places.map(({ kind }) => kind).sort()).toEqual(["comment", "comment", "plan"]);
  expect(found.places.find(({ kind }) => kind === "plan")).toMatchObject({ id: at.id, text: `Appeler ${name}` });
  expect(found.documents).toEqual([{ document: at.id, kind: "plan", title: "Plan", now: true }]);

  await at.write(() => at.words.delete(7, name.length + 1), 2);
  await at.settle();
  const threads = must(await readThreads(deps, at.coordinator, at.slug, at.id));
  const [wrong] = threads.flatMap(({ comments }) => comments).filter(({ body }) => body.includes(name));
  must(await removeComment(deps, at.coordinator, { coalition: at.slug, plan: at.id, comment: wrong?.id }));
  const after = await search();
  expect(after.places.map(({ kind }) => kind)).toEqual(["comment"]);
  expect(after.documents).toEqual([{ document: at.id, kind: "plan", title: "Plan", now: false }]);
  // The control: what is deleted in a document is still stored.
  expect(await kept(at.documentId)).not.toEqual([]);

  const ask = { coalition: at.slug, document: at.id, name };
  expect(await dropName(deps, at.coordinator, ask)).toMatchObject({ refusal: { fields: { sure: "sure" } } });
  expect(await kept(at.documentId)).not.toEqual([]);
  must(await dropName(deps, at.coordinator, { ...ask, sure: "on" }));
  expect(await kept(at.documentId)).toEqual([]);
  expect(await search()).toMatchObject({ places: [], documents: [] });
  const { state } = await storedState(db, { documentId: at.documentId, kind: "plan", generation: 2 });
  expect(Buffer.from(state.encode()).includes("Appeler")).toBe(true);
});

test("K8 · a name is found where the page and the departures of a coalition say it", async () => {
  const at = await testPlace(db);
  const { coalitionId } = at;
  const address = `https://example.org/${name.toLowerCase()}`;
  await db.insertInto("coalitionChannel").values({ coalitionId, kind: "page", address, position: 0 }).execute();
  const day = "2027-03-07T14:00";
  const departure = {
    coalitionId,
    title: "Marche",
    kind: "event",
    startsAtLocal: day,
    endsAtLocal: day,
    place: "Paris",
  };
  await db
    .insertInto("departure")
    .values({ ...departure, address: `Chez ${name}` })
    .execute();
  const { places } = must(await findName(deps, at.coordinator, at.slug, name));
  expect(places).toMatchObject([
    { kind: "departure", title: "Marche", text: expect.stringContaining(`Chez ${name}`) },
    { kind: "page", text: expect.stringContaining(address) },
  ]);
});

test("K8 · only coordinators of the coalition look for a name and drop it; without a name nothing is found", async () => {
  const at = await plan();
  const elsewhere = await testPlace(db);
  const notFound = { ok: false, refusal: { code: "not_found" } };
  const ask = { coalition: at.slug, document: at.id, name, sure: "on" };
  for (const actor of [at.member, at.participant, elsewhere.coordinator]) {
    expect(await findName(deps, actor, at.slug, name)).toEqual(notFound);
    expect(await dropName(deps, actor, ask)).toEqual(notFound);
  }
  expect(await dropName(deps, at.coordinator, { ...ask, name: "…" })).toEqual(notFound);
  expect(must(await findName(deps, at.coordinator, at.slug, " "))).toMatchObject({ places: [], documents: [] });
  expect(must(await findName(deps, elsewhere.coordinator, elsewhere.slug, name)).documents).toEqual([]);
});
