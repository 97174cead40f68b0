import { randomUUID } from "node:crypto";
import type { Database, Db } from "@/db/client";
import { insertTestCoalition } from "@/db/testing/coalition";
import type { AccountActor } from "@/domain/kernel/actor";
import type { Role } from "@/domain/kernel/role";
import { createVault } from "@/server/crypto";
import type { Deps } from "@/server/deps";

export function testDeps(database: Database): { deps: Deps; clock: Deps["clock"] } {
  const clock = { now: () => new Date("2026-11-24T12:00:00Z") };
  const vault = createVault("a-secret-of-the-tests-which-is-long-enough", Buffer.alloc(32, 7).toString("base64"));
  return { deps: { database, clock, vault, origin: "https://cortege.example.org", demoMailbox: null }, clock };
}

/** For tests. A coalition with its agenda, one person of each role, and one of none. */
export async function testPlace(db: Db) {
  const { id: coalitionId, slug } = await insertTestCoalition(db);
  await db.insertInto("document").values({ coalitionId, kind: "agenda" }).execute();
  async function person(role: Role | null): Promise<AccountActor> {
    const account = await db
      .insertInto("account")
      .values({ email: `${randomUUID()}@example.org` })
      .returning(["id", "email", "name"])
      .executeTakeFirstOrThrow();
    const name = role ?? "";
    if (role) await db.insertInto("membership").values({ coalitionId, accountId: account.id, name, role }).execute();
    return { kind: "account", accountId: account.id, email: account.email, name: account.name, national: false };
  }
  return {
    coalitionId,
    slug,
    coordinator: await person("coordinator"),
    member: await person("member"),
    participant: await person("participant"),
    outsider: await person(null),
  };
}
