import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ensureAccount } from "@/db/account";
import type { Database } from "@/db/client";
import { insertTestCoalition } from "@/db/testing/coalition";
import { testDatabase } from "@/db/testing/database";
import { type Actor, visitor } from "@/domain/kernel/actor";
import type { Role } from "@/domain/kernel/role";
import { sharePhone } from "@/server/account/share-phone";
import { createVault } from "@/server/crypto";
import type { Deps } from "@/server/deps";
import { type Members, readMembers } from "./members";

const everybody = { text: "", page: 1 };
const notFound = { ok: false, refusal: { code: "not_found" } };

describe.each(["postgres", "embedded"] as const)("members on %s", (engine) => {
  let database: Database;
  let deps: Deps;
  let slug: string;
  let hereId: string;
  let coordinator: Actor;
  let member: Actor;
  let participant: Actor;
  let elsewhere: Actor;
  let serial = 0;

  beforeAll(async () => {
    database = await testDatabase({ engine });
    const vault = createVault("a-secret-of-the-tests-which-is-long-enough");
    deps = {
      database,
      clock: { now: () => new Date("2026-11-24T12:00:00Z") },
      vault,
      origin: "https://cortege.example.org",
      demoMailbox: null,
    };
    const here = await insertTestCoalition(database.db, { slug: "ici" });
    const there = await insertTestCoalition(database.db, { slug: "ailleurs" });
    slug = here.slug;
    hereId = here.id;
    const person = async (coalitionId: string, name: string, role: Role): Promise<Actor> => {
      const { id, email } = await ensureAccount(database.db, `personne-${++serial}@example.org`);
      await database.db.insertInto("membership").values({ coalitionId, accountId: id, name, role }).execute();
      return { kind: "account", accountId: id, email, name, national: false };
    };
    coordinator = await person(here.id, "Référent·e mobilisation", "coordinator");
    member = await person(here.id, "Bénévole", "member");
    participant = await person(here.id, "Arrivant·e", "participant");
    elsewhere = await person(there.id, "Coordination d’ailleurs", "coordinator");
    const byName = Array.from({ length: 120 }, (_, at) => ({ coalitionId: here.id, name: `Élève ${at + 1}` }));
    await database.db.insertInto("membership").values(byName).execute();
    const shared = await sharePhone(database.db, vault, member, { phone: "06 00 00 00 01" });
    expect(shared.ok).toBe(true);
  });
  afterAll(() => database.close());

  async function read(actor: Actor, asked = everybody): Promise<Members> {
    const members = await readMembers(deps, actor, slug, asked);
    if (!members.ok) throw new Error(members.refusal.code);
    return members.value;
  }

  test("M4 · those who run it come first, with their roles and no address", async () => {
    const { people, all, coordinators, mayChange } = await read(participant);
    expect(people.slice(0, 3).map(({ name, role, isMe }) => [name, role, isMe])).toEqual([
      ["Référent·e mobilisation", "coordinator", false],
      ["Bénévole", "member", false],
      ["Arrivant·e", "participant", true],
    ]);
    expect(people[3]?.role).toBeNull();
    expect([all, coordinators, mayChange]).toEqual([123, 1, false]);
    expect(JSON.stringify(people)).not.toContain("@");
  });

  test("M4 · who has no role there reads nothing of it", async () => {
    expect(await readMembers(deps, elsewhere, slug, everybody)).toEqual(notFound);
    expect(await readMembers(deps, elsewhere, "nulle-part", everybody)).toEqual(notFound);
    expect(await readMembers(deps, visitor, slug, everybody)).toMatchObject({ refusal: { code: "sign_in_first" } });
  });

  test("M4, I24 · a shared phone number is for those who prepare", async () => {
    const phones = async (actor: Actor) => (await read(actor)).people.flatMap(({ phone }) => phone ?? []);
    expect(await phones(coordinator)).toEqual(["06 00 00 00 01"]);
    expect(await phones(member)).toEqual(["06 00 00 00 01"]);
    expect(await phones(participant)).toEqual([]);
  });

  test("M4 · fifty to a page, each once; a name is found without its accents", async () => {
    const pages = await Promise.all([1, 2, 3].map((page) => read(member, { text: "", page })));
    expect(pages.map(({ people }) => people.length)).toEqual([50, 50, 23]);
    expect(new Set(pages.flatMap(({ people }) => people.map(({ id }) => id))).size).toBe(123);
    expect(await read(member, { text: "", page: 99 })).toMatchObject({ page: 3, pages: 3 });
    const found = await read(member, { text: "ELEVE 12", page: 1 });
    expect(found.people.map(({ name }) => name)).toEqual(["Élève 12", "Élève 120"]);
    expect(found).toMatchObject({ found: 2, all: 123, pages: 1 });
    expect(await read(member, { text: "personne ainsi", page: 1 })).toMatchObject({ found: 0, pages: 1, people: [] });
  });

  test("M4 · who coordinates hears how many follow by mail, themselves and the unproved left out; nobody else does", async () => {
    const followers = ["suit-1@example.org", "suit-2@example.org", "personne-2@example.org", "attend@example.org"];
    const row = { coalitionId: hereId, locale: "fr", consentVersion: "1", tokenHash: null, askedAt: new Date() };
    await database.db
      .insertInto("follower")
      .values(
        followers.map((email) => ({
          ...row,
          email,
          toldAt: row.askedAt,
          ...(email === "attend@example.org" ? { tokenHash: "unproved" } : { confirmedAt: row.askedAt }),
        })),
      )
      .execute();
    expect((await read(coordinator)).followers).toBe(2);
    expect((await read(member)).followers).toBe(0);
  });

  test("M5 · who coordinates may change it, and hears how many do", async () => {
    expect(await read(coordinator)).toMatchObject({ mayChange: true, coordinators: 1 });
    expect(await read(member)).toMatchObject({ mayChange: false });
  });
});
