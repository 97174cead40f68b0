import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import type { Actor } from "@/domain/kernel/actor";
import { actorFromCookie } from "@/server/account/session";
import { createVault } from "@/server/crypto";
import type { Deps } from "@/server/deps";
import { openPayload } from "@/server/mail/enqueue";
import { CoalitionWorld, type TestPerson } from "@/server/realtime/testing/coalition-world";
import { removeMember } from "./change-role";
import { answerJoin, chooseJoinMode, join, joinDesk, joinPage } from "./join";

describe.each(["postgres", "embedded"] as const)("joining on %s", (engine) => {
  let database: Database;
  let deps: Deps;
  const vault = createVault("a-secret-of-the-tests-which-is-long-enough");
  beforeAll(async () => {
    database = await testDatabase({ engine });
    const clock = { now: () => new Date("2026-11-24T12:00:00Z") };
    deps = { database, clock, vault, origin: "https://cortege.example.org", demoMailbox: null };
  });
  afterAll(() => database.close());

  async function place(published = true) {
    const world = await CoalitionWorld.create(database);
    const { db } = database;
    const { slug } = await db
      .updateTable("coalition")
      .set({ publishedAt: published ? new Date(0) : null })
      .where("id", "=", world.coalitionId)
      .returning("slug")
      .executeTakeFirstOrThrow();
    const actorOf = (person: TestPerson) => actorFromCookie(db, person.cookie, { secureCookies: false });
    const [coordinator, newcomer] = [await world.person("coordinator"), await world.person(null)];
    const role = async (person: TestPerson) =>
      (
        await db
          .selectFrom("membership")
          .select(["id", "role", "name"])
          .where("coalitionId", "=", world.coalitionId)
          .where("accountId", "=", person.accountId)
          .execute()
      ).map((row) => ({ ...row }));
    return {
      world,
      slug,
      coordinator,
      newcomer,
      role,
      boss: await actorOf(coordinator),
      actor: await actorOf(newcomer),
      actorOf,
      mode: (mode: string, by: Actor) => chooseJoinMode(deps, by, { coalition: slug, mode }),
    };
  }
  const mails = async () => {
    const rows = await database.db.selectFrom("outbox").select("payload").where("payload", "is not", null).execute();
    return rows.map(({ payload }) => openPayload(vault, payload ?? "")).map(({ to, mail }) => `${mail.template} ${to}`);
  };

  test("M1 · one press takes part, twice at once as well, under the name that was given", async () => {
    const { slug, actor, newcomer, role } = await place();
    const ask = { coalition: slug, name: " Camille " };
    const pressed = await Promise.all([join(deps, actor, ask), join(deps, actor, ask)]);
    expect(pressed).toEqual([
      { ok: true, value: "in" },
      { ok: true, value: "in" },
    ]);
    expect(await role(newcomer)).toMatchObject([{ role: "participant", name: "Camille" }]);
    expect(await joinPage(deps, actor, slug)).toMatchObject({ value: { role: "participant", mode: "open" } });
  });

  test("M1 · a wrong name is said at its field; nobody without an account, and nothing that is not published", async () => {
    const { slug, actor, newcomer, role } = await place();
    for (const name of ["", "   ", "a\nb", "x".repeat(81), undefined])
      expect(await join(deps, actor, { coalition: slug, name })).toEqual({
        ok: false,
        refusal: { code: "invalid", fields: { name: "name" } },
      });
    expect(await join(deps, { kind: "visitor" }, { coalition: slug, name: "A" })).toMatchObject({
      refusal: { code: "sign_in_first" },
    });
    const hidden = await place(false);
    for (const coalition of [hidden.slug, "nulle-part", "../x", undefined])
      expect(await join(deps, actor, { coalition, name: "A" })).toMatchObject({ refusal: { code: "not_found" } });
    expect(await joinPage(deps, actor, hidden.slug)).toMatchObject({ refusal: { code: "not_found" } });
    expect(await role(newcomer)).toEqual([]);
  });

  test("M1 · whoever has a role keeps it", async () => {
    const { slug, coordinator, boss, role } = await place();
    await join(deps, boss, { coalition: slug, name: "Autre" });
    expect(await role(coordinator)).toMatchObject([{ role: "coordinator", name: "coordinator" }]);
  });

  test("M2 · whom a coordinator removed does not come back by themselves; who left does, under the same id", async () => {
    const { world, slug, actor, boss, newcomer, role } = await place();
    const ask = { coalition: slug, name: "Camille" };
    await join(deps, actor, ask);
    const [{ id } = { id: "" }] = await role(newcomer);
    await removeMember(database.db, deps.clock, boss, { coalitionId: world.coalitionId, membershipId: id });
    expect(await join(deps, actor, ask)).toMatchObject({ refusal: { code: "join_closed" } });
    expect(await joinPage(deps, actor, slug)).toMatchObject({ value: { removed: true, role: null } });
    expect(await role(newcomer)).toMatchObject([{ role: null }]);
    await database.db.updateTable("membership").set({ leftBySelf: true }).where("id", "=", id).execute();
    expect(await join(deps, actor, { ...ask, name: "Camille B." })).toMatchObject({ value: "in" });
    expect(await role(newcomer)).toEqual([{ id, role: "participant", name: "Camille B." }]);
  });

  test("M2 · where requests are answered, coordinators are told once, and the person of the answer", async () => {
    const { slug, actor, boss, newcomer, coordinator, role, mode } = await place();
    const email = async ({ accountId }: TestPerson) =>
      (await database.db.selectFrom("account").select("email").where("id", "=", accountId).executeTakeFirstOrThrow())
        .email;
    expect(await mode("request", boss)).toMatchObject({ ok: true });
    const ask = { coalition: slug, name: "Camille", words: "Bonjour" };
    for (let press = 0; press < 3; press += 1) expect(await join(deps, actor, ask)).toMatchObject({ value: "asked" });
    expect(await role(newcomer)).toEqual([]);
    const asked = `join-asked ${await email(coordinator)}`;
    expect((await mails()).filter((mail) => mail === asked)).toHaveLength(1);
    expect(await joinPage(deps, actor, slug)).toMatchObject({ value: { asked: true } });
    expect(await joinDesk(deps, boss, slug)).toMatchObject({
      value: { requests: [{ name: "Camille", words: "Bonjour" }] },
    });
    const answer = { coalition: slug, person: newcomer.accountId, answer: "yes" };
    expect(await answerJoin(deps, boss, answer)).toMatchObject({ ok: true });
    expect(await role(newcomer)).toMatchObject([{ role: "participant", name: "Camille" }]);
    expect(await mails()).toContain(`join-agreed ${await email(newcomer)}`);
    expect(await answerJoin(deps, boss, answer)).toMatchObject({ refusal: { code: "decided_meanwhile" } });
  });

  test("M2 · by invitation, and closed a moment ago, nobody comes in", async () => {
    const { slug, actor, boss, newcomer, role, mode } = await place();
    await mode("invitation", boss);
    expect(await join(deps, actor, { coalition: slug, name: "A" })).toMatchObject({ refusal: { code: "join_closed" } });
    expect(await role(newcomer)).toEqual([]);
  });

  test("M3 · only coordinators see who asks, choose how one joins and answer; two who answer at once decide once", async () => {
    const { world, slug, actor, boss, newcomer, actorOf, mode, role } = await place();
    await mode("request", boss);
    await join(deps, actor, { coalition: slug, name: "Camille" });
    const answer = { coalition: slug, person: newcomer.accountId, answer: "yes" };
    for (const other of ["participant", "member"] as const) {
      const by = await actorOf(await world.person(other));
      expect(await joinDesk(deps, by, slug)).toMatchObject({ refusal: { code: "not_found" } });
      expect(await mode("open", by)).toMatchObject({ refusal: { code: "not_found" } });
      expect(await answerJoin(deps, by, answer)).toMatchObject({ refusal: { code: "not_found" } });
    }
    const elsewhere = await place();
    expect(await answerJoin(deps, elsewhere.boss, answer)).toMatchObject({ refusal: { code: "not_found" } });
    expect(await mode("nonsense", boss)).toMatchObject({ refusal: { code: "not_found" } });
    const second = await actorOf(await world.person("coordinator"));
    const answers = await Promise.all([
      answerJoin(deps, boss, answer),
      answerJoin(deps, second, { ...answer, answer: "no" }),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await role(newcomer)).length).toBe(answers[0]?.ok ? 1 : 0);
  });
});
