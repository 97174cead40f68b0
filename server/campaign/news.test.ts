import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { lockCoalition } from "@/db/membership";
import { countReaders, takeDeliveries } from "@/db/news";
import { insertTestCoalition } from "@/db/testing/coalition";
import { testDatabase } from "@/db/testing/database";
import { lockWaits } from "@/db/testing/lock-waits";
import { visitor } from "@/domain/kernel/actor";
import { archive, reopen } from "@/server/coalition/archive";
import { changeFollow, followToken } from "@/server/coalition/follow";
import { enqueueMail } from "@/server/mail/enqueue";
import { newsDesk, newsItem, publicNews, publicNewsItem, removeNews, saveNews, sendNewsNow } from "./news";
import { tellNews } from "./tell-news";
import { NewsWorld } from "./testing-news";

describe.each(["postgres", "embedded"] as const)("news on %s", (engine) => {
  let database: Database;
  let world: NewsWorld;
  beforeAll(async () => {
    database = await testDatabase({ engine });
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    for (const table of ["outbox", "newsDelivery"] as const) await database.db.deleteFrom(table).execute();
    world = await NewsWorld.create(database);
  });

  const tell = (perMinute = 1000) =>
    tellNews({ db: database.db, clock: world.deps.clock, vault: world.deps.vault, perMinute });
  const waiting = () => database.db.selectFrom("newsDelivery").selectAll().execute();

  test("N5 · coordinators write and send, who has a role reads what was sent, everybody reads it on the public page", async () => {
    const [member, participant] = [await world.person("member"), await world.person("participant")];
    const { slug } = world.coalition;
    const id = await world.draft();
    for (const actor of [member, participant, visitor]) {
      const raw = { coalition: slug, id, revision: "0", title: "Autre", body: "Autre" };
      for (const act of [saveNews, sendNewsNow, removeNews]) expect((await act(world.deps, actor, raw)).ok).toBe(false);
      expect((await newsItem(world.deps, actor, slug, id)).ok).toBe(false);
    }
    expect(await newsDesk(world.deps, member, slug, 1)).toMatchObject({ value: { drafts: [], news: [], readers: 0 } });
    expect(await newsDesk(world.deps, world.coordinator, slug, 1)).toMatchObject({
      value: { drafts: [{ id, title: "Samedi", body: "Venez samedi." }], readers: 3 },
    });
    expect((await publicNewsItem(world.deps, slug, id)).ok).toBe(false);
    expect(await world.send(id)).toEqual({ ok: true, value: { readers: 3 } });
    expect(await newsItem(world.deps, participant, slug, id)).toMatchObject({ ok: true, value: { news: { left: 3 } } });
    expect(await publicNewsItem(world.deps, slug, id)).toMatchObject({
      ok: true,
      value: { news: { title: "Samedi" } },
    });
    expect(await publicNews(world.deps, slug, 1)).toMatchObject({ value: { news: [{ id }], more: false } });
  });

  test("N5 · what somebody changed or sent meanwhile does not leave, and what does not exist is not found", async () => {
    const { slug } = world.coalition;
    const id = await world.draft();
    const raw = { coalition: slug, id, revision: "0", title: "Dimanche", body: "Plutôt dimanche." };
    expect(await saveNews(world.deps, world.coordinator, raw)).toEqual({ ok: true, value: { id } });
    expect(await world.send(id)).toMatchObject({ refusal: { code: "news_changed" } });
    expect(await saveNews(world.deps, world.coordinator, raw)).toMatchObject({ refusal: { code: "news_changed" } });
    expect(await world.send(id, "1")).toMatchObject({ ok: true });
    expect(await saveNews(world.deps, world.coordinator, { ...raw, revision: "1" })).toMatchObject({
      refusal: { code: "news_sent" },
    });
    for (const wrong of ["x", crypto.randomUUID(), 7])
      expect(await saveNews(world.deps, world.coordinator, { ...raw, id: wrong })).toMatchObject({
        refusal: { code: "not_found" },
      });
    for (const [fields, field] of [
      [{ title: " " }, "title"],
      [{ title: "x".repeat(121) }, "title"],
      [{ title: "a\u0000b" }, "title"],
      [{ body: "\n" }, "body"],
      [{ body: "x".repeat(12_001) }, "body"],
      [{ body: undefined }, "body"],
    ] as const)
      expect(
        await saveNews(world.deps, world.coordinator, { coalition: slug, title: "T", body: "B", ...fields }),
      ).toEqual({ ok: false, refusal: { code: "invalid", fields: { [field]: field } } });
    const hidden = await insertTestCoalition(database.db);
    await database.db
      .insertInto("membership")
      .values({ coalitionId: hidden.id, accountId: world.coordinator.accountId, name: "x", role: "coordinator" })
      .execute();
    const draft = await saveNews(world.deps, world.coordinator, { coalition: hidden.slug, title: "T", body: "B" });
    const unsent = { coalition: hidden.slug, id: draft.ok ? draft.value.id : "", revision: "0" };
    expect(await sendNewsNow(world.deps, world.coordinator, unsent)).toMatchObject({ refusal: { code: "not_found" } });
  });

  test("N6 · the number shown is the number of rows made, each reader once", async () => {
    await world.followers(7);
    await world.followers(1, { frequency: "daily" });
    await database.db
      .updateTable("follower")
      .set({ confirmedAt: null, tokenHash: "x" })
      .where("frequency", "=", "daily")
      .execute();
    await world.followers(1, { frequency: "daily" });
    const [both, never, left] = [
      await world.person("participant"),
      await world.person("member"),
      await world.person("member"),
    ];
    await world.followers(1, { email: both.email });
    const { db } = database;
    await db.updateTable("membership").set({ frequency: "never" }).where("id", "=", never.memberId).execute();
    await db
      .updateTable("membership")
      .set({ role: null, removedAt: new Date(), leftBySelf: true })
      .where("id", "=", left.memberId)
      .execute();
    const elsewhere = await NewsWorld.create(database);
    await elsewhere.followers(3);
    // Seven and one who follow, the coordinator, and who is both.
    expect(await countReaders(db, world.coalition.id)).toBe(10);
    const id = await world.draft();
    expect(await world.send(id)).toEqual({ ok: true, value: { readers: 10 } });
    expect(await waiting()).toHaveLength(10);
    expect(await tell()).toBe(9);
    expect(await world.told()).toHaveLength(9);
    expect((await world.told()).filter((to) => to === both.email)).toHaveLength(1);
  });

  test("N7 · two who press « Envoyer » at once send once", async () => {
    await world.followers(5);
    const id = await world.draft();
    const both = await Promise.all([world.send(id), world.send(id)]);
    expect(both.map((done) => (done.ok ? "sent" : done.refusal.code)).sort()).toEqual(["news_sent", "sent"]);
    expect(await waiting()).toHaveLength(6);
  });

  test("N7 · mails leave at a pace, the same for two servers as for one", async () => {
    await world.followers(249);
    await world.sent();
    const both = await Promise.all([tell(100), tell(100)]);
    expect(both[0] + both[1]).toBe(100);
    expect(await tell(100)).toBe(0);
    world.now += 60_000;
    expect(await tell(100)).toBe(100);
    world.now += 60_000;
    expect(await tell(100)).toBe(50);
    const told = await world.told();
    expect(new Set(told).size).toBe(250);
    expect(told).toHaveLength(250);
    expect(await waiting()).toEqual([]);
  });

  test("N7 · a transaction that dies tells nobody and forgets nobody", async () => {
    const { vault, clock } = world.deps;
    await world.followers(3);
    await world.sent();
    const dying = database.db.transaction().execute(async (trx) => {
      for (const { reader } of await takeDeliveries(trx, 4))
        if (reader) await enqueueMail(trx, vault, { to: reader.email, locale: "fr", mail: someMail }, clock.now());
      throw new Error("killed");
    });
    await expect(dying).rejects.toThrow("killed");
    expect(await world.told()).toEqual([]);
    expect(await tell()).toBe(4);
    expect(new Set(await world.told()).size).toBe(4);
    expect(await world.told()).toHaveLength(4);
  });

  test("N8 · who stops, leaves or is removed before their turn is not told; a news taken back is told to nobody more", async () => {
    const [stops, stays] = await world.followers(2);
    const [gone, quiet] = [await world.person("member"), await world.person("participant")];
    await world.sent();
    const { vault } = world.deps;
    await changeFollow(world.deps, { token: followToken(vault, stops ?? ""), frequency: "never" });
    await changeFollow(world.deps, { token: followToken(vault, quiet.memberId), frequency: "never" });
    await database.db
      .updateTable("membership")
      .set({ role: null, removedAt: new Date() })
      .where("id", "=", gone.memberId)
      .execute();
    expect(await tell()).toBe(2);
    const kept = await database.db
      .selectFrom("follower")
      .select("email")
      .where("id", "=", stays ?? "")
      .executeTakeFirstOrThrow();
    expect(await world.told()).toEqual([kept.email, world.coordinator.email].sort());
    expect(await waiting()).toEqual([]);
    const id = await world.sent();
    await removeNews(world.deps, world.coordinator, { coalition: world.coalition.slug, id });
    expect(await tell()).toBe(0);
    expect((await publicNewsItem(world.deps, world.coalition.slug, id)).ok).toBe(false);
    await world.sent();
    await database.db
      .updateTable("coalition")
      .set({ publishedAt: null })
      .where("id", "=", world.coalition.id)
      .execute();
    expect(await tell()).toBe(0);
  });

  test("N8 · archiving takes back what waits, also what is told once a day; opened again, nothing of it leaves", async () => {
    await world.followers(1);
    await world.followers(1, { frequency: "daily" });
    await world.sent();
    expect(await waiting()).toHaveLength(3);
    const raw = { coalition: world.coalition.slug };
    expect(await archive(world.deps, world.coordinator, raw)).toMatchObject({ ok: true });
    expect(await waiting()).toEqual([]);
    expect(await reopen(world.deps, world.coordinator, raw)).toMatchObject({ ok: true });
    expect(await tell()).toBe(0);
    expect(await world.told()).toEqual([]);
  });

  test("N8 · who joins between being counted and their turn is told once", async () => {
    await world.followers(1, { email: "arrive@example.org" });
    await world.sent();
    await world.person("participant", "arrive@example.org");
    expect(await tell()).toBe(2);
    expect((await world.told()).filter((to) => to === "arrive@example.org")).toHaveLength(1);
  });
});

test("N5 · who is taken the role while « Envoyer » waits for its turn sends nothing", async () => {
  const database = await testDatabase({ poolSize: 4 });
  const world = await NewsWorld.create(database);
  const id = await world.draft();
  const { accountId } = world.coordinator;
  const sending = await database.db.transaction().execute(async (trx) => {
    await lockCoalition(trx, world.coalition.id);
    const done = world.send(id);
    await expect.poll(() => lockWaits(database.db)).toBe(1);
    await trx.updateTable("membership").set({ role: "member" }).where("accountId", "=", accountId).execute();
    return { done };
  });
  expect(await sending.done).toMatchObject({ refusal: { code: "not_found" } });
  expect(await database.db.selectFrom("newsDelivery").selectAll().execute()).toEqual([]);
  await database.close();
});

const someMail = { template: "find-bookings", path: "/", values: {} } as const;
