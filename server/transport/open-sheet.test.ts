import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { insertTestAccount, insertTestTrip } from "@/db/testing/trip";
import { type Actor, visitor } from "@/domain/kernel/actor";
import { sharedPhone, sharePhone } from "@/server/account/share-phone";
import type { Deps } from "@/server/deps";
import { bookSeat } from "./book-seat";
import { openSheet } from "./open-sheet";
import { here, hour, must, testDeps } from "./testing";

describe.each(["postgres", "embedded"] as const)("the sheet's page on %s", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase({ engine });
  });
  afterAll(() => database.close());

  let count = 0;
  async function setting() {
    const tools = testDeps(database);
    const { vault, clock } = tools.deps;
    const deps: Deps = { database, clock, vault, origin: "https://cortege.example.org", demoMailbox: null };
    const trip = await insertTestTrip(database.db, { seats: 1, departs: new Date(tools.now().getTime() + 200 * hour) });
    const { coalitionId, slug } = trip;
    const person = (role: "coordinator" | "member" | "participant") =>
      insertTestAccount(database.db, `sheet-${engine}-${++count}@example.org`, { coalitionId, role });
    const see = async (actor: Actor) => must(await openSheet(deps, actor, slug));
    return { ...tools, ...trip, vault, member: await person("member"), person, see };
  }

  test("I24 · a number is shown by its owner's act, to members and coordinators, until it is taken back", async () => {
    const { vault, member, person, see } = await setting();
    const phones = async (actor: Actor) => (await see(actor)).roster.flatMap(({ phone }) => phone ?? []);
    const [coordinator, participant] = [await person("coordinator"), await person("participant")];
    expect(await phones(coordinator)).toEqual([]);
    must(await sharePhone(database.db, vault, member, { phone: " 06 00 00 00 01 " }));
    expect(await phones(coordinator)).toEqual(["06 00 00 00 01"]);
    expect(await phones(participant)).toEqual([]);
    expect(await sharedPhone(database.db, vault, member)).toBe("06 00 00 00 01");
    expect(await sharedPhone(database.db, vault, coordinator)).toBe("");

    const stored = await database.db.selectFrom("account").select("phoneEncrypted").execute();
    expect(JSON.stringify(stored)).not.toContain("06 00 00");
    expect(await sharePhone(database.db, vault, member, { phone: "zéro six" })).toMatchObject({ ok: false });
    expect(await sharePhone(database.db, vault, visitor, { phone: "" })).toMatchObject({ ok: false });
    expect(await phones(coordinator)).toEqual(["06 00 00 00 01"]);
    must(await sharePhone(database.db, vault, member, { phone: "" }));
    expect(await phones(coordinator)).toEqual([]);
  });

  test("I24 · who has left the coalition is no more called", async () => {
    const { vault, member, coalitionId, person, see } = await setting();
    must(await sharePhone(database.db, vault, member, { phone: "06 00 00 00 02" }));
    const coordinator = await person("coordinator");
    await database.db
      .updateTable("membership")
      .set({ removedAt: new Date() })
      .where("accountId", "=", member.accountId)
      .where("coalitionId", "=", coalitionId)
      .execute();
    expect((await see(coordinator)).roster.flatMap(({ phone }) => phone ?? [])).toEqual([]);
  });

  test("T71 · the published trips can be read, with one's own place and whether one may still ask", async () => {
    const { deps, tripId, member, person, see } = await setting();
    const before = await see(member);
    expect(before.trips).toMatchObject([
      { bookable: true, mine: null, brief: { title: "Car d’essai", state: "open" } },
    ]);
    must(await bookSeat(deps, member, { tripId, requestId: crypto.randomUUID() }, here));
    expect((await see(member)).trips).toMatchObject([{ bookable: true, mine: { state: "confirmed" }, free: 0 }]);
    expect((await see(await person("member"))).trips).toMatchObject([{ mine: null }]);
    await database.db.updateTable("trip").set({ state: "closed" }).where("id", "=", tripId).execute();
    expect((await see(member)).trips).toMatchObject([{ bookable: false }]);
    await database.db.updateTable("trip").set({ removedAt: new Date() }).where("id", "=", tripId).execute();
    expect((await see(member)).trips).toMatchObject([{ brief: null }]);
  });
});
