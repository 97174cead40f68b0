import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { dueCoalitions, markTold, takeNews } from "@/db/digest";
import { admit } from "@/db/joining";
import { testDatabase } from "@/db/testing/database";
import { insertTestEntry } from "@/db/testing/entry";
import { insertTestTrip } from "@/db/testing/trip";
import { plainText } from "@/domain/plan/body";
import { changeFollow, followPage, followToken, stopAllToken } from "@/server/coalition/follow";
import { tellDigests } from "./tell-digest";
import { tellNews } from "./tell-news";
import { NewsWorld } from "./testing-news";

const noon = Date.parse("2026-11-26T12:00:00Z");
/** A little after seven by the clock in Paris. */
const nextMorning = Date.parse("2026-11-27T06:06:00Z");
const dayMs = 86_400_000;

describe.each(["postgres", "embedded"] as const)("daily mails on %s", (engine) => {
  let database: Database;
  let world: NewsWorld;
  beforeAll(async () => {
    database = await testDatabase({ engine });
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    for (const table of ["outbox", "newsDelivery", "follower"] as const) await database.db.deleteFrom(table).execute();
    world = await NewsWorld.create(database);
    world.now = noon;
  });

  const deps = () => ({
    db: database.db,
    clock: world.deps.clock,
    vault: world.deps.vault,
    origin: world.deps.origin,
    perMinute: 1000,
  });
  const digests = async (to?: string) =>
    (await world.mails()).filter(({ mail, to: email }) => mail.template === "digest" && (!to || email === to));
  const bodyOf = async (to: string) => (await digests(to)).map(({ mail }) => plainText(mail.body ?? []));
  async function dailyFollower(email = "quotidien@example.org", where = world): Promise<string> {
    const [id] = await where.followers(1, { email, frequency: "daily" });
    return id ?? "";
  }
  /** A trip of the coalition that can be read since `at`. */
  async function trip(at: number, departs = noon + 20 * dayMs): Promise<void> {
    const { tripId } = await insertTestTrip(database.db, {
      seats: 5,
      departs: new Date(departs),
      coalitionId: world.coalition.id,
    });
    await database.db
      .updateTable("trip")
      .set({ publishedAt: new Date(at) })
      .where("id", "=", tripId)
      .execute();
  }

  test("N11 · from seven in the morning one mail tells the news, trips and public actions since the last, once", async () => {
    await dailyFollower();
    await world.sent();
    await trip(noon + 1000);
    await trip(noon - 1000);
    await trip(noon + 1000, noon - dayMs);
    await tellNews(deps());
    world.now = nextMorning - 7 * 60_000;
    expect(await tellDigests(deps())).toBe(0);
    world.now = nextMorning;
    expect(await tellDigests(deps())).toBe(1);
    const [{ mail } = { mail: null }] = await digests();
    expect(mail).toMatchObject({ path: `/${world.coalition.slug}`, values: { count: 2, coalitions: 1 } });
    const hrefs = JSON.stringify(mail?.body).match(/https:[^"]+/g) ?? [];
    expect(hrefs.map((href) => new URL(href).pathname.split("/")[2]).sort()).toEqual(["nouvelles", "trajet"]);
    expect(await tellDigests(deps())).toBe(0);
    // Nothing new: no mail, and what comes then is told the day after.
    world.now += dayMs;
    expect(await tellDigests(deps())).toBe(0);
    await trip(world.now + 1000);
    world.now += dayMs;
    expect(await tellDigests(deps())).toBe(1);
    expect(await digests()).toHaveLength(2);
  });

  test("N11 · what only members see, tasks, and what is taken back are not in it", async () => {
    await dailyFollower();
    const { db } = database;
    const entry = async (change: Record<string, unknown>) => {
      const made = await insertTestEntry(db, {
        coalitionId: world.coalition.id,
        startsAt: new Date(noon + 9 * dayMs),
        startsLocal: "2026-12-05T13:00",
      });
      await db
        .updateTable("agendaEntry")
        .set({
          publishedAt: new Date(noon + 1000),
          publicAt: change.visibility === "members" ? null : new Date(noon + 1000),
          ...change,
        })
        .where("id", "=", made.entryId)
        .execute();
    };
    await entry({ title: "Publique" });
    await entry({ title: "Interne", visibility: "members" });
    await entry({ title: "Tâche", kind: "task" });
    await entry({ title: "Retirée", removedAt: new Date(noon) });
    await entry({ title: "Annulée", cancelledAt: new Date(noon), cancelReason: "la pluie" });
    const id = await world.sent();
    await db.deleteFrom("news").where("id", "=", id).execute();
    world.now = nextMorning;
    await tellDigests(deps());
    const [body = ""] = await bodyOf("quotidien@example.org");
    expect(body).toContain("Publique");
    expect(body.split("\n")).toHaveLength(2);
  });

  test("N11 · of many new things the first are named, and how many more there are is said", async () => {
    await dailyFollower();
    for (let n = 0; n < 33; n += 1) await trip(noon + 1000);
    world.now = nextMorning;
    await tellDigests(deps());
    const [{ mail } = { mail: null }] = await digests();
    expect(mail).toMatchObject({ values: { count: 33 } });
    const [body = ""] = await bodyOf("quotidien@example.org");
    expect(body).toContain("Et 3 autres");
  });

  test("N11 · one mail for all coalitions of an address, as one of their people or by address", async () => {
    const other = await NewsWorld.create(database);
    other.now = noon;
    const person = await other.person("member", "partout@example.org");
    await database.db
      .updateTable("membership")
      .set({ frequency: "daily", toldAt: new Date(noon) })
      .where("id", "=", person.memberId)
      .execute();
    await dailyFollower("partout@example.org");
    // Twice in one coalition: told once.
    await other.followers(1, { email: "partout@example.org", frequency: "daily" });
    await world.sent();
    await other.sent();
    world.now = nextMorning;
    expect(await tellDigests(deps())).toBe(1);
    expect((await digests())[0]).toMatchObject({
      to: "partout@example.org",
      mail: { values: { count: 2, coalitions: 2 } },
    });
    expect(await tellDigests(deps())).toBe(0);
  });

  test("N11 · two servers at once send one; a transaction that dies tells nothing, and nothing is lost", async () => {
    await dailyFollower();
    await world.sent();
    await trip(noon + 1000);
    world.now = nextMorning;
    const until = new Date(world.now);
    const dying = database.db.transaction().execute(async (trx) => {
      const [due] = await dueCoalitions(trx, "quotidien@example.org", until);
      expect(await takeNews(trx, "quotidien@example.org", due?.coalitionId ?? "")).toHaveLength(1);
      await markTold(trx, "quotidien@example.org", until, until);
      throw new Error("killed");
    });
    await expect(dying).rejects.toThrow("killed");
    const both = await Promise.all([tellDigests(deps()), tellDigests(deps())]);
    expect(both[0] + both[1]).toBe(1);
    expect(await digests()).toMatchObject([{ mail: { values: { count: 2 } } }]);
  });

  test("N11 · daily mails keep the pace of news", async () => {
    for (let n = 0; n < 3; n++) await dailyFollower(`quotidien-${n}@example.org`);
    await world.sent();
    world.now = nextMorning;
    expect(await tellDigests({ ...deps(), perMinute: 2 })).toBe(2);
    world.now += 60_000;
    expect(await tellDigests({ ...deps(), perMinute: 2 })).toBe(1);
  });

  test("N10 · the last choice counts, also for what was sent before it", async () => {
    const { vault } = world.deps;
    const hurried = await dailyFollower("presse@example.org");
    const [calm] = await world.followers(1, { email: "calme@example.org" });
    const token = (id = "") => followToken(vault, id);
    await world.sent();
    await trip(noon + 1000);
    world.now += 1000_000;
    await changeFollow(world.deps, { token: token(hurried), frequency: "now" });
    await changeFollow(world.deps, { token: token(calm), frequency: "daily" });
    await tellNews(deps());
    expect((await world.told()).filter((to) => /presse|calme/.test(to))).toEqual(["presse@example.org"]);
    world.now = nextMorning;
    expect(await tellDigests(deps())).toBe(1);
    // Of what could be read before they asked for a daily mail, only the news that was still to be told.
    expect((await bodyOf("calme@example.org"))[0]?.split("\n")).toEqual([expect.any(String), "Samedi"]);
  });

  test("N10 · who follows and then takes part hears as often as before", async () => {
    const person = await world.person("member", "rejoint@example.org");
    const where = { coalitionId: world.coalition.id, accountId: person.accountId };
    await database.db.deleteFrom("membership").where("id", "=", person.memberId).execute();
    await dailyFollower("rejoint@example.org");
    await trip(noon + 1000);
    await database.db.transaction().execute((trx) => admit(trx, { ...where, name: "Personne", role: "participant" }));
    world.now = nextMorning;
    expect(await tellDigests(deps())).toBe(1);
    expect((await digests("rejoint@example.org"))[0]).toMatchObject({ mail: { values: { count: 1 } } });
    expect(await tellDigests(deps())).toBe(0);
  });

  test("N11 · its link stops daily mails of all coalitions by one press, and no others", async () => {
    const other = await NewsWorld.create(database);
    await dailyFollower();
    await dailyFollower("quotidien@example.org", other);
    const third = await NewsWorld.create(database);
    await third.followers(1, { email: "quotidien@example.org" });
    const token = stopAllToken(world.deps.vault, "quotidien@example.org");
    // Whoever got the mail from somebody else learns of no coalition, and changes nothing but this mail.
    const page = () => followPage(world.deps, token);
    expect(await page()).toEqual({ ok: true, value: { kind: "daily", hears: true } });
    for (let press = 0; press < 2; press++)
      expect(await changeFollow(world.deps, { token, frequency: "never" })).toEqual({ ok: true, value: null });
    expect(await database.db.selectFrom("follower").select(["coalitionId", "frequency"]).execute()).toEqual([
      { coalitionId: third.coalition.id, frequency: "now" },
    ]);
    expect(await page()).toEqual({ ok: true, value: { kind: "daily", hears: false } });
    for (const wrong of [`${token}A`, token.slice(0, -4), "x".repeat(60)])
      expect((await changeFollow(world.deps, { token: wrong, frequency: "never" })).ok).toBe(false);
    expect((await changeFollow(world.deps, { token, frequency: "now" })).ok).toBe(false);
  });
});
