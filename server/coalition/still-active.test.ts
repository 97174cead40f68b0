import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { insertTestCoalition } from "@/db/testing/coalition";
import { testDatabase } from "@/db/testing/database";
import { insertTestAccount } from "@/db/testing/trip";
import { listingSchema } from "@/domain/coalition/listing";
import { createVault } from "@/server/crypto";
import type { Deps } from "@/server/deps";
import { openPayload } from "@/server/mail/enqueue";
import { listCoalitions } from "./list-coalitions";
import { publicCoalition } from "./read-public";
import { activeQuestion, answerActive, askActive } from "./still-active";

let database: Database;
beforeAll(async () => {
  database = await testDatabase({ poolSize: 4 });
});
afterAll(() => database.close());
const dayMs = 86_400_000;

test("B19 · who writes something is not asked, or not any more", async () => {
  let at = Date.parse("2027-03-20T11:00:00Z");
  const vault = createVault("a-secret-of-the-tests-which-is-long-enough");
  const { id } = await insertTestCoalition(database.db, { publishedAt: new Date(at), activeAt: new Date(at) });
  const { id: documentId } = await database.db
    .insertInto("document")
    .values({ coalitionId: id, kind: "agenda" })
    .returning("id")
    .executeTakeFirstOrThrow();
  const write = (seq: number) =>
    database.db
      .insertInto("documentChange")
      .values({
        documentId,
        generation: 1,
        seq,
        thingId: crypto.randomUUID(),
        what: "added",
        thingTitle: "Réunion",
        partName: "",
        at: new Date(at),
      })
      .execute();
  const asked = async () => {
    await askActive({ database, vault }, new Date(at));
    const row = database.db.selectFrom("coalition").select("askedActiveAt").where("id", "=", id);
    return (await row.executeTakeFirstOrThrow()).askedActiveAt !== null;
  };
  at += 100 * dayMs;
  await write(1);
  at += 100 * dayMs;
  expect(await asked()).toBe(false);
  at += 90 * dayMs;
  expect(await asked()).toBe(true);
  at += dayMs;
  expect(await asked()).toBe(true);
  await write(2);
  expect(await asked()).toBe(false);
});

test("B19 · silent for six months it is asked, once; unanswered its page says so, then it leaves the list; a yes brings it back", async () => {
  let at = Date.parse("2027-03-20T11:00:00Z");
  const deps: Deps = {
    database,
    clock: { now: () => new Date(at) },
    vault: createVault("a-secret-of-the-tests-which-is-long-enough"),
    origin: "http://localhost",
    demoMailbox: null,
  };
  const name = `Muette ${crypto.randomUUID()}`;
  const { id, slug } = await insertTestCoalition(database.db, {
    name,
    publishedAt: new Date(at),
    activeAt: new Date(at),
  });
  const email = `${crypto.randomUUID()}@example.org`;
  await insertTestAccount(database.db, email, { coalitionId: id, role: "coordinator" });
  const listed = async () => (await listCoalitions(deps, listingSchema.parse({ q: name }))).total;
  const silent = async () => {
    const page = await publicCoalition(deps, slug);
    return page.ok && page.value.silent;
  };
  const ask = () => askActive(deps, deps.clock.now());
  at += 182 * dayMs;
  expect(await ask()).toBe(0);
  at += 2 * dayMs;
  expect(await ask()).toBe(1);
  expect(await ask()).toBe(0);
  const mails = await database.db
    .selectFrom("outbox")
    .select("payload")
    .where("template", "=", "still-active")
    .execute();
  const paths = mails.map(({ payload }) => openPayload(deps.vault, payload ?? "")).filter(({ to }) => to === email);
  expect(paths).toHaveLength(1);
  const token = paths[0]?.mail.path?.split("/").at(-1);
  const asked = { coalition: slug, token };
  expect(await activeQuestion(deps, asked)).toMatchObject({ value: { name } });
  expect([await silent(), await listed()]).toEqual([false, 1]);
  at += 30 * dayMs;
  expect([await silent(), await listed()]).toEqual([true, 1]);
  at += 30 * dayMs;
  // Not listed, still there.
  expect([await silent(), await listed()]).toEqual([true, 0]);
  expect(await answerActive(deps, { coalition: slug, token: "0".repeat(64) })).toMatchObject({
    refusal: { code: "link_void" },
  });
  expect((await answerActive(deps, asked)).ok).toBe(true);
  expect([await silent(), await listed()]).toEqual([false, 1]);
  expect(await answerActive(deps, asked)).toMatchObject({ refusal: { code: "link_void" } });
  expect(await ask()).toBe(0);
});
