import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { actorFromCookie } from "@/server/account/session";
import { createVault } from "@/server/crypto";
import type { Deps } from "@/server/deps";
import { CoalitionWorld, type TestPerson } from "@/server/realtime/testing/coalition-world";
import { join } from "./join";
import { leave, leaving } from "./leave";
import { roleIn } from "./workspace";

let database: Database;
let deps: Deps;
beforeAll(async () => {
  database = await testDatabase();
  deps = {
    database,
    clock: { now: () => new Date("2026-11-24T12:00:00Z") },
    vault: createVault("a-secret-of-the-tests-which-is-long-enough"),
    origin: "https://cortege.example.org",
    demoMailbox: null,
  };
});
afterAll(() => database.close());

const actorOf = (person: TestPerson) => actorFromCookie(database.db, person.cookie, { secureCookies: false });

async function place() {
  const world = await CoalitionWorld.create(database);
  const { slug } = await database.db
    .updateTable("coalition")
    .set({ publishedAt: new Date(0) })
    .where("id", "=", world.coalitionId)
    .returning("slug")
    .executeTakeFirstOrThrow();
  const roleOf = async (person: TestPerson) => roleIn(database.db, await actorOf(person), world.coalitionId);
  return { world, slug, roleOf };
}

describe("leaving", () => {
  test("M6 · anyone leaves, once, and may come back; strangers and visitors find nothing to leave", async () => {
    const { world, slug, roleOf } = await place();
    await world.person("coordinator");
    const member = await world.person("member");
    const actor = await actorOf(member);
    expect(await leaving(deps, actor, slug)).toEqual({ ok: true, value: { successors: null } });
    expect(await leave(deps, actor, { coalition: slug })).toMatchObject({ ok: true });
    expect(await roleOf(member)).toBeNull();
    expect(await leave(deps, actor, { coalition: slug })).toMatchObject({ refusal: { code: "not_found" } });
    expect(await join(deps, actor, { coalition: slug, name: "Camille" })).toMatchObject({ value: "in" });
    expect(await roleOf(member)).toBe("participant");
    const stranger = await actorOf(await world.person(null));
    for (const coalition of [slug, "nulle-part", undefined])
      expect(await leave(deps, stranger, { coalition })).toMatchObject({ refusal: { code: "not_found" } });
    expect(await leave(deps, { kind: "visitor" }, { coalition: slug })).toMatchObject({
      refusal: { code: "sign_in_first" },
    });
  });

  test("M6 · the last coordinator hands over in the same act, to somebody of the coalition, or stays", async () => {
    const [here, there] = [await place(), await place()];
    const [last, heir] = [await here.world.person("coordinator"), await here.world.person("participant", "Héritière")];
    const outsider = await there.world.person("member");
    const actor = await actorOf(last);
    expect(await leaving(deps, actor, here.slug)).toMatchObject({
      value: { successors: [{ id: heir.memberId, name: "Héritière" }] },
    });
    for (const successor of [undefined, "", "x", outsider.memberId, last.memberId])
      expect(await leave(deps, actor, { coalition: here.slug, successor })).toMatchObject({
        refusal: { code: "last_coordinator" },
      });
    expect(await here.roleOf(last)).toBe("coordinator");
    expect(await leave(deps, actor, { coalition: here.slug, successor: heir.memberId })).toMatchObject({ ok: true });
    expect([await here.roleOf(last), await here.roleOf(heir)]).toEqual([null, "coordinator"]);
  });

  /** Two who coordinate leave at the same moment; how many of them still do. */
  async function bothLeave(lock?: Parameters<typeof leave>[3]): Promise<number> {
    const { world, slug, roleOf } = await place();
    const both = [await world.person("coordinator"), await world.person("coordinator")];
    const actors = await Promise.all(both.map(actorOf));
    await Promise.all(actors.map((actor) => leave(deps, actor, { coalition: slug }, lock)));
    const roles = await Promise.all(both.map(roleOf));
    return roles.filter((role) => role === "coordinator").length;
  }

  test("M6 · of two who leave at once, one stays; without the lock, nobody would", async () => {
    for (let round = 0; round < 5; round += 1) expect(await bothLeave()).toBe(1);
    // Without it, each goes on only once the other has begun: both find two coordinators.
    let here = 0;
    let meet: () => void = () => undefined;
    const met = new Promise<void>((resolve) => {
      meet = resolve;
    });
    const noLock = async () => {
      here += 1;
      if (here === 2) meet();
      await met;
    };
    expect(await bothLeave(noLock)).toBe(0);
  });
});
