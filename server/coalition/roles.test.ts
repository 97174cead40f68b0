import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ensureAccount } from "@/db/account";
import type { Database } from "@/db/client";
import { factChannel, parseFact } from "@/db/notify";
import { insertTestCoalition } from "@/db/testing/coalition";
import { testDatabase } from "@/db/testing/database";
import { type Actor, visitor } from "@/domain/kernel/actor";
import type { Role } from "@/domain/kernel/role";
import { changeRole, removeMember } from "./change-role";
import { myCoalitions, openWorkspace, readRoster, roleIn } from "./workspace";

const clock = { now: () => new Date("2026-11-24T12:00:00Z") };
const notFound = { ok: false, refusal: { code: "not_found" } };

describe.each(["postgres", "embedded"] as const)("roles on %s", (engine) => {
  let database: Database;
  let serial = 0;
  let here: Place;
  let there: Place;

  type Place = {
    id: string;
    slug: string;
    coordinator: Person;
    member: Person;
    participant: Person;
    byName: string;
  };
  type Person = { actor: Extract<Actor, { kind: "account" }>; membershipId: string };

  beforeAll(async () => {
    database = await testDatabase({ engine });
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    here = await place();
    there = await place();
  });

  async function place(): Promise<Place> {
    const slug = `ville-${++serial}`;
    const { id } = await insertTestCoalition(database.db, { slug, name: `Coalition ${serial}` });
    const byName = await database.db
      .insertInto("membership")
      .values({ coalitionId: id, name: "Référent·e logistique" })
      .returning("id")
      .executeTakeFirstOrThrow();
    return {
      id,
      slug,
      coordinator: await person(id, "coordinator"),
      member: await person(id, "member"),
      participant: await person(id, "participant"),
      byName: byName.id,
    };
  }

  async function person(coalitionId: string, role: Role, national = false): Promise<Person> {
    const account = await ensureAccount(database.db, `person-${++serial}@example.org`);
    const row = await database.db
      .insertInto("membership")
      .values({ coalitionId, accountId: account.id, name: `Personne ${serial}`, role })
      .returning("id")
      .executeTakeFirstOrThrow();
    const { id: accountId, email, name } = account;
    return { actor: { kind: "account", accountId, email, name, national }, membershipId: row.id };
  }

  const stranger = async (national = false): Promise<Actor> => {
    const { id: accountId, email, name } = await ensureAccount(database.db, `person-${++serial}@example.org`);
    return { kind: "account", accountId, email, name, national };
  };

  test("I14 · a role counts in its own coalition only", async () => {
    const { db } = database;
    const { actor } = here.coordinator;
    expect(await roleIn(db, actor, here.id)).toBe("coordinator");
    expect(await roleIn(db, actor, there.id)).toBeNull();
    expect(await roleIn(db, visitor, here.id)).toBeNull();
    expect(await roleIn(db, actor, "not-an-id")).toBeNull();
    expect((await myCoalitions(db, actor)).map(({ slug }) => slug)).toEqual([here.slug]);
    expect(await myCoalitions(db, visitor)).toEqual([]);
  });

  test("I14 · unknown, not yours and too weak a role are one answer; a visitor is asked to sign in", async () => {
    const { db } = database;
    const participant = here.participant.actor;
    expect(await openWorkspace(db, participant, here.slug, "participant")).toMatchObject({
      ok: true,
      value: { role: "participant", coalition: { id: here.id } },
    });
    for (const slug of [there.slug, "nulle-part", "%00", "../x", ""]) {
      expect(await openWorkspace(db, participant, slug, "participant")).toEqual(notFound);
    }
    expect(await openWorkspace(db, participant, here.slug, "member")).toEqual(notFound);
    expect(await openWorkspace(db, await stranger(true), here.slug, "participant")).toEqual(notFound);
    for (const slug of [here.slug, "nulle-part"]) {
      expect(await openWorkspace(db, visitor, slug, "participant")).toMatchObject({
        refusal: { code: "sign_in_first" },
      });
    }
  });

  test("I15 · a coordinator changes a role, and everyone's sockets hear of it", async () => {
    const { db } = database;
    let heard: (fact: unknown) => void = () => undefined;
    const told = new Promise((resolve) => {
      heard = resolve;
    });
    const stop = await database.listen(factChannel, (payload) => heard(parseFact(payload)));
    const { member, coordinator } = here;
    const change = { coalitionId: here.id, membershipId: member.membershipId, role: "participant" };
    expect(await changeRole(db, clock, coordinator.actor, change)).toEqual({ ok: true, value: null });
    expect(await told).toEqual({ kind: "access", accountId: member.actor.accountId, coalitionId: here.id });
    await stop();
    expect(await roleIn(db, member.actor, here.id)).toBe("participant");
  });

  test("I15 · nobody else changes roles or removes, not even a coordinator of elsewhere", async () => {
    const { db } = database;
    const target = { coalitionId: here.id, membershipId: here.participant.membershipId };
    const others = [here.member.actor, here.participant.actor, there.coordinator.actor, await stranger(true)];
    for (const actor of others) {
      expect(await changeRole(db, clock, actor, { ...target, role: "coordinator" })).toEqual(notFound);
      expect(await removeMember(db, clock, actor, target)).toEqual(notFound);
    }
    expect(await changeRole(db, clock, visitor, { ...target, role: "member" })).toMatchObject({
      refusal: { code: "sign_in_first" },
    });
    // One's own coalition with a person of elsewhere.
    const mixed = { coalitionId: here.id, membershipId: there.member.membershipId };
    expect(await changeRole(db, clock, here.coordinator.actor, { ...mixed, role: "participant" })).toEqual(notFound);
    expect(await removeMember(db, clock, here.coordinator.actor, mixed)).toEqual(notFound);
    expect(await roleIn(db, there.member.actor, there.id)).toBe("member");
    expect(await roleIn(db, here.participant.actor, here.id)).toBe("participant");
  });

  test.each([{}, { role: "king" }, { coalitionId: "x" }, { membershipId: ["a"] }, { role: null }])(
    "I15 · %j is refused before anything is read",
    async (wrong) => {
      const raw = { coalitionId: here.id, membershipId: here.member.membershipId, role: "participant", ...wrong };
      if (Object.keys(wrong).length === 0) raw.role = "";
      expect(await changeRole(database.db, clock, here.coordinator.actor, raw)).toEqual(notFound);
    },
  );

  test("I15 · someone written down by name has no account to give a role to, and can be removed", async () => {
    const target = { coalitionId: here.id, membershipId: here.byName };
    const { actor } = here.coordinator;
    expect(await changeRole(database.db, clock, actor, { ...target, role: "member" })).toEqual(notFound);
    expect((await removeMember(database.db, clock, actor, target)).ok).toBe(true);
  });

  test("I15 · removing ends the role; the last coordinator stays", async () => {
    const { db } = database;
    const { actor, membershipId } = here.coordinator;
    const self = { coalitionId: here.id, membershipId };
    const last = { ok: false, refusal: { code: "last_coordinator" } };
    expect(await changeRole(db, clock, actor, { ...self, role: "member" })).toEqual(last);
    expect(await removeMember(db, clock, actor, self)).toEqual(last);
    const target = { coalitionId: here.id, membershipId: here.member.membershipId };
    expect((await removeMember(db, clock, actor, target)).ok).toBe(true);
    expect(await roleIn(db, here.member.actor, here.id)).toBeNull();
    expect(await removeMember(db, clock, actor, target)).toEqual(notFound);
    const second = await person(here.id, "coordinator");
    expect((await changeRole(db, clock, actor, { ...self, role: "member" })).ok).toBe(true);
    expect(await roleIn(db, second.actor, here.id)).toBe("coordinator");
  });

  test("I15 · two coordinators who demote each other at once leave one", async () => {
    const { db } = database;
    const second = await person(here.id, "coordinator");
    const first = here.coordinator;
    const answers = await Promise.all([
      changeRole(db, clock, first.actor, { coalitionId: here.id, membershipId: second.membershipId, role: "member" }),
      changeRole(db, clock, second.actor, { coalitionId: here.id, membershipId: first.membershipId, role: "member" }),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const roles = [await roleIn(db, first.actor, here.id), await roleIn(db, second.actor, here.id)];
    expect(roles.sort()).toEqual(["coordinator", "member"]);
  });

  test("I16 · the roster is for those who have a role there, and holds no address", async () => {
    const { db } = database;
    const read = await readRoster(db, here.participant.actor, here.id);
    if (!read.ok) throw new Error(read.refusal.code);
    expect(read.value).toHaveLength(4);
    expect(read.value.filter(({ isMe }) => isMe).map(({ id }) => id)).toEqual([here.participant.membershipId]);
    expect(read.value.find(({ id }) => id === here.byName)).toMatchObject({ role: null, hasAccount: false });
    expect(JSON.stringify(read.value)).not.toContain("@");
    for (const actor of [there.coordinator.actor, visitor, await stranger()]) {
      expect(await readRoster(db, actor, here.id)).toEqual(notFound);
    }
  });
});
