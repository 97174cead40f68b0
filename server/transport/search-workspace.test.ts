import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { insertTestCoalition } from "@/db/testing/coalition";
import { testDatabase } from "@/db/testing/database";
import { type AccountActor, visitor } from "@/domain/kernel/actor";
import { searchWorkspace } from "./search-workspace";
import { must } from "./testing";

const database = await testDatabase();
const { db } = database;
afterAll(() => database.close());
const now = new Date("2026-11-24T12:00:00Z");

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
  const person = async (role: string | null): Promise<AccountActor> => {
    const account = await db
      .insertInto("account")
      .values({ email: `${randomUUID()}@example.org` })
      .returning(["id", "email", "name"])
      .executeTakeFirstOrThrow();
    if (role)
      await db.insertInto("membership").values({ coalitionId, accountId: account.id, name: "M", role }).execute();
    return { kind: "account", accountId: account.id, email: account.email, name: account.name, national: false };
  };
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
