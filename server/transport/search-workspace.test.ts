import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import * as Y from "yjs";
import { insertTestCoalition } from "@/db/testing/coalition";
import { type AccountActor, visitor } from "@/domain/kernel/actor";
import { addRow, removeRow, setField, setText } from "@/domain/transport/sheet";
import { searchWorkspace } from "./search-workspace";
import { must } from "./testing";
import { testSheets } from "./testing-sheets";

const sheets = await testSheets(() => new Y.Doc());
const { database, db } = sheets;
afterAll(() => database.close());
const now = new Date("2026-11-24T12:00:00Z");

async function personIn(coalitionId: string, role: string | null): Promise<AccountActor> {
  const account = await db
    .insertInto("account")
    .values({ email: `${randomUUID()}@example.org` })
    .returning(["id", "email", "name"])
    .executeTakeFirstOrThrow();
  if (role) await db.insertInto("membership").values({ coalitionId, accountId: account.id, name: "M", role }).execute();
  return { kind: "account", accountId: account.id, email: account.email, name: account.name, national: false };
}

async function world() {
  const { id: coalitionId, slug } = await insertTestCoalition(db);
  const document = async (kind: string) => {
    const row = await db.insertInto("document").values({ coalitionId, kind }).returning("id").executeTakeFirstOrThrow();
    return row.id;
  };
  const agenda = await document("agenda");
  const entry = (title: string, more: object = {}) =>
    db
      .insertInto("agendaEntry")
      .values({
        documentId: agenda,
        entryId: randomUUID(),
        coalitionId,
        kind: "meeting",
        title,
        notes: "",
        bring: "",
        place: "",
        address: "",
        visibility: "members",
        state: "todo",
        changedAt: now,
        ...more,
      })
      .execute();
  const plan = async (title: string, words: string) =>
    db
      .insertInto("plan")
      .values({ documentId: await document("plan"), coalitionId, title, words, createdAt: now, updatedAt: now })
      .execute();
  const person = (role: string | null) => personIn(coalitionId, role);
  return { slug, entry, plan, person };
}

test("C20 · every word counts, accents do not, titles come first, what was removed is not found", async () => {
  const at = await world();
  const reader = await at.person("participant");
  await at.plan("Cap sur la marche", `${"bla ".repeat(400)}Réunion à l’École Jean-Jaurès ${"bla ".repeat(400)}`);
  await at.entry("Réunion ouverte", { place: "École du centre", startsLocal: "2026-11-28T10:00", startsAt: now });
  await at.entry("Tâche retirée de l’école", { removedAt: now });
  await at.entry("Peindre", { kind: "task", notes: "à l'ecole, 100 % coton", due: "2026-11-29" });
  const find = async (q: unknown) => must(await searchWorkspace({ database }, reader, at.slug, q)).found;
  expect((await find("école")).map(({ kind }) => kind).sort()).toEqual(["event", "plan", "task"]);
  expect((await find("REUNION ecole")).map(({ kind, title, at: when }) => [kind, title, when])).toEqual([
    ["event", "Réunion ouverte", "2026-11-28T10:00"],
    ["plan", "Cap sur la marche", null],
  ]);
  expect((await find("jean jaures"))[0]?.text).toContain("l’École Jean-Jaurès");
  expect((await find("100 %")).map(({ kind, at: when }) => [kind, when])).toEqual([["task", "2026-11-29"]]);
  for (const nothing of ["", " ", "%", "\0", "'; drop table plan;--", "x".repeat(500), ["a"], null])
    expect(await find(nothing)).toEqual([]);
});

test("C20 · the sheet is searched as it stands now: all that is written in it, and its drafts by who writes there", async () => {
  const at = await sheets.world();
  const { slug } = await db
    .selectFrom("coalition")
    .select("slug")
    .where("id", "=", at.coalitionId)
    .executeTakeFirstOrThrow();
  const person = (role: string) => personIn(at.coalitionId, role);
  const trip = sheets.addCoach(at, { title: "Car de Béthune", operatorPhone: "06 00 00 00 01" });
  const draft = addRow(at.doc, { title: "", outbound: [{ place: "Hénin-Beaumont", at: "2026-12-29T07:15" }] });
  const rowId = draft.ok ? draft.value : "";
  await at.project();
  setText(at.doc, trip, "notes", "Rendez-vous à l’étang");
  // What cannot be published is in the sheet all the same.
  setField(at.doc, trip, "seats", "douze");
  await at.project();
  const find = async (role: string, q: string) => {
    const { found } = must(await searchWorkspace({ database: sheets.database }, await person(role), slug, q));
    return found.map(({ kind, id, title, at: when }) => [kind, id, title, when]);
  };
  const { id } = await sheets.trip(at, trip);
  const known = [["trip", id, "Car de Béthune", "2026-12-29T08:30"]];
  for (const words of ["etang", "06 00 00 00 01", "bethune"]) expect(await find("participant", words)).toEqual(known);
  expect(await find("member", "henin beaumont")).toEqual([["draft", rowId, "", "2026-12-29T07:15"]]);
  expect(await find("participant", "henin beaumont")).toEqual([]);
  removeRow(at.doc, rowId);
  await at.project();
  expect(await find("member", "henin beaumont")).toEqual([]);
  const stored = () => db.selectFrom("sheetRow").selectAll().where("documentId", "=", at.documentId).execute();
  const before = await stored();
  sheets.clock.pass(60_000);
  await at.project();
  expect(await stored()).toEqual(before);
});

test("C20 · one's own coalition only, for who has a role there", async () => {
  const [at, other] = [await world(), await world()];
  await at.plan("Secret de la coalition", "");
  const stranger = await other.person("coordinator");
  expect(must(await searchWorkspace({ database }, stranger, other.slug, "secret")).found).toEqual([]);
  const gone = { ok: false, refusal: { code: "not_found" } };
  for (const actor of [stranger, await at.person(null)])
    expect(await searchWorkspace({ database }, actor, at.slug, "secret")).toEqual(gone);
  expect(await searchWorkspace({ database }, visitor, at.slug, "secret")).toMatchObject({ ok: false });
});
