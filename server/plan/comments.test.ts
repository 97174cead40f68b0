import { afterAll, expect, test } from "vitest";
import * as Y from "yjs";
import { findPlan } from "@/db/plan";
import { testDatabase } from "@/db/testing/database";
import { visitor } from "@/domain/kernel/actor";
import { cutAtNames, namedIn } from "@/domain/plan/comment";
import { bodyFragment } from "@/domain/plan/plan";
import { hostileTexts } from "@/domain/plan/testing-hostile";
import { comment, readThreads, removeComment, resolveThread } from "./comments";
import { makePlan } from "./plans";
import { projectPlan } from "./project-plan";
import { testDeps, testPlace } from "./testing";

const database = await testDatabase();
const { db } = database;
afterAll(() => database.close());
const { deps, clock } = testDeps(database);
const notFound = { ok: false, refusal: { code: "not_found" } };

async function written() {
  const here = await testPlace(db);
  const made = await makePlan(deps, here.member, { coalition: here.slug, title: "Plan", template: "", day: "" });
  const plan = made.ok ? made.value : "";
  const at = { coalition: here.slug, plan };
  const threads = async (actor = here.member) => {
    const read = await readThreads(deps, actor, here.slug, plan);
    if (!read.ok) throw new Error(read.refusal.code);
    return read.value;
  };
  return { ...here, plan, at, threads };
}

test("P15 · participants comment, answer, and settle; whoever answers what was settled opens it again", async () => {
  const { at, participant, member, threads } = await written();
  expect(await comment(deps, participant, { ...at, body: " Et l’eau ? ", quote: "le  village" })).toMatchObject({
    ok: true,
  });
  const [thread] = await threads();
  expect(thread).toMatchObject({
    quote: "le village",
    resolved: false,
    comments: [{ by: "participant", body: "Et l’eau ?" }],
  });
  const id = thread?.id;
  await resolveThread(deps, member, { ...at, thread: id, resolved: "yes" });
  expect((await threads())[0]?.resolved).toBe(true);
  const later = { ...deps, clock: { now: () => new Date(clock.now().getTime() + 60_000) } };
  await comment(later, member, { ...at, thread: id, body: "Deux jerricans." });
  expect((await threads())[0]).toMatchObject({ resolved: false, comments: [{}, { by: "member" }] });
});

test("P15 · for who has no role, and from another coalition, there is nothing to read, to say or to settle", async () => {
  const { at, slug, plan, outsider, member, threads } = await written();
  await comment(deps, member, { ...at, body: "a" });
  const [thread] = await threads();
  expect(await readThreads(deps, outsider, slug, plan)).toEqual(notFound);
  expect(await comment(deps, outsider, { ...at, body: "b" })).toEqual(notFound);
  expect(await comment(deps, visitor, { ...at, body: "b" })).toMatchObject({ ok: false });
  const elsewhere = await written();
  const there = { ...elsewhere.at, thread: thread?.id, resolved: "yes" };
  expect(await resolveThread(deps, elsewhere.member, there)).toEqual(notFound);
  expect(await comment(deps, elsewhere.member, { ...there, body: "b" })).toEqual(notFound);
  const mine = { ...elsewhere.at, comment: thread?.comments[0]?.id };
  expect(await removeComment(deps, elsewhere.coordinator, mine)).toEqual(notFound);
});

test("P15 · a comment is taken away by who wrote it, or by a coordinator; a thread goes with its last one", async () => {
  const { at, participant, member, coordinator, threads } = await written();
  await comment(deps, participant, { ...at, body: "a" });
  const said = (await threads())[0]?.comments[0]?.id;
  expect((await threads(participant))[0]?.comments[0]?.mayErase).toBe(true);
  expect((await threads(member))[0]?.comments[0]?.mayErase).toBe(false);
  expect(await removeComment(deps, member, { ...at, comment: said })).toEqual(notFound);
  expect(await removeComment(deps, coordinator, { ...at, comment: said })).toMatchObject({ ok: true });
  expect(await threads()).toEqual([]);
});

test("P15 · somebody is named by the roster's name; the longest that fits is meant", async () => {
  const people = [{ name: "Réf. transports" }, { name: "Réf. transports nord" }, { name: "Bénévole" }];
  expect(namedIn("Vu avec @réf. transports nord et @Bénévoles, a@b", people)).toEqual([people[1]]);
  expect(cutAtNames("Oui @Bénévole !", ["Bénévole"])).toEqual([
    { text: "Oui ", isName: false },
    { text: "@Bénévole", isName: true },
    { text: " !", isName: false },
  ]);
  const { at, member, threads } = await written();
  await comment(deps, member, { ...at, body: "@coordinator et @personne" });
  expect((await threads())[0]?.comments[0]?.names).toEqual(["coordinator"]);
});

test("P16 · what is quoted and no longer stands in the text is said to have no anchor", async () => {
  const { at, member, threads, coalitionId, plan } = await written();
  const doc = new Y.Doc();
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(0, [new Y.XmlText("Réunion des responsables de car")]);
  bodyFragment(doc).push([paragraph]);
  const row = await findPlan(db, coalitionId, plan);
  const project = () =>
    projectPlan({ db, clock, read: async (_id, look) => ({ value: look(doc), seq: 2 }) }, row?.documentId ?? "");
  await project();
  await comment(deps, member, { ...at, body: "Où ?", quote: "responsables de car", from: "AQID", to: "AQIE" });
  expect((await threads())[0]?.anchored).toBe(true);
  bodyFragment(doc).delete(0, 1);
  await project();
  expect((await threads())[0]).toMatchObject({ anchored: false, quote: "responsables de car" });
});

test("P1, P15 · hostile words stay words, what is empty, too long or no position is refused", async () => {
  const { at, member, threads } = await written();
  for (const body of ["", "  ", "x".repeat(2001)])
    expect(await comment(deps, member, { ...at, body })).toEqual({ ok: false, refusal: { code: "invalid" } });
  expect(await comment(deps, member, { ...at, body: "a", from: "<b>", to: "x" })).toMatchObject({ ok: false });
  const sound = hostileTexts.filter((words) => !words.includes("\0")).slice(0, 30);
  for (const words of sound) await comment(deps, member, { ...at, body: words, quote: words });
  expect((await threads()).map((thread) => thread.comments[0]?.body).sort()).toEqual(
    sound.map((words) => words.trim()).sort(),
  );
  expect(await comment(deps, member, { ...at, body: "a\0b" })).toMatchObject({ ok: false });
});
